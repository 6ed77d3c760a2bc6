package org.juxta.dicom.study;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the prior: of the earlier studies of the same patient that are of a comparable modality
 * and show a region in common, those first that share a view with the current study, of them the
 * newest.
 */
public final class PriorChooser {
  private static final Comparator<StudyDetails> NEWEST_FIRST =
      Comparator.comparing(
              StudyDetails::dateTime,
              Comparator.nullsLast(Comparator.<LocalDateTime>reverseOrder()))
          .thenComparing(StudyDetails::studyInstanceUid);

  private PriorChooser() {}

  /** Chooses among the candidates; the current study itself may be among them. */
  public static PriorChoice choose(StudyDetails current, List<StudyDetails> candidates) {
    List<StudyDetails> eligible = new ArrayList<>();
    List<RankedCandidate> refused = new ArrayList<>();
    candidates.stream()
        .sorted(NEWEST_FIRST)
        .forEach(
            candidate -> {
              String refusal = PriorEligibility.refusal(current, candidate);
              if (refusal == null) {
                eligible.add(candidate);
              } else {
                refused.add(new RankedCandidate(candidate, false, refusal));
              }
            });
    StudyDetails newest = eligible.isEmpty() ? null : eligible.get(0);
    eligible.sort(Comparator.comparing((StudyDetails study) -> !sharesPlane(current, study)));
    StudyDetails prior = eligible.isEmpty() ? null : eligible.get(0);
    List<RankedCandidate> ranking = new ArrayList<>();
    for (StudyDetails study : eligible) {
      ranking.add(new RankedCandidate(study, true, standing(current, study, prior)));
    }
    ranking.addAll(refused);
    return new PriorChoice(prior, reason(current, prior, newest, refused), ranking);
  }

  private static String standing(
      StudyDetails current, StudyDetails study, @Nullable StudyDetails prior) {
    if (study.equals(prior)) {
      return "chosen, " + Interval.between(study, current);
    }
    return sharesPlane(current, study)
        ? "older than the chosen one, " + Interval.between(study, current)
        : "no view in common with the current study, " + Interval.between(study, current);
  }

  private static String reason(
      StudyDetails current,
      @Nullable StudyDetails prior,
      @Nullable StudyDetails newest,
      List<RankedCandidate> refused) {
    if (prior == null) {
      return noPrior(current, refused);
    }
    String what = describe(current, prior);
    String when = Interval.between(prior, current);
    return newest == null || prior.equals(newest)
        ? "newest earlier %s, %s".formatted(what, when)
        : "newest earlier %s with a view in common, %s (a newer one, %s, has none)"
            .formatted(what, when, Interval.between(newest, current));
  }

  private static String noPrior(StudyDetails current, List<RankedCandidate> refused) {
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
  private static String describe(StudyDetails current, StudyDetails prior) {
    Set<String> common = new TreeSet<>(current.bodyRegions());
    common.retainAll(prior.bodyRegions());
    String noun = ModalityGroups.noun(prior.imageModalities());
    return common.isEmpty()
        ? noun + " of the same procedure"
        : String.join(" and ", common).toLowerCase(Locale.ROOT) + " " + noun;
  }

  /** Images whose plane is not stated may be of any. */
  private static boolean sharesPlane(StudyDetails current, StudyDetails candidate) {
    Set<ViewPlane> some = planes(current);
    Set<ViewPlane> others = planes(candidate);
    return some.contains(ViewPlane.UNKNOWN)
        || others.contains(ViewPlane.UNKNOWN)
        || some.stream().anyMatch(others::contains);
  }

  private static Set<ViewPlane> planes(StudyDetails study) {
    return study.images().stream().map(ImageDetails::plane).collect(Collectors.toSet());
  }
}
