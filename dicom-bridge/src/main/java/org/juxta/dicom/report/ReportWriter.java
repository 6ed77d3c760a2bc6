package org.juxta.dicom.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.module.DocumentFile;
import org.juxta.dicom.report.module.EvidenceModule;
import org.juxta.dicom.report.module.PatientStudyModule;
import org.juxta.dicom.report.module.SrDocumentModules;
import org.juxta.dicom.report.template.MeasurementReport;
import org.juxta.dicom.report.tree.ContentTreeEncoder;

/**
 * Writes reports as Comprehensive 3D SR documents by TID 1500: Explicit VR Little Endian, UTF-8, a
 * series each.
 */
public final class ReportWriter {
  private ReportWriter() {}

  /**
   * Removes what a crash left of reports that were being written, which are never read again. Not
   * while one is written.
   */
  public static void removeUnfinished(Path directory) throws IOException {
    DocumentFile.removeUnfinished(directory);
  }

  /**
   * Writes a report durably: after return the file is on disk whole, after a crash it is whole or
   * not there.
   *
   * @param out where; replaced when it is there
   * @throws IllegalArgumentException when the content breaks a rule of the standard or of viewers;
   *     the message says which
   * @throws IOException when the file cannot be written
   */
  public static WrittenReport write(ReportContent content, Path out) throws IOException {
    DocumentFile.write(encode(content), out);
    return new WrittenReport(
        content.identity().sopInstanceUid(), content.identity().seriesInstanceUid(), out);
  }

  /** The Part 10 file's bytes; the same content always gives the same bytes. */
  static byte[] encode(ReportContent content) throws IOException {
    ReportRules.check(content);
    return DocumentFile.encode(document(content));
  }

  private static Attributes document(ReportContent content) {
    Attributes document = new Attributes();
    SrDocumentModules.write(
        content.identity(), content.observer(), content.outcome(), content.notice(), document);
    PatientStudyModule.write(content.study(), document);
    EvidenceModule.write(
        document, Tag.CurrentRequestedProcedureEvidenceSequence, evidence(content.currentImages()));
    EvidenceModule.write(
        document, Tag.PertinentOtherEvidenceSequence, evidence(content.priorImages()));
    EvidenceModule.write(document, Tag.PredecessorDocumentsSequence, content.predecessors());
    ContentTreeEncoder.encode(MeasurementReport.write(content), document);
    return document;
  }

  private static List<DocumentReference> evidence(List<ReportImage> images) {
    Stream<ImageReference> references = images.stream().map(ReportImage::reference);
    return references
        .map(
            image ->
                new DocumentReference(
                    image.sopClassUid(),
                    image.sopInstanceUid(),
                    image.seriesInstanceUid(),
                    image.studyInstanceUid()))
        .toList();
  }
}
