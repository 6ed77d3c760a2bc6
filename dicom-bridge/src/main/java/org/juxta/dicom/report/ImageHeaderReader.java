package org.juxta.dicom.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.StudyIdentity;
import org.juxta.dicom.report.module.PatientStudyModule;

/** Takes what a report needs to know of an image out of the image's own header. */
public final class ImageHeaderReader {
  private ImageHeaderReader() {}

  /**
   * The patient and study of an image.
   *
   * @throws IOException when the file cannot be read as DICOM; the message names it
   */
  public static StudyIdentity study(Path imageFile) throws IOException {
    return PatientStudyModule.read(header(imageFile));
  }

  /**
   * The entry of an image in the image library.
   *
   * @param frame the frame that was read, from 1; ignored for an image of one frame
   * @throws IOException when the file cannot be read as DICOM; the message names it
   */
  public static ReportImage image(Path imageFile, int frame) throws IOException {
    Attributes header = header(imageFile);
    boolean hasFrames = header.getInt(Tag.NumberOfFrames, 1) > 1;
    return new ReportImage(
        new ImageReference(
            header.getString(Tag.SOPClassUID, ""),
            header.getString(Tag.SOPInstanceUID, ""),
            header.getString(Tag.SeriesInstanceUID, ""),
            header.getString(Tag.StudyInstanceUID, ""),
            hasFrames ? frame : 0),
        header.getString(Tag.Modality, ""),
        header.getString(Tag.ViewPosition, ""),
        PatientStudyModule.read(header).studyDate());
  }

  /** Everything before the pixels. */
  static Attributes header(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        DicomInputStream dicom = new DicomInputStream(in)) {
      return dicom.readDataset(-1, Tag.PixelData);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read as DICOM: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IOException(file + " cannot be read as DICOM: " + e, e);
    }
  }
}
