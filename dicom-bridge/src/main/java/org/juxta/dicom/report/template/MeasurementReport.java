package org.juxta.dicom.report.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.AlgorithmIdentity;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.dicom.report.content.StudyIdentity;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.MalformedContentException;
import org.juxta.dicom.report.tree.Relationship;

/** TID 1500, Measurement Report: the root of the document. */
public final class MeasurementReport {
  private static final String TEMPLATE = "1500";

  private MeasurementReport() {}

  /**
   * What a document says outside of its content tree.
   *
   * @param identity which document it is
   * @param study the study it belongs to
   * @param softwareVersion Software Versions of its equipment
   * @param evidence everything that its evidence sequences list
   * @param predecessors the documents it replaces
   */
  public record Header(
      ReportIdentity identity,
      StudyIdentity study,
      String softwareVersion,
      List<DocumentReference> evidence,
      List<DocumentReference> predecessors) {}

  /**
   * The content tree of a report. Imaging Measurements is there even when nothing was found: the
   * Cornerstone adapters fail without it.
   */
  public static ContainerItem write(ReportContent content) {
    List<ContentItem> items = new ArrayList<>();
    items.add(LanguageOfContent.write());
    items.addAll(DeviceObserverContext.write(content.observer()));
    items.add(
        CodeItem.of(Relationship.HAS_CONCEPT_MOD, Concept.PROCEDURE_REPORTED, content.procedure()));
    items.add(ImageLibrary.write(content.currentImages(), content.priorImages()));
    items.add(
        ContainerItem.contained(
            Concept.IMAGING_MEASUREMENTS,
            content.findings().stream()
                .map(finding -> MeasurementGroup.write(finding, content.algorithm()))
                .toList()));
    items.add(OverallEvaluations.write(content));
    return new ContainerItem(
        Relationship.CONTAINS, Concept.IMAGING_MEASUREMENT_REPORT.code(), items, TEMPLATE);
  }

  /**
   * What a document says.
   *
   * @throws MalformedContentException when it is no measurement report
   */
  public static ReportContent read(ContainerItem root, Header header)
      throws MalformedContentException {
    List<ContainerItem> groups =
        root.childrenOf(ContainerItem.class, Concept.IMAGING_MEASUREMENTS)
            .flatMap(items -> items.childrenOf(ContainerItem.class, Concept.MEASUREMENT_GROUP))
            .toList();
    if (!TEMPLATE.equals(root.template()) && groups.isEmpty()) {
      throw new MalformedContentException(
          "not a measurement report (TID 1500): its title is "
              + root.concept()
              + ", its template "
              + root.template());
    }
    EvidenceIndex evidence = new EvidenceIndex(header.evidence());
    ContainerItem evaluations = OverallEvaluations.find(root);
    List<ReportImage> images = images(root, header, evidence);
    String study = header.study().studyInstanceUid();
    return new ReportContent(
        header.identity(),
        header.study(),
        root.childOf(CodeItem.class, Concept.PROCEDURE_REPORTED)
            .map(CodeItem::value)
            .orElse(ReportContent.IMAGING_PROCEDURE),
        observer(root, header),
        algorithm(groups, evaluations),
        images.stream().filter(image -> isOf(study, image)).toList(),
        images.stream().filter(image -> !isOf(study, image)).toList(),
        OverallEvaluations.readComparison(evaluations),
        outcome(evaluations),
        findings(groups, evidence),
        OverallEvaluations.readNotice(evaluations),
        header.predecessors());
  }

  private static DeviceObserver observer(ContainerItem root, Header header) {
    return DeviceObserverContext.read(root, header.softwareVersion());
  }

  private static ReadingOutcome outcome(ContainerItem evaluations) {
    return OverallEvaluations.readOutcome(evaluations);
  }

  private static List<ReportedFinding> findings(
      List<ContainerItem> groups, EvidenceIndex evidence) {
    return groups.stream().map(group -> MeasurementGroup.read(group, evidence)).toList();
  }

  /** The images of the library; of a report without one, whatever its evidence lists. */
  private static List<ReportImage> images(
      ContainerItem root, Header header, EvidenceIndex evidence) {
    List<ReportImage> library = ImageLibrary.read(root, evidence);
    if (!library.isEmpty()) {
      return library;
    }
    return header.evidence().stream()
        .map(
            listed ->
                new ImageReference(
                    listed.sopClassUid(),
                    listed.sopInstanceUid(),
                    listed.seriesInstanceUid(),
                    listed.studyInstanceUid(),
                    0))
        .map(reference -> new ReportImage(reference, "", "", ""))
        .toList();
  }

  /** An image whose study the document does not say is taken for one of its own study. */
  private static boolean isOf(String study, ReportImage image) {
    String imageStudy = image.reference().studyInstanceUid();
    return imageStudy.isEmpty() || imageStudy.equals(study);
  }

  private static AlgorithmIdentity algorithm(
      List<ContainerItem> groups, ContainerItem evaluations) {
    return OverallEvaluations.readAlgorithm(evaluations)
        .or(
            () ->
                groups.stream()
                    .map(AlgorithmIdentification::read)
                    .flatMap(Optional::stream)
                    .findFirst())
        .orElseGet(() -> new AlgorithmIdentity("", ""));
  }
}
