package org.juxta.dicom.radiograph;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;

/**
 * Writes a chest radiograph as Digital X-Ray Image Storage - For Presentation (PS3.3 A.26, modules
 * C.8.11.1 to C.8.11.5) in Explicit VR Little Endian, text in UTF-8.
 */
public final class RadiographWriter {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

  private RadiographWriter() {}

  /**
   * Writes one Part 10 file; an existing one is replaced.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(RadiographHeader header, PixelMatrix pixels, Path out)
      throws IOException {
    Attributes dataset = new Attributes();
    dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    dataset.setString(Tag.SOPClassUID, VR.UI, UID.DigitalXRayImageStorageForPresentation);
    dataset.setString(Tag.SOPInstanceUID, VR.UI, header.image().sopInstanceUid());
    PatientStudyModules.write(header.patient(), header.study(), dataset);
    series(header.image(), dataset);
    positioning(header.image(), dataset);
    image(header.study().dateTime(), header.image(), pixels, dataset);
    pixels(pixels, dataset);
    Attributes meta = dataset.createFileMetaInformation(UID.ExplicitVRLittleEndian);
    try (DicomOutputStream stream = new DicomOutputStream(out.toFile())) {
      stream.writeDataset(meta, dataset);
    }
  }

  private static void series(RadiographHeader.Image image, Attributes to) {
    to.setString(Tag.Modality, VR.CS, "DX");
    to.setString(Tag.PresentationIntentType, VR.CS, "FOR PRESENTATION");
    to.setString(Tag.SeriesInstanceUID, VR.UI, image.seriesInstanceUid());
    to.setInt(Tag.SeriesNumber, VR.IS, image.number());
    setUnlessBlank(to, Tag.SeriesDescription, VR.LO, image.description());
  }

  /** DX Anatomy Imaged, DX Detector and DX Positioning modules (PS3.3 C.8.11.2, .4, .5). */
  private static void positioning(RadiographHeader.Image image, Attributes to) {
    to.setString(Tag.BodyPartExamined, VR.CS, "CHEST");
    code(to, Tag.AnatomicRegionSequence, "51185008", "Chest");
    to.setString(Tag.ImageLaterality, VR.CS, image.imageLaterality());
    to.setString(Tag.ViewPosition, VR.CS, image.projection().name());
    code(to, Tag.ViewCodeSequence, image.projection().code(), image.projection().meaning())
        .setNull(Tag.ViewModifierCodeSequence, VR.SQ);
    to.setString(Tag.PatientOrientation, VR.CS, image.projection().patientOrientation());
    to.setNull(Tag.PositionerType, VR.CS);
    to.setNull(Tag.DetectorType, VR.CS);
    to.setDouble(
        Tag.ImagerPixelSpacing, VR.DS, image.imagerPixelSpacing(), image.imagerPixelSpacing());
    to.setNull(Tag.AcquisitionContextSequence, VR.SQ);
  }

  /** General Image and DX Image modules (PS3.3 C.7.6.1, C.8.11.3). */
  private static void image(
      LocalDateTime taken, RadiographHeader.Image image, PixelMatrix pixels, Attributes to) {
    boolean lossy = image.jpegRatio() != null;
    to.setString(Tag.ImageType, VR.CS, lossy ? "DERIVED" : "ORIGINAL", "PRIMARY");
    to.setInt(Tag.InstanceNumber, VR.IS, image.number());
    to.setString(Tag.ContentDate, VR.DA, DATE.format(taken));
    to.setString(Tag.ContentTime, VR.TM, TIME.format(taken));
    to.setString(Tag.AcquisitionDate, VR.DA, DATE.format(taken));
    to.setString(Tag.AcquisitionTime, VR.TM, TIME.format(taken));
    to.setString(Tag.BurnedInAnnotation, VR.CS, "NO");
    to.setString(Tag.LossyImageCompression, VR.CS, lossy ? "01" : "00");
    if (image.jpegRatio() != null) {
      to.setDouble(Tag.LossyImageCompressionRatio, VR.DS, image.jpegRatio());
      to.setString(Tag.LossyImageCompressionMethod, VR.CS, "ISO_10918_1");
      to.setString(Tag.DerivationDescription, VR.ST, "Pixels taken from a JPEG picture");
    }
    to.setString(Tag.PixelIntensityRelationship, VR.CS, "LOG");
    // PS3.3 C.8.11.3.1.2: 1 means lower values for less X-ray intensity, and dense tissue, where
    // little arrives, has high values in MONOCHROME2.
    to.setInt(Tag.PixelIntensityRelationshipSign, VR.SS, image.monochrome1() ? 1 : -1);
    to.setString(
        Tag.PhotometricInterpretation, VR.CS, image.monochrome1() ? "MONOCHROME1" : "MONOCHROME2");
    to.setString(Tag.PresentationLUTShape, VR.CS, image.monochrome1() ? "INVERSE" : "IDENTITY");
    to.setDouble(Tag.RescaleIntercept, VR.DS, 0);
    to.setDouble(Tag.RescaleSlope, VR.DS, 1);
    to.setString(Tag.RescaleType, VR.LO, "US");
    to.setDouble(Tag.WindowCenter, VR.DS, image.windowCenter());
    to.setDouble(Tag.WindowWidth, VR.DS, image.windowWidth());
    to.setInt(Tag.SamplesPerPixel, VR.US, 1);
    to.setInt(Tag.Rows, VR.US, pixels.rows());
    to.setInt(Tag.Columns, VR.US, pixels.columns());
    to.setInt(Tag.BitsAllocated, VR.US, pixels.bitsAllocated());
    to.setInt(Tag.BitsStored, VR.US, pixels.bitsStored());
    to.setInt(Tag.HighBit, VR.US, pixels.bitsStored() - 1);
    to.setInt(Tag.PixelRepresentation, VR.US, 0);
  }

  private static void pixels(PixelMatrix pixels, Attributes to) {
    short[] values = pixels.values();
    if (pixels.bitsAllocated() == 8) {
      byte[] bytes = new byte[values.length + (values.length & 1)];
      for (int i = 0; i < values.length; i++) {
        bytes[i] = (byte) values[i];
      }
      to.setBytes(Tag.PixelData, VR.OB, bytes);
      return;
    }
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >> 8);
    }
    to.setBytes(Tag.PixelData, VR.OW, bytes);
  }

  private static Attributes code(Attributes to, int sequence, String value, String meaning) {
    Attributes item = new Attributes();
    item.setString(Tag.CodeValue, VR.SH, value);
    item.setString(Tag.CodingSchemeDesignator, VR.SH, "SCT");
    item.setString(Tag.CodeMeaning, VR.LO, meaning);
    to.newSequence(sequence, 1).add(item);
    return item;
  }

  private static void setUnlessBlank(Attributes to, int tag, VR vr, String value) {
    if (!value.isBlank()) {
      to.setString(tag, vr, value);
    }
  }
}
