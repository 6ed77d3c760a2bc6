package org.juxta.dicom.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dcm4che3.data.UID;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.FindingSite;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.IntervalChange;
import org.juxta.dicom.report.content.Laterality;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.PriorComparison;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.ReportedFinding;

/** One report of each kind that we make; every judge sees all of them. */
enum ReportKind implements ReportSample {
  FINDINGS_WITH_PRIOR("Müller^Änne"),
  FINDINGS_WITHOUT_PRIOR("Doe^Jane"),
  NO_FINDINGS("Doe^Jane"),
  FAILED_READING("Doe^Jane"),
  SUPERSEDING("Doe^Jane"),
  JAPANESE_NAME("Yamada^Tarou=山田^太郎=やまだ^たろう"),
  ARABIC_NAME("قباني^لنزار"),
  COMPUTED_TOMOGRAPHY("Doe^Jane"),
  SEVERAL_SITES("Doe^Jane");

  private final String patientName;

  ReportKind(String patientName) {
    this.patientName = patientName;
  }

  @Override
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public ReportContent content() {
    boolean compared =
        switch (this) {
          case FINDINGS_WITHOUT_PRIOR, NO_FINDINGS, FAILED_READING -> false;
          default -> true;
        };
    String modality = this == COMPUTED_TOMOGRAPHY ? "CT" : "DX";
    ReportImage current = SampleParts.image(SampleParts.STUDY, 1, modality, "20260304");
    ReportImage prior = SampleParts.image(SampleParts.PRIOR_STUDY, 2, modality, "20250102");
    ReportContent usual =
        SampleParts.content(
            fileName(),
            patientName,
            List.of(current),
            compared ? List.of(prior) : List.of(),
            findings(current.reference(), compared ? prior.reference() : null));
    return switch (this) {
      case FAILED_READING -> failed(usual);
      case SUPERSEDING -> superseding(usual);
      default -> usual;
    };
  }

  private static ReportContent failed(ReportContent usual) {
    return changed(
        usual,
        new PriorComparison(false, "prior not reachable"),
        ReadingOutcome.failure("frame 1 cannot be decoded: JPEG XL is not supported"),
        List.of());
  }

  private static ReportContent superseding(ReportContent usual) {
    return changed(
        usual,
        usual.comparison(),
        usual.outcome(),
        List.of(
            new DocumentReference(
                UID.Comprehensive3DSRStorage, "2.25.5", "2.25.6", SampleParts.STUDY)));
  }

  private static ReportContent changed(
      ReportContent usual,
      PriorComparison comparison,
      ReadingOutcome outcome,
      List<DocumentReference> predecessors) {
    return new ReportContent(
        usual.identity(),
        usual.study(),
        usual.procedure(),
        usual.observer(),
        usual.algorithm(),
        usual.currentImages(),
        usual.priorImages(),
        comparison,
        outcome,
        usual.findings(),
        usual.notice(),
        predecessors);
  }

  private List<ReportedFinding> findings(ImageReference image, @Nullable ImageReference prior) {
    return switch (this) {
      case FAILED_READING -> List.of();
      case NO_FINDINGS ->
          List.of(
              SampleParts.absent(1, "pneumothorax", 0.01, image),
              SampleParts.absent(2, "nodule", 0.2, image));
      case SEVERAL_SITES -> severalSites(image, prior);
      default -> usual(image, prior);
    };
  }

  private static List<ReportedFinding> usual(ImageReference image, @Nullable ImageReference prior) {
    List<ReportedFinding> findings = new ArrayList<>();
    findings.add(
        SampleParts.present(
            1, "nodule", Laterality.RIGHT, new BoxRegion(300.25, 400.5, 360, 460), image, prior));
    findings.add(
        SampleParts.present(
            2, "cardiomegaly", null, new BoxRegion(400, 700, 800, 950), image, prior));
    findings.add(SampleParts.present(3, "consolidation", Laterality.LEFT, null, image, prior));
    findings.add(SampleParts.absent(4, "pneumothorax", 0.012345, image));
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

  /** A finding of both lungs, each with its side, and one that is neither there nor not. */
  private static List<ReportedFinding> severalSites(
      ImageReference image, @Nullable ImageReference prior) {
    List<FindingSite> sites =
        List.of(
            new FindingSite(Concept.LUNG.code(), Laterality.RIGHT),
            new FindingSite(Concept.LUNG.code(), Laterality.LEFT),
            new FindingSite(Concept.PLEURA.code(), null));
    return List.of(
        new ReportedFinding(
            "consolidation 1",
            "2.25.7001",
            ReportedFinding.codeOf("consolidation"),
            sites,
            Presence.PRESENT,
            0.8,
            image,
            new BoxRegion(100, 200, 900, 800),
            IntervalChange.WORSENED,
            0.6,
            prior),
        new ReportedFinding(
            "nodule 2",
            "2.25.7002",
            ReportedFinding.codeOf("nodule"),
            sites.subList(0, 2),
            Presence.UNDETERMINED,
            0.5,
            image,
            new BoxRegion(10, 20, 30, 40),
            null,
            null,
            null));
  }
}
