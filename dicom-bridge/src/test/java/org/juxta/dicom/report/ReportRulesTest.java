package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.PriorComparison;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.dicom.report.content.StudyIdentity;

/** What would break a validator or a viewer is refused before anything is written. */
class ReportRulesTest {
  private static final ReportContent COMPARED = ReportKind.FINDINGS_WITH_PRIOR.content();

  @Test
  void aRegionOnAPriorImageIsRefused() {
    ReportedFinding onPrior = finding("2.25.1", COMPARED.priorImages().get(0).reference(), null);

    refused(withFindings(List.of(onPrior)), "its image is no current image");
  }

  @Test
  void twoFindingsOfOneTrackingUidAreRefused() {
    ImageReference image = COMPARED.currentImages().get(0).reference();
    ReportedFinding one = finding("2.25.1", image, null);
    ReportedFinding two =
        new ReportedFinding(
            "another",
            "2.25.1",
            one.finding(),
            List.of(),
            Presence.PRESENT,
            null,
            image,
            null,
            null,
            null,
            null);

    refused(withFindings(List.of(one, two)), "tracking UID '2.25.1' is none or repeats");
  }

  @Test
  void findingsOfAFailedReadingAreRefused() {
    refused(
        copy(
            COMPARED.study(),
            COMPARED.comparison(),
            ReadingOutcome.failure("why"),
            COMPARED.findings()),
        "a failed reading has no findings");
  }

  @Test
  void aComparisonWithoutPriorImagesIsRefused() {
    ReportContent alone = ReportKind.NO_FINDINGS.content();

    refused(
        new ReportContent(
            alone.identity(),
            alone.study(),
            alone.procedure(),
            alone.observer(),
            alone.algorithm(),
            alone.currentImages(),
            List.of(),
            new PriorComparison(true, "why"),
            alone.outcome(),
            alone.findings(),
            alone.notice(),
            List.of()),
        "exactly when a comparison was done");
  }

  @Test
  void aChangeWithoutAPriorIsRefused() {
    ReportContent alone = ReportKind.NO_FINDINGS.content();
    ImageReference image = alone.currentImages().get(0).reference();

    refused(
        new ReportContent(
            alone.identity(),
            alone.study(),
            alone.procedure(),
            alone.observer(),
            alone.algorithm(),
            alone.currentImages(),
            List.of(),
            alone.comparison(),
            alone.outcome(),
            List.of(finding("2.25.1", image, IntervalChange.NEW)),
            alone.notice(),
            List.of()),
        "a change needs a prior image");
  }

  @Test
  void aStudyThatItsImagesAreNotOfIsRefused() {
    StudyIdentity study = COMPARED.study();
    refused(
        copy(
            new StudyIdentity(
                study.patientName(),
                study.patientId(),
                "",
                "",
                "",
                "2.25.99",
                "",
                "",
                "",
                "",
                "",
                ""),
            COMPARED.comparison(),
            COMPARED.outcome(),
            COMPARED.findings()),
        "is of another study");
  }

  @Test
  void aRefusedReportLeavesWhatWasThere(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("report.dcm");
    ReportWriter.write(COMPARED, file);
    byte[] before = Files.readAllBytes(file);
    ReportContent broken =
        withFindings(List.of(finding("no UID", COMPARED.currentImages().get(0).reference(), null)));

    assertThatIllegalArgumentException().isThrownBy(() -> ReportWriter.write(broken, file));

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(directory.toFile().list()).containsExactly("report.dcm");
  }

  @Test
  void valuesThatMeanNothingAreRefusedWhereTheyAreMade() {
    ImageReference image = COMPARED.currentImages().get(0).reference();
    assertThatIllegalArgumentException().isThrownBy(() -> new BoxRegion(5, 5, 5, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> new BoxRegion(-1, 0, 5, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> new BoxRegion(0, 0, Double.NaN, 9));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ReportedFinding(
                    "a",
                    "2.25.1",
                    ReportedFinding.codeOf("nodule"),
                    List.of(),
                    Presence.PRESENT,
                    1.1,
                    image,
                    null,
                    null,
                    null,
                    null));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ReportedFinding(
                    "a",
                    "2.25.1",
                    ReportedFinding.codeOf("nodule"),
                    List.of(),
                    Presence.PRESENT,
                    0.5,
                    image,
                    null,
                    null,
                    0.5,
                    null));
    assertThatIllegalArgumentException().isThrownBy(() -> ReportedFinding.codeOf("scoliosis"));
  }

  private static ReportedFinding finding(
      String uid, ImageReference image, @Nullable IntervalChange change) {
    return new ReportedFinding(
        "one",
        uid,
        ReportedFinding.codeOf("nodule"),
        List.of(),
        Presence.PRESENT,
        0.5,
        image,
        new BoxRegion(1, 2, 3, 4),
        change,
        null,
        null);
  }

  private static ReportContent withFindings(List<ReportedFinding> findings) {
    return copy(COMPARED.study(), COMPARED.comparison(), COMPARED.outcome(), findings);
  }

  private static ReportContent copy(
      StudyIdentity study,
      PriorComparison comparison,
      ReadingOutcome outcome,
      List<ReportedFinding> findings) {
    return new ReportContent(
        COMPARED.identity(),
        study,
        COMPARED.procedure(),
        COMPARED.observer(),
        COMPARED.algorithm(),
        COMPARED.currentImages(),
        COMPARED.priorImages(),
        comparison,
        outcome,
        findings,
        COMPARED.notice(),
        List.of());
  }

  private static void refused(ReportContent content, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReportWriter.encode(content))
        .withMessageContaining(rule);
  }
}
