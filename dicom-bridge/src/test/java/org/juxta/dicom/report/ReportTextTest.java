package org.juxta.dicom.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTextTest {

  @Test
  void findingsAreATable() {
    assertThat(ReportText.of(ReportKind.FINDINGS_WITH_PRIOR.content()))
        .isEqualTo(
            """
            juxta-embedded 1.0 (Not for clinical use)
            compared with a prior: newest earlier study of the same region, 2025-01-02
            finding           presence  probability  site                         change    probability  box
            Nodule            present   89 %         Lung right                   worsened  51 %         300,401-360,460
            Cardiomegaly      present   88 %         Heart                        stable    52 %         400,700-800,950
            Consolidation     present   87 %         Lung left                    improved  53 %
            Pneumothorax      absent    1 %          Pleural structure
            Pleural effusion  absent    10 %         Pleural structure bilateral  resolved  75 %
            """);
  }

  @Test
  void aFailureIsItsReason() {
    assertThat(ReportText.of(ReportKind.FAILED_READING.content()))
        .isEqualTo(
            """
            juxta-embedded 1.0 (Not for clinical use)
            not compared with a prior: prior not reachable
            reading failed: frame 1 cannot be decoded: JPEG XL is not supported
            """);
  }

  @Test
  void thePatientIsNotNamed() {
    assertThat(ReportText.of(ReportKind.FINDINGS_WITH_PRIOR.content())).doesNotContain("Änne");
  }
}
