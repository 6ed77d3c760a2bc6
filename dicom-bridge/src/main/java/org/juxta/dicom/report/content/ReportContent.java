package org.juxta.dicom.report.content;

import java.util.List;
import org.juxta.dicom.report.code.Code;
import org.juxta.dicom.report.code.Concept;

/**
 * Everything that one report says.
 *
 * @param identity which document it is
 * @param study the patient and the current study, which the report becomes a member of
 * @param procedure Procedure reported (CID 100)
 * @param observer the device that observed
 * @param algorithm the algorithm that answered
 * @param currentImages the images of the current study that were read, or were to be read
 * @param priorImages the images of the prior that were read beside them; evidence, never with
 *     regions
 * @param comparison whether a prior was read and why
 * @param outcome whether the reading succeeded
 * @param findings every finding that was looked for, absent ones included; none after a failure
 * @param notice what a user must know before using it: {@code Not for clinical use}
 * @param predecessors the reports that this one replaces
 */
public record ReportContent(
    ReportIdentity identity,
    StudyIdentity study,
    Code procedure,
    DeviceObserver observer,
    AlgorithmIdentity algorithm,
    List<ReportImage> currentImages,
    List<ReportImage> priorImages,
    PriorComparison comparison,
    ReadingOutcome outcome,
    List<ReportedFinding> findings,
    String notice,
    List<DocumentReference> predecessors) {
  /** Procedure reported when nothing narrower is known. */
  public static final Code IMAGING_PROCEDURE = Concept.IMAGING_PROCEDURE.code();

  public ReportContent {
    currentImages = List.copyOf(currentImages);
    priorImages = List.copyOf(priorImages);
    findings = List.copyOf(findings);
    notice = notice.strip();
    predecessors = List.copyOf(predecessors);
  }
}
