package org.juxta.dicom.report;

import java.time.LocalDateTime;
import java.util.List;
import org.dcm4che3.data.UID;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.content.AlgorithmIdentity;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.Laterality;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.PriorComparison;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.dicom.report.content.StudyIdentity;

/** What sample reports are put together from. */
final class SampleParts {
  static final String STUDY = "2.25.1000";
  static final String PRIOR_STUDY = "2.25.2000";

  private SampleParts() {}

  /** A report of a reading that succeeded. */
  static ReportContent content(
      String name,
      String patientName,
      List<ReportImage> current,
      List<ReportImage> prior,
      List<ReportedFinding> findings) {
    return new ReportContent(
        ReportIdentity.named(name, LocalDateTime.of(2026, 3, 4, 5, 6, 7, 89_000_000)),
        study(patientName),
        ReportContent.IMAGING_PROCEDURE,
        new DeviceObserver("2.25.42", "Juxta", "Juxta project", "Juxta", "J-1", "0.1.0"),
        new AlgorithmIdentity("juxta-embedded", "1.0", List.of("weights SHA-256 0123456789abcdef")),
        current,
        prior,
        prior.isEmpty()
            ? new PriorComparison(false, "no prior exists")
            : new PriorComparison(true, "newest earlier study of the same region, 2025-01-02"),
        ReadingOutcome.success(),
        findings,
        "Not for clinical use",
        List.of());
  }

  static StudyIdentity study(String patientName) {
    return new StudyIdentity(
        patientName,
        "P-1",
        "HOSPITAL",
        "19500203",
        "F",
        STUDY,
        "20260304",
        "040506",
        "1",
        "ACC-1",
        "Gregory^House",
        "Chest PA and lateral");
  }

  static ReportImage image(String study, int number, String modality, String date) {
    boolean ct = modality.equals("CT");
    ImageReference reference =
        new ImageReference(
            ct ? UID.CTImageStorage : UID.DigitalXRayImageStorageForPresentation,
            study + ".1." + number,
            study + ".1",
            study,
            0);
    return new ReportImage(reference, modality, ct ? "" : "PA", date);
  }

  static ReportedFinding present(
      int number,
      String finding,
      @Nullable Laterality laterality,
      @Nullable BoxRegion box,
      ImageReference image,
      @Nullable ImageReference prior) {
    IntervalChange[] changes = IntervalChange.values();
    return new ReportedFinding(
        finding + " " + number,
        "2.25.700" + number,
        ReportedFinding.codeOf(finding),
        ReportedFinding.sitesOf(finding, laterality),
        Presence.PRESENT,
        0.9 - number / 100.0,
        image,
        box,
        prior == null ? null : changes[number % changes.length],
        prior == null ? null : 0.5 + number / 100.0,
        prior);
  }

  static ReportedFinding absent(
      int number, String finding, double probability, ImageReference image) {
    return new ReportedFinding(
        finding + " " + number,
        "2.25.700" + number,
        ReportedFinding.codeOf(finding),
        ReportedFinding.sitesOf(finding, null),
        Presence.ABSENT,
        probability,
        image,
        null,
        null,
        null,
        null);
  }
}
