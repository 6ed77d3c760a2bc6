package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorChooserTest {
  private static final PriorLimits LIMITS = new PriorLimits(2, Duration.ofDays(3650));
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 4, 3, 9, 30);

  @Test
  void theNewestEarlierStudyIsChosenAndTheReasonSaysHowOldItIs() {
    StudyDetails older = chest("1").at(NOW.minusDays(400)).build();
    StudyDetails newer = chest("2").at(NOW.minusDays(92)).build();

    PriorChoice choice = choose(current(), List.of(older, newer));

    assertThat(choice.prior()).isEqualTo(PriorCandidate.of(newer));
    assertThat(choice.reason()).isEqualTo("newest earlier chest radiograph, 92 days before");
    assertThat(choice.ranking())
        .extracting(one -> one.study().studyInstanceUid())
        .containsExactly("2", "1");
    assertThat(choice.ranking().get(1).reason())
        .isEqualTo(
            "chosen if the one before cannot be had, older than the chosen one, 400 days before");
  }

  @Test
  void aLaterStudyIsRefused() {
    assertRefused(chest("1").at(NOW.plusMinutes(1)), "it is later than the current study");
  }

  @Test
  void aStudyOfTheSameTimeIsRefused() {
    assertRefused(chest("1").at(NOW), "it is of the same time, not earlier");
  }

  @Test
  void aStudyOfTheSameDayIsChosenWhenBothTimesAreStated() {
    StudyDetails prior = chest("1").at(NOW.minusHours(3)).build();

    assertThat(choose(current(), List.of(prior)).reason())
        .isEqualTo("newest earlier chest radiograph, 3 hours before");
  }

  @Test
  void aStudyOfTheSameDayWithoutATimeIsRefused() {
    assertRefused(
        chest("1").at(NOW.toLocalDate().atStartOfDay()).withoutTime(),
        "it is of the same day, and without both times it is not sure to be earlier");
  }

  @Test
  void aStudyOfTheDayBeforeNeedsNoTime() {
    StudyDetails prior =
        chest("1").at(NOW.toLocalDate().minusDays(1).atStartOfDay()).withoutTime().build();

    assertThat(choose(current(), List.of(prior)).reason())
        .isEqualTo("newest earlier chest radiograph, 1 day before");
  }

  @Test
  void aStudyWithoutADateIsRefused() {
    assertRefused(chest("1").at(null), "it has no date");
  }

  @Test
  void withoutADateOfItsOwnAStudyHasNoPrior() {
    StudyDetails undated = chest("9").at(null).build();

    PriorChoice choice = choose(undated, List.of(chest("1").build()));

    assertThat(choice.prior()).isNull();
    assertThat(choice.reason()).contains("the current study has no date");
  }

  @Test
  void aBlankPatientIdMatchesNobody() {
    StudyDetails nameless = chest("9").patient("", "").at(NOW).build();
    StudyDetails other = chest("1").patient("", "").at(NOW.minusDays(5)).build();

    PriorChoice choice = choose(nameless, List.of(other));

    assertThat(choice.prior()).isNull();
    assertThat(choice.reason()).contains("no Patient ID (0010,0020)");
    assertRefused(
        chest("1").patient(" ", "").at(NOW.minusDays(5)), "it has no Patient ID (0010,0020)");
  }

  @Test
  void anotherPatientIsRefusedWithoutNamingThem() {
    assertRefused(chest("1").patient("Q", "").at(NOW.minusDays(5)), "it is of another patient");
  }

  @Test
  void theSameIdOfAnotherIssuerIsAnotherPatient() {
    assertRefused(
        chest("1").patient("P", "ELSEWHERE").at(NOW.minusDays(5)),
        "its Patient ID is of another issuer: Issuer of Patient ID (0010,0021) is ELSEWHERE, not"
            + " empty");
  }

  @Test
  void theSameIdWithAnotherBirthDateIsRefused() {
    StudyDetails current = chest("9").at(NOW).born(LocalDate.of(1950, 1, 1)).build();
    StudyDetails other = chest("1").at(NOW.minusDays(5)).born(LocalDate.of(1951, 1, 1)).build();

    assertThat(choose(current, List.of(other)).reason())
        .contains("another Patient's Birth Date (0010,0030)");
  }

  @Test
  void theStudyItselfIsNotItsPrior() {
    PriorChoice choice = choose(current(), List.of(current()));

    assertThat(choice.prior()).isNull();
    assertThat(choice.reason()).isEqualTo("no prior: no other study of this patient is known");
    assertThat(choice.ranking().get(0).reason()).isEqualTo("it is the study itself");
  }

  @Test
  void aStudyOfReportsOnlyIsRefused() {
    assertRefused(new StudyBuilder("1").at(NOW.minusDays(5)), "it has no images");
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource({
    "DX, CR, true",
    "CR, RG, true",
    "CT, CT, true",
    "MR, MR, true",
    "US, US, true",
    "DX, CT, false",
    "DX, RF, false",
    "CT, MR, false",
    "US, XA, false"
  })
  void modalitiesAreComparedWithinTheirGroup(String one, String other, boolean compared) {
    StudyDetails current = new StudyBuilder("9").at(NOW).image(one, "").build();
    StudyDetails prior = new StudyBuilder("1").at(NOW.minusDays(5)).image(other, "").build();

    PriorChoice choice = choose(current, List.of(prior));

    assertThat(choice.prior() != null).isEqualTo(compared);
    if (!compared) {
      assertThat(choice.reason()).contains("modality " + other + " is not compared with " + one);
    }
  }

  @Test
  void anotherBodyPartIsRefused() {
    assertRefused(chest("1").showing("KNEE").at(NOW.minusDays(5)), "it shows KNEE, not CHEST");
  }

  @Test
  void anOverlappingBodyPartIsEnough() {
    StudyDetails prior = chest("1").showing("CHEST", "ABDOMEN").at(NOW.minusDays(5)).build();

    assertThat(choose(current(), List.of(prior)).prior()).isEqualTo(PriorCandidate.of(prior));
  }

  @Test
  void anUnstatedBodyPartIsRefusedUnlessTheProcedureIsTheSame() {
    assertRefused(chest("1").showing().at(NOW.minusDays(5)), "its body part is not stated");

    StudyDetails current = chest("9").showing().at(NOW).procedure("XR-1").build();
    StudyDetails same = chest("1").showing().at(NOW.minusDays(5)).procedure("XR-1").build();
    StudyDetails another = chest("2").showing().at(NOW.minusDays(2)).procedure("XR-2").build();
    PriorChoice choice = choose(current, List.of(same, another));

    assertThat(choice.prior()).isEqualTo(PriorCandidate.of(same));
    assertThat(choice.reason())
        .isEqualTo("newest earlier radiograph of the same procedure, 5 days before");
  }

  @Test
  void theSameDescriptionStandsInForAProcedureCode() {
    StudyDetails current = chest("9").showing().at(NOW).described("Rö Station 4").build();
    StudyDetails prior =
        chest("1").showing().at(NOW.minusDays(5)).described("RÖ  STATION 4").build();

    assertThat(choose(current, List.of(prior)).prior()).isEqualTo(PriorCandidate.of(prior));
  }

  @Test
  void aStudyWithAViewInCommonGoesBeforeANewerOneWithout() {
    StudyDetails lateral = new StudyBuilder("1").at(NOW.minusDays(5)).image("DX", "LL").build();
    StudyDetails frontal = chest("2").at(NOW.minusDays(30)).build();

    PriorChoice choice = choose(current(), List.of(lateral, frontal));

    assertThat(choice.prior()).isEqualTo(PriorCandidate.of(frontal));
    assertThat(choice.reason())
        .isEqualTo(
            "newest earlier chest radiograph with a view in common, 30 days before"
                + " (a newer one, 5 days before, has none)");
    assertThat(choice.ranking().get(1).reason())
        .isEqualTo(
            "chosen if the one before cannot be had, no view in common with the current study,"
                + " 5 days before");
  }

  @Test
  void severalRefusalsAreCountedAndTheNewestExplained() {
    PriorChoice choice =
        choose(
            current(),
            List.of(
                chest("1").showing("KNEE").at(NOW.minusDays(9)).build(),
                chest("2").showing("HAND").at(NOW.minusDays(3)).build()));

    assertThat(choice.reason())
        .isEqualTo(
            "no prior: all 2 other studies are refused, the newest because it shows HAND, not"
                + " CHEST");
  }

  private static StudyBuilder chest(String uid) {
    return new StudyBuilder(uid).image("DX", "PA");
  }

  private static StudyDetails current() {
    return chest("9").at(NOW).build();
  }

  @Test
  void asManyAreChosenAsAreWanted() {
    List<StudyDetails> priors =
        List.of(
            chest("1").at(NOW.minusDays(30)).build(),
            chest("2").at(NOW.minusDays(20)).build(),
            chest("3").at(NOW.minusDays(10)).build());

    PriorChoice choice = choose(current(), priors);

    assertThat(choice.priors())
        .extracting(PriorCandidate::studyInstanceUid)
        .containsExactly("3", "2");
    assertThat(choice.ranking()).hasSize(3);
    assertThat(choice.ranking().get(2).reason())
        .isEqualTo("older than the chosen one, 30 days before");
  }

  @Test
  void aStudyBeyondTheLookBackIsRefused() {
    assertRefused(chest("1").at(NOW.minusDays(3651)), "it is more than 3650 days older");
  }

  @Test
  void aStudyThatShowsEverythingGoesBeforeANewerOneThatShowsAPart() {
    StudyDetails current = chest("9").showing("CHEST", "ABDOMEN").at(NOW).build();
    StudyDetails part = chest("1").at(NOW.minusDays(5)).build();
    StudyDetails whole =
        chest("2").showing("CHEST", "ABDOMEN", "PELVIS").at(NOW.minusDays(90)).build();

    PriorChoice choice = choose(current, List.of(part, whole));

    assertThat(choice.prior()).isEqualTo(PriorCandidate.of(whole));
    assertThat(choice.reason())
        .isEqualTo(
            "newest earlier abdomen and chest radiograph that shows as much, 90 days before"
                + " (a newer one, 5 days before, shows only a part)");
  }

  @Test
  void anIssuerThatAnArchiveDoesNotTellIsLeftToTheObjects() {
    StudyDetails current = chest("9").patient("P", "HOSPITAL").at(NOW).build();
    Attributes answer = new Attributes();
    answer.setString(Tag.StudyInstanceUID, VR.UI, "1.2");
    answer.setString(Tag.PatientID, VR.LO, "P");
    answer.setString(Tag.StudyDate, VR.DA, "20260101");
    answer.setString(Tag.ModalitiesInStudy, VR.CS, "DX", "SR");
    answer.setString(Tag.StudyDescription, VR.LO, "Thorax 2 Ebenen");
    PriorCandidate silent = PriorCandidate.answered(answer, List.of(), "PACS");
    answer.setString(Tag.IssuerOfPatientID, VR.LO, "ELSEWHERE");
    PriorCandidate other = PriorCandidate.answered(answer, List.of(), "PACS");

    assertThat(PriorChooser.choose(current, List.of(silent), LIMITS).prior()).isEqualTo(silent);
    assertThat(PriorChooser.choose(current, List.of(other), LIMITS).reason())
        .contains("another issuer");
  }

  @Test
  void whatAnArchiveAnswersOfASeriesSaysWhatTheStudyShows() {
    Attributes study = new Attributes();
    study.setString(Tag.StudyInstanceUID, VR.UI, "1.2");
    study.setString(Tag.StudyDescription, VR.LO, "Portable");
    Attributes chest = series("DX", "CHEST", "Lat");
    PriorCandidate candidate =
        PriorCandidate.answered(study, List.of(series("SR", "ABDOMEN", "PA"), chest), "PACS");

    assertThat(candidate.imageModalities()).containsExactly("DX");
    assertThat(candidate.bodyRegions()).containsExactly("CHEST");
    assertThat(candidate.planes()).containsExactly(ViewPlane.LATERAL);
    assertThat(PriorCandidate.answered(study, List.of(series("SR", "CHEST", "")), "PACS"))
        .extracting(PriorCandidate::imageModalities)
        .isEqualTo(Set.of());
  }

  private static Attributes series(String modality, String bodyPart, String description) {
    Attributes series = new Attributes();
    series.setString(Tag.Modality, VR.CS, modality);
    series.setString(Tag.BodyPartExamined, VR.CS, bodyPart);
    series.setString(Tag.SeriesDescription, VR.LO, description);
    return series;
  }

  private static PriorChoice choose(StudyDetails current, List<StudyDetails> studies) {
    return PriorChooser.choose(current, studies.stream().map(PriorCandidate::of).toList(), LIMITS);
  }

  private static void assertRefused(StudyBuilder candidate, String reason) {
    PriorChoice choice = choose(current(), List.of(candidate.build()));
    assertThat(choice.prior()).isNull();
    assertThat(choice.ranking())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.eligible()).isFalse();
              assertThat(one.reason()).isEqualTo(reason);
            });
    assertThat(choice.reason()).isEqualTo("no prior: the one other study is refused, " + reason);
  }
}
