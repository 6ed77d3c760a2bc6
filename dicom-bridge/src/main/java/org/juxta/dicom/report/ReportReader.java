package org.juxta.dicom.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.module.EvidenceModule;
import org.juxta.dicom.report.module.PatientStudyModule;
import org.juxta.dicom.report.module.SrDocumentModules;
import org.juxta.dicom.report.template.LeftOut;
import org.juxta.dicom.report.template.MeasurementReport;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ContentTreeDecoder;

/** Reads TID 1500 reports, the twin of {@link ReportWriter}; other makers' reports too. */
public final class ReportReader {
  /** Reports are some kilobytes; what is larger than this is none. */
  private static final long LARGEST_REPORT = 64L << 20;

  private ReportReader() {}

  /**
   * Reads a report.
   *
   * @throws IOException when the file cannot be read, is no SR document or no TID 1500 report; the
   *     message names the file and says why
   */
  public static ReportContent read(Path file) throws IOException {
    return readAny(file).content();
  }

  /**
   * Reads a report and says what of it was left out.
   *
   * @throws IOException as {@link #read} does
   */
  public static ReadReport readAny(Path file) throws IOException {
    if (Files.size(file) > LARGEST_REPORT) {
      throw new IOException(file + " is no report: it has " + Files.size(file) + " bytes");
    }
    try {
      return content(dataset(file));
    } catch (IOException e) {
      throw new IOException(file + " cannot be read as a report: " + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError e) {
      // The parser meets malformed data with these: odd lengths, sequences nested by the thousand.
      throw new IOException(file + " cannot be read as a report: malformed data set, " + e, e);
    }
  }

  private static Attributes dataset(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        DicomInputStream dicom = new DicomInputStream(in)) {
      return dicom.readDataset(-1, -1);
    }
  }

  private static ReadReport content(Attributes document) throws IOException {
    if (!document.contains(Tag.ContentSequence) && !document.contains(Tag.ValueType)) {
      throw new IOException(
          "it has no content tree; its modality is '" + document.getString(Tag.Modality, "") + "'");
    }
    List<DocumentReference> evidence =
        new ArrayList<>(
            EvidenceModule.read(document, Tag.CurrentRequestedProcedureEvidenceSequence));
    evidence.addAll(EvidenceModule.read(document, Tag.PertinentOtherEvidenceSequence));
    ContainerItem root = ContentTreeDecoder.decode(document);
    ReportContent content =
        MeasurementReport.read(
            root,
            new MeasurementReport.Header(
                SrDocumentModules.readIdentity(document),
                PatientStudyModule.read(document),
                document.getString(Tag.SoftwareVersions, ""),
                evidence,
                EvidenceModule.read(document, Tag.PredecessorDocumentsSequence)));
    return new ReadReport(content, LeftOut.of(root));
  }
}
