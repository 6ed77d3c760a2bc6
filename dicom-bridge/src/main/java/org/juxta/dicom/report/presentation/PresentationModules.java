package org.juxta.dicom.report.presentation;

import java.time.format.DateTimeFormatter;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.ReportIdentity;
import org.juxta.dicom.report.module.LongString;

/**
 * Presentation Series, General Equipment, Presentation State Identification, Presentation State
 * Relationship and SOP Common Modules (PS3.3 C.11.9, C.7.5.1, C.11.10, C.11.11, C.12.1).
 */
public final class PresentationModules {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSSSSS");

  private PresentationModules() {}

  /** Writes which presentation state it is, who made it and which image it is of. */
  public static void write(
      ReportIdentity identity,
      DeviceObserver observer,
      String notice,
      ImageReference image,
      Attributes document) {
    String date = DATE.format(identity.createdAt());
    String time = TIME.format(identity.createdAt());
    document.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    document.setString(Tag.InstanceCreationDate, VR.DA, date);
    document.setString(Tag.InstanceCreationTime, VR.TM, time);
    document.setString(Tag.SOPClassUID, VR.UI, UID.GrayscaleSoftcopyPresentationStateStorage);
    document.setString(Tag.SOPInstanceUID, VR.UI, identity.sopInstanceUid());
    document.setString(Tag.Modality, VR.CS, "PR");
    // Of type 2C, for which side of a paired body part the series is; the image says it.
    document.setNull(Tag.Laterality, VR.CS);
    document.setString(Tag.SeriesInstanceUID, VR.UI, identity.seriesInstanceUid());
    document.setInt(Tag.SeriesNumber, VR.IS, identity.seriesNumber());
    document.setString(Tag.SeriesDate, VR.DA, date);
    document.setString(Tag.SeriesTime, VR.TM, time);
    String description = LongString.of(observer.name() + ": " + notice);
    document.setString(Tag.SeriesDescription, VR.LO, description);
    document.setInt(Tag.InstanceNumber, VR.IS, 1);
    document.setString(Tag.Manufacturer, VR.LO, LongString.of(observer.manufacturer()));
    document.setString(Tag.ManufacturerModelName, VR.LO, LongString.of(observer.modelName()));
    document.setString(Tag.DeviceSerialNumber, VR.LO, LongString.of(observer.serialNumber()));
    document.setString(Tag.SoftwareVersions, VR.LO, LongString.of(observer.softwareVersion()));
    document.setString(Tag.ContentLabel, VR.CS, "FINDINGS");
    document.setString(Tag.ContentDescription, VR.LO, description);
    // Of type 2; no person made it.
    document.setNull(Tag.ContentCreatorName, VR.PN);
    document.setString(Tag.PresentationCreationDate, VR.DA, date);
    document.setString(Tag.PresentationCreationTime, VR.TM, time);
    Attributes series = new Attributes();
    series.newSequence(Tag.ReferencedImageSequence, 1).add(reference(image));
    series.setString(Tag.SeriesInstanceUID, VR.UI, image.seriesInstanceUid());
    document.newSequence(Tag.ReferencedSeriesSequence, 1).add(series);
  }

  /** Image SOP Instance Reference Macro (PS3.3 table 10-3). */
  private static Attributes reference(ImageReference image) {
    Attributes item = new Attributes();
    item.setString(Tag.ReferencedSOPClassUID, VR.UI, image.sopClassUid());
    item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, image.sopInstanceUid());
    if (image.frame() > 0) {
      item.setInt(Tag.ReferencedFrameNumber, VR.IS, image.frame());
    }
    return item;
  }
}
