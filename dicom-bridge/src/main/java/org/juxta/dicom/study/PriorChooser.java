package org.juxta.dicom.study;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the prior among studies that we hold and studies that archives tell of, by one rule: of
 * the earlier studies of the same patient that are of a comparable modality and show a region in
 * common, first those that show every region of the current study, then those that share the plane
 * of a view with it, of them the newest.
 *
 * <p>Within a group of comparable modalities the newest counts, not the same one: yesterday's CR is
 * a better prior of a DX than a DX of years ago.
 */
public final class PriorChooser {
  private static final Comparator<PriorCandidate> NEWEST_FIRST =
      Comparator.comparing(
              PriorCandidate::dateTime,
              Comparator.nullsLast(Comparator.<LocalDateTime>reverseOrder()))
          .thenComparing(PriorCandidate::studyInstanceUid);

  private PriorChooser() {}

  /** Chooses among the candidates; the current study itself may be among them. */
  public static PriorChoice choose(
      StudyDetails current, List<PriorCandidate> candidates, PriorLimits limits) {
    return choose(PriorCandidate.of(current), candidates, limits);
  }

  static PriorChoice choose(
      PriorCandidate current, List<PriorCandidate> candidates, PriorLimits limits) {
    List<PriorCandidate> eligible = new ArrayList<>();
    List<RankedCandidate> refused = new ArrayList<>();
    candidates.stream()
        .sorted(NEWEST_FIRST)
        .forEach(
            candidate -> {
              String refusal = PriorEligibility.refusal(current, candidate, limits.lookBack());
              if (refusal == null) {
                eligible.add(candidate);
              } else {
                refused.add(new RankedCandidate(candidate, false, refusal));
              }
            });
    PriorCandidate newest = eligible.isEmpty() ? null : eligible.get(0);
    eligible.sort(
        Comparator.comparing((PriorCandidate study) -> !showsAllOf(current, study))
            .thenComparing(study -> !sharesPlane(current, study)));
    List<PriorCandidate> priors = eligible.subList(0, Math.min(limits.most(), eligible.size()));
    List<RankedCandidate> ranking = new ArrayList<>();
    for (int i = 0; i < eligible.size(); i++) {
      PriorCandidate study = eligible.get(i);
      ranking.add(new RankedCandidate(study, true, standing(current, study, i, priors.size())));
    }
    ranking.addAll(refused);
    return new PriorChoice(
        priors, reason(current, priors.isEmpty() ? null : priors.get(0), newest, refused), ranking);
  }

  /** Whether images of a modality (0008,0060) can be compared with those of a study. */
  public static boolean comparable(StudyDetails current, String modality) {
    return ModalityGroups.comparable(current.imageModalities(), Set.of(modality));
  }

  private static String standing(
      PriorCandidate current, PriorCandidate study, int place, int chosen) {
    String when = Interval.between(study, current);
    if (place == 0) {
      return "chosen, " + when;
    }
    String why =
        showsAllOf(current, study)
            ? sharesPlane(current, study)
                ? "older than the chosen one"
                : "no view in common with the current study"
            : "shows only a part of what the current study shows";
    return (place < chosen ? "chosen if the one before cannot be had, " : "") + why + ", " + when;
  }

  private static String reason(
      PriorCandidate current,
      @Nullable PriorCandidate prior,
      @Nullable PriorCandidate newest,
      List<RankedCandidate> refused) {
    if (prior == null) {
      return noPrior(current, refused);
    }
    String what = describe(current, prior);
    String when = Interval.between(prior, current);
    if (newest == null || prior.equals(newest)) {
      return "newest earlier %s, %s".formatted(what, when);
    }
    String newer = Interval.between(newest, current);
    return showsAllOf(current, newest)
        ? "newest earlier %s with a view in common, %s (a newer one, %s, has none)"
            .formatted(what, when, newer)
        : "newest earlier %s that shows as much, %s (a newer one, %s, shows only a part)"
            .formatted(what, when, newer);
  }

  private static String noPrior(PriorCandidate current, List<RankedCandidate> refused) {
    List<RankedCandidate> others =
        refused.stream()
            .filter(one -> !one.study().studyInstanceUid().equals(current.studyInstanceUid()))
            .toList();
    if (others.isEmpty()) {
      return "no prior: no other study of this patient is known";
    }
    if (others.size() == 1) {
      return "no prior: the one other study is refused, " + others.get(0).reason();
    }
    return "no prior: all %d other studies are refused, the newest because %s"
        .formatted(others.size(), others.get(0).reason());
  }

  /** What the two have in common, as "chest radiograph". */
  private static String describe(PriorCandidate current, PriorCandidate prior) {
    Set<String> common = new TreeSet<>(current.bodyRegions());
    common.retainAll(prior.bodyRegions());
    String noun = ModalityGroups.noun(prior.imageModalities());
    return common.isEmpty()
        ? noun + " of the same procedure"
        : String.join(" and ", common).toLowerCase(Locale.ROOT) + " " + noun;
  }

  /** Of two that are eligible, one that shows less than the current study is the lesser prior. */
  private static boolean showsAllOf(PriorCandidate current, PriorCandidate candidate) {
    return candidate.bodyRegions().isEmpty()
        || candidate.bodyRegions().containsAll(current.bodyRegions());
  }

  /** Images whose plane is not stated may be of any. */
  private static boolean sharesPlane(PriorCandidate current, PriorCandidate candidate) {
    Set<ViewPlane> some = current.planes();
    Set<ViewPlane> others = candidate.planes();
    return some.contains(ViewPlane.UNKNOWN)
        || others.contains(ViewPlane.UNKNOWN)
        || some.stream().anyMatch(others::contains);
  }
}
