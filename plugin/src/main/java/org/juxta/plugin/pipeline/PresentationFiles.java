package org.juxta.plugin.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.report.PresentationWriter;
import org.juxta.dicom.report.WrittenReport;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.content.ReportImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws a report's findings on each image that was read, for viewers that draw no SR. */
final class PresentationFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PresentationFiles.class);

  private final ObjectStore store;
  private final ReportFiles files;

  PresentationFiles(ObjectStore store, ReportFiles files) {
    this.store = store;
    this.files = files;
  }

  /**
   * Writes a presentation state for each grayscale image of a reading that succeeded. The same
   * report always gives the same SOP Instance UIDs.
   *
   * @throws IOException when a file cannot be written
   */
  void write(ReportContent report) throws IOException {
    if (!report.outcome().succeeded()) {
      return;
    }
    String reportUid = report.identity().sopInstanceUid();
    int number = 1;
    for (ReportImage image : report.currentImages()) {
      ImageReference reference = image.reference();
      Optional<StoredInstance> stored = store.instance(reference.sopInstanceUid());
      if (stored.isEmpty()) {
        // Its header was read a moment ago; the report stands without the drawing.
        LOG.warn("report={} an image of it is not stored any more and is not drawn", reportUid);
        continue;
      }
      Path out = files.presentation(reportUid, number);
      Optional<WrittenReport> written =
          PresentationWriter.write(
              report, reference, stored.get().file(), identity(report, reference), out);
      number += written.isPresent() ? 1 : 0;
    }
  }

  private static ReportIdentity identity(ReportContent report, ImageReference image) {
    ReportIdentity named =
        ReportIdentity.named(
            report.identity().sopInstanceUid() + "/presentation/" + image.sopInstanceUid(),
            report.identity().createdAt());
    return new ReportIdentity(
        named.sopInstanceUid(),
        named.seriesInstanceUid(),
        report.identity().seriesNumber() + 1,
        named.createdAt());
  }
}
