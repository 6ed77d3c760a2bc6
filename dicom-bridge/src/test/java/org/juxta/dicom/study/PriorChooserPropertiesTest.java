package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class PriorChooserPropertiesTest {
  private static final PriorLimits LIMITS = new PriorLimits(2, Duration.ofDays(3650));

  @Property(tries = 500)
  void theChoiceIsWhatASlowSearchFinds(@ForAll("studies") List<StudyDetails> studies) {
    StudyDetails current = studies.get(0);
    PriorChoice choice = choose(current, studies);

    StudyDetails found = search(current, studies);
    assertThat(choice.prior()).isEqualTo(found == null ? null : PriorCandidate.of(found));
    assertThat(choice.ranking())
        .extracting(RankedCandidate::study)
        .containsExactlyInAnyOrderElementsOf(studies.stream().map(PriorCandidate::of).toList());
    assertThat(choice.ranking()).allSatisfy(one -> assertThat(one.reason()).isNotBlank());
    assertThat(choice.ranking().stream().filter(RankedCandidate::eligible).count() > 0)
        .isEqualTo(choice.prior() != null);
  }

  @Property(tries = 200)
  void theOrderOfTheCandidatesDoesNotMatter(@ForAll("studies") List<StudyDetails> studies) {
    List<StudyDetails> reversed = new ArrayList<>(studies);
    Collections.reverse(reversed);

    assertThat(choose(studies.get(0), reversed).ranking())
        .isEqualTo(choose(studies.get(0), studies).ranking());
  }

  private static PriorChoice choose(StudyDetails current, List<StudyDetails> studies) {
    return PriorChooser.choose(current, studies.stream().map(PriorCandidate::of).toList(), LIMITS);
  }

  /** The rules once more, one after the other, over every candidate. */
  private static @Nullable StudyDetails search(StudyDetails current, List<StudyDetails> studies) {
    StudyDetails best = null;
    for (StudyDetails one : studies) {
      boolean fits =
          !one.equals(current)
              && !current.patientId().isEmpty()
              && one.patientId().equals(current.patientId())
              && one.issuerOfPatientId().equals(current.issuerOfPatientId())
              && current.dateTime() != null
              && one.dateTime() != null
              && one.dateTime().isBefore(current.dateTime())
              && one.modality().equals("CT") == current.modality().equals("CT")
              && one.bodyRegions().stream().anyMatch(current.bodyRegions()::contains);
      if (fits && (best == null || better(current, one, best))) {
        best = one;
      }
    }
    return best;
  }

  private static boolean better(StudyDetails current, StudyDetails one, StudyDetails best) {
    boolean oneShowsAll = one.bodyRegions().containsAll(current.bodyRegions());
    if (oneShowsAll != best.bodyRegions().containsAll(current.bodyRegions())) {
      return oneShowsAll;
    }
    boolean oneShares = shares(current, one);
    if (oneShares != shares(current, best)) {
      return oneShares;
    }
    LocalDateTime then = one.dateTime();
    LocalDateTime other = best.dateTime();
    if (then == null || other == null || then.equals(other)) {
      return one.studyInstanceUid().compareTo(best.studyInstanceUid()) < 0;
    }
    return then.isAfter(other);
  }

  private static boolean shares(StudyDetails one, StudyDetails other) {
    String view = one.images().get(0).view();
    String otherView = other.images().get(0).view();
    return view.isEmpty() || otherView.isEmpty() || view.equals("LL") == otherView.equals("LL");
  }

  @Provide
  Arbitrary<List<StudyDetails>> studies() {
    Arbitrary<String> patient = Arbitraries.of("P", "P", "P", "Q", "");
    Arbitrary<String> issuer = Arbitraries.of("", "", "H");
    Arbitrary<Integer> hours = Arbitraries.integers().between(0, 15).injectNull(0.05);
    Arbitrary<String> modality = Arbitraries.of("DX", "CR", "CT");
    Arbitrary<String> view = Arbitraries.of("PA", "AP", "LL", "");
    Arbitrary<List<String>> regions =
        Arbitraries.of("CHEST", "ABDOMEN", "KNEE").list().uniqueElements().ofMaxSize(2);
    Arbitrary<StudyBuilder> study =
        Combinators.combine(patient, issuer, hours, modality, view, regions)
            .as(
                (id, of, hour, kind, seen, shown) ->
                    new StudyBuilder("pending")
                        .patient(id, of)
                        .at(
                            hour == null
                                ? null
                                : LocalDateTime.of(2026, 1, 1, 0, 0).plusHours(2 * hour))
                        .showing(shown.toArray(String[]::new))
                        .image(kind, seen));
    return study
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(
            builders -> {
              List<StudyDetails> built = new ArrayList<>();
              for (int i = 0; i < builders.size(); i++) {
                built.add(builders.get(i).uid("1." + i).build());
              }
              return built;
            });
  }
}
