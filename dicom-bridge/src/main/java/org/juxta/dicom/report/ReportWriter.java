package org.juxta.dicom.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportImage;
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
  /** Names this implementation in file meta information (PS3.10 table 7.1-1). */
  private static final String IMPLEMENTATION_CLASS_UID =
      "2.25.8716940602478237148473229321244956170";

  private static final String IMPLEMENTATION_VERSION_NAME = "JUXTA";

  private ReportWriter() {}

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
    byte[] bytes = encode(content);
    Path directory = out.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(directory, ".report", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(temporary, out, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
    return new WrittenReport(
        content.identity().sopInstanceUid(), content.identity().seriesInstanceUid(), out);
  }

  /** The Part 10 file's bytes; the same content always gives the same bytes. */
  static byte[] encode(ReportContent content) throws IOException {
    ReportRules.check(content);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DicomOutputStream out = new DicomOutputStream(bytes, UID.ExplicitVRLittleEndian)) {
      Attributes document = document(content);
      out.writeDataset(fileMetaInformation(content), document);
    }
    return bytes.toByteArray();
  }

  private static Attributes fileMetaInformation(ReportContent content) {
    Attributes meta =
        Attributes.createFileMetaInformation(
            content.identity().sopInstanceUid(),
            UID.Comprehensive3DSRStorage,
            UID.ExplicitVRLittleEndian);
    meta.setString(Tag.ImplementationClassUID, VR.UI, IMPLEMENTATION_CLASS_UID);
    meta.setString(Tag.ImplementationVersionName, VR.SH, IMPLEMENTATION_VERSION_NAME);
    return meta;
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
