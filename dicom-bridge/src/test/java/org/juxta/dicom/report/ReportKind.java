package org.juxta.dicom.report;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcm4che3.data.UID;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.content.AlgorithmIdentity;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.content.DocumentReference;
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

/** One report of each kind that we make; every judge sees all of them. */
enum ReportKind {
  FINDINGS_WITH_PRIOR("Müller^Änne"),
  FINDINGS_WITHOUT_PRIOR("Doe^Jane"),
  NO_FINDINGS("Doe^Jane"),
  FAILED_READING("Doe^Jane"),
  SUPERSEDING("Doe^Jane"),
  TWENTY_FINDINGS("Doe^Jane"),
  JAPANESE_NAME("Yamada^Tarou=山田^太郎=やまだ^たろう"),
  ARABIC_NAME("قباني^لنزار"),
  COMPUTED_TOMOGRAPHY("Doe^Jane");

  private static final String STUDY = "2.25.1000";
  private static final String PRIOR_STUDY = "2.25.2000";

  private final String patientName;

  ReportKind(String patientName) {
    this.patientName = patientName;
  }

  /** Short name for files: {@code findings-with-prior}. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  ReportContent content() {
    boolean compared =
        switch (this) {
          case FINDINGS_WITHOUT_PRIOR, NO_FINDINGS, FAILED_READING -> false;
          default -> true;
        };
    ReportImage current = image(STUDY, 1, "20260304");
    ReportImage prior = image(PRIOR_STUDY, 2, "20250102");
    return new ReportContent(
        ReportIdentity.named(fileName(), LocalDateTime.of(2026, 3, 4, 5, 6, 7, 89_000_000)),
        new StudyIdentity(
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
            "Chest PA and lateral"),
        ReportContent.IMAGING_PROCEDURE,
        new DeviceObserver("2.25.42", "Juxta", "Juxta project", "Juxta", "J-1", "0.1.0"),
        new AlgorithmIdentity("juxta-embedded", "1.0", List.of("weights SHA-256 0123456789abcdef")),
        List.of(current),
        compared ? List.of(prior) : List.of(),
        comparison(compared),
        this == FAILED_READING
            ? ReadingOutcome.failure("frame 1 cannot be decoded: JPEG XL is not supported")
            : ReadingOutcome.success(),
        findings(current.reference(), compared ? prior.reference() : null),
        "Not for clinical use",
        this == SUPERSEDING
            ? List.of(
                new DocumentReference(UID.Comprehensive3DSRStorage, "2.25.5", "2.25.6", STUDY))
            : List.of());
  }

  private PriorComparison comparison(boolean compared) {
    if (compared) {
      return new PriorComparison(true, "newest earlier study of the same region, 2025-01-02");
    }
    return new PriorComparison(
        false, this == FAILED_READING ? "prior not reachable" : "no prior exists");
  }

  private ReportImage image(String study, int number, String date) {
    boolean ct = this == COMPUTED_TOMOGRAPHY;
    ImageReference reference =
        new ImageReference(
            ct ? UID.CTImageStorage : UID.DigitalXRayImageStorageForPresentation,
            study + ".1." + number,
            study + ".1",
            study,
            0);
    return new ReportImage(reference, ct ? "CT" : "DX", ct ? "" : "PA", date);
  }

  private List<ReportedFinding> findings(ImageReference image, @Nullable ImageReference prior) {
    return switch (this) {
      case FAILED_READING -> List.of();
      case NO_FINDINGS ->
          List.of(absent(1, "pneumothorax", 0.01, image), absent(2, "nodule", 0.2, image));
      case TWENTY_FINDINGS -> twenty(image, prior);
      default -> usual(image, prior);
    };
  }

  private static List<ReportedFinding> usual(ImageReference image, @Nullable ImageReference prior) {
    List<ReportedFinding> findings = new ArrayList<>();
    findings.add(
        present(
            1, "nodule", Laterality.RIGHT, new BoxRegion(300.25, 400.5, 360, 460), image, prior));
    findings.add(present(2, "cardiomegaly", null, new BoxRegion(400, 700, 800, 950), image, prior));
    findings.add(present(3, "consolidation", Laterality.LEFT, null, image, prior));
    findings.add(absent(4, "pneumothorax", 0.012345, image));
    if (prior != null) {
      findings.add(
          new ReportedFinding(
              "pleural effusion 5",
              "2.25.7005",
              ReportedFinding.codeOf("pleural_effusion"),
              ReportedFinding.sitesOf("pleural_effusion", Laterality.BILATERAL),
              Presence.ABSENT,
              0.1,
              image,
              null,
              IntervalChange.RESOLVED,
              0.75,
              prior));
    }
    return findings;
  }

  private static List<ReportedFinding> twenty(
      ImageReference image, @Nullable ImageReference prior) {
    List<ReportedFinding> findings = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      BoxRegion box = new BoxRegion(10 * i, 20 * i, 10 * i + 50, 20 * i + 60);
      findings.add(present(i, "nodule", Laterality.LEFT, box, image, prior));
    }
    return findings;
  }

  private static ReportedFinding present(
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

  private static ReportedFinding absent(
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
