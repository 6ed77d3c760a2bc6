package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesPairingTest {
  private static final LocalDateTime THEN = LocalDateTime.of(2026, 1, 1, 8, 0);

  @Test
  void eachViewIsPairedWithTheSameView() {
    List<ImagePair> pairs =
        SeriesPairing.pair(
            new StudyBuilder("2").image("DX", "PA").image("DX", "LL").build(),
            new StudyBuilder("1").image("CR", "LL").image("CR", "PA").build());

    assertThat(pairs).extracting(SeriesPairingTest::views).containsExactly("PA-PA", "LL-LL");
    assertThat(pairs).extracting(ImagePair::reason).containsExactly("PA with PA", "LL with LL");
  }

  @Test
  void apStandsInForPaAndTheReasonSaysSo() {
    ImagePair pair =
        onlyPair(
            new StudyBuilder("2").image("DX", "PA"),
            new StudyBuilder("1").image("DX", "AP").image("DX", "LL"));

    assertThat(views(pair)).isEqualTo("PA-AP");
    assertThat(pair.reason())
        .isEqualTo(
            "PA with AP: the prior study has no PA; heart and mediastinum are magnified on AP");
  }

  @Test
  void theSameViewGoesBeforeANewerImageOfTheOtherFrontalView() {
    ImagePair pair =
        onlyPair(
            new StudyBuilder("2").image("DX", "AP"),
            new StudyBuilder("1")
                .image("DX", "AP", THEN, "")
                .image("DX", "PA", THEN.plusMinutes(5), ""));

    assertThat(views(pair)).isEqualTo("AP-AP");
  }

  @Test
  void ofSeveralPriorImagesTheNewestIsTaken() {
    ImagePair pair =
        onlyPair(
            new StudyBuilder("2").image("DX", "PA"),
            new StudyBuilder("1")
                .image("DX", "PA", THEN, "")
                .image("DX", "PA", THEN.plusMinutes(5), "")
                .image("DX", "PA", THEN.plusMinutes(2), ""));

    assertThat(pair.prior()).isNotNull();
    assertThat(String.valueOf(pair.prior())).contains("1.9.2");
  }

  @Test
  void aViewThePriorLacksStaysUnpaired() {
    ImagePair pair =
        onlyPair(new StudyBuilder("2").image("DX", "LL"), new StudyBuilder("1").image("DX", "PA"));

    assertThat(pair.prior()).isNull();
    assertThat(pair.reason()).isEqualTo("not paired: the prior study has no LL view");
  }

  @Test
  void anUnstatedViewIsNotGuessed() {
    ImagePair pair =
        onlyPair(new StudyBuilder("2").image("DX", ""), new StudyBuilder("1").image("DX", ""));

    assertThat(pair.prior()).isNull();
    assertThat(pair.reason()).isEqualTo("not paired: no attribute states the view");
  }

  @Test
  void aDecubitusViewIsPairedWithItsLikeOnly() {
    StudyBuilder current = new StudyBuilder("2").image("DX", "LLD");

    assertThat(views(onlyPair(current, new StudyBuilder("1").image("DX", "LLD"))))
        .isEqualTo("LLD-LLD");
    assertThat(onlyPair(current, new StudyBuilder("1").image("DX", "RLD")).prior()).isNull();
  }

  @Test
  void withoutAPriorEveryImageIsReadAlone() {
    assertThat(SeriesPairing.pair(new StudyBuilder("2").image("DX", "PA").build(), null))
        .singleElement()
        .isEqualTo(
            new ImagePair(
                new StudyBuilder("2").image("DX", "PA").build().images().get(0),
                null,
                "no prior study"));
  }

  @Test
  void aRawImageIsLeftOutWhereTheViewIsThereForPresentation() {
    StudyDetails study =
        new StudyBuilder("2")
            .image("DX", "PA", THEN, "FOR PROCESSING")
            .image("DX", "PA", THEN, "FOR PRESENTATION")
            .image("DX", "LL", THEN, "FOR PROCESSING")
            .build();

    assertThat(SeriesPairing.pair(study, null))
        .extracting(pair -> pair.current().instanceNumber())
        .containsExactly(2, 3);
    assertThat(SeriesPairing.leftOut(study))
        .singleElement()
        .extracting(LeftOutImage::reason)
        .isEqualTo("it is raw (FOR PROCESSING), and the study has the view FOR PRESENTATION");
  }

  @Test
  void crossSectionalImagesAreLeftOutWithTheReason() {
    StudyDetails study = new StudyBuilder("2").image("CT", "").build();

    assertThat(SeriesPairing.pair(study, null)).isEmpty();
    assertThat(SeriesPairing.leftOut(study))
        .singleElement()
        .extracting(LeftOutImage::reason)
        .isEqualTo("modality CT is not a projection radiograph");
  }

  private static ImagePair onlyPair(StudyBuilder current, StudyBuilder prior) {
    List<ImagePair> pairs = SeriesPairing.pair(current.build(), prior.build());
    assertThat(pairs).hasSize(1);
    return pairs.get(0);
  }

  private static String views(ImagePair pair) {
    ImageDetails prior = pair.prior();
    return pair.current().view() + "-" + (prior == null ? "none" : prior.view());
  }
}
