package org.juxta.dicom.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.juxta.dicom.report.content.FindingLabel;
import org.juxta.dicom.report.content.FindingSite;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.content.ReportedFinding;
import org.juxta.dicom.report.module.DocumentFile;
import org.juxta.dicom.report.module.PatientStudyModule;
import org.juxta.dicom.report.presentation.FindingAnnotations;
import org.juxta.dicom.report.presentation.ImageAppearance;
import org.juxta.dicom.report.presentation.PresentationModules;

/**
 * Writes what a report says of one image as a Grayscale Softcopy Presentation State (PS3.3 A.33.1):
 * rectangles and labels on the image as it is shown anyway, the other findings and the notice as
 * text below. Explicit VR Little Endian, UTF-8, a series each.
 */
public final class PresentationWriter {
  private PresentationWriter() {}

  /**
   * Writes a presentation state durably.
   *
   * @param report of a reading that succeeded
   * @param image of the current study, one of the report's
   * @param imageFile the image itself, of which the header is read
   * @param identity which instance and series the presentation state becomes
   * @param out where; replaced when it is there
   * @return what was written; empty for images in color, which these presentation states are not
   *     for
   * @throws IllegalArgumentException when the image is not one of the report's or the reading
   *     failed
   * @throws IOException when the image cannot be read or the file not be written
   */
  public static Optional<WrittenReport> write(
      ReportContent report, ImageReference image, Path imageFile, ReportIdentity identity, Path out)
      throws IOException {
    if (report.currentImages().stream().noneMatch(one -> one.reference().equals(image))) {
      throw new IllegalArgumentException("the report is not of image " + image.sopInstanceUid());
    }
    if (!report.outcome().succeeded()) {
      throw new IllegalArgumentException("a failed reading has nothing to be drawn");
    }
    Attributes header = ImageHeaderReader.header(imageFile);
    if (!ImageAppearance.isGrayscale(header)) {
      return Optional.empty();
    }
    DocumentFile.write(DocumentFile.encode(document(report, image, header, identity)), out);
    return Optional.of(
        new WrittenReport(identity.sopInstanceUid(), identity.seriesInstanceUid(), out));
  }

  private static Attributes document(
      ReportContent report, ImageReference image, Attributes header, ReportIdentity identity) {
    Attributes document = new Attributes();
    PresentationModules.write(identity, report.observer(), report.notice(), image, document);
    PatientStudyModule.write(report.study(), document);
    ImageAppearance.write(header, document);
    FindingAnnotations.write(
        report.findings().stream()
            .filter(finding -> image.equals(finding.image()) && finding.region() != null)
            .toList(),
        foot(report, image),
        header.getInt(Tag.Columns, 0),
        header.getInt(Tag.Rows, 0),
        document);
    return document;
  }

  /** What has no rectangle: findings without one, what was compared, who says so. */
  private static List<String> foot(ReportContent report, ImageReference image) {
    List<String> lines = new ArrayList<>();
    List<ReportedFinding> here =
        report.findings().stream().filter(finding -> image.equals(finding.image())).toList();
    here.stream()
        .filter(finding -> finding.region() == null)
        .filter(finding -> finding.presence() != Presence.ABSENT || finding.change() != null)
        .map(PresentationWriter::line)
        .forEach(lines::add);
    if (here.stream().allMatch(finding -> finding.presence() == Presence.ABSENT)) {
      lines.add("No finding");
    }
    lines.add(
        report.comparison().done()
            ? "Compared with "
                + report.priorImages().stream()
                    .map(prior -> prior.studyDate().isEmpty() ? "a prior" : prior.studyDate())
                    .distinct()
                    .collect(Collectors.joining(", "))
            : "Not compared with a prior");
    lines.add(
        report.algorithm().name()
            + " "
            + report.algorithm().version()
            + (report.notice().isEmpty() ? "" : ": " + report.notice()));
    return lines;
  }

  private static String line(ReportedFinding finding) {
    String sites =
        finding.sites().stream().map(FindingSite::words).collect(Collectors.joining(", "));
    return FindingLabel.of(finding) + (sites.isEmpty() ? "" : " (" + sites + ")");
  }
}
