package org.juxta.dicom.report.module;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportIdentity;

/**
 * SR Document Series, SR Document General, Enhanced General Equipment and SOP Common Modules (PS3.3
 * C.17.1, C.17.2, C.7.5.2, C.12.1).
 */
public final class SrDocumentModules {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSSSSS");

  private SrDocumentModules() {}

  /** Writes which document it is, who made it and how far it is complete. */
  public static void write(
      ReportIdentity identity,
      DeviceObserver observer,
      ReadingOutcome outcome,
      String notice,
      Attributes document) {
    String date = DATE.format(identity.createdAt());
    String time = TIME.format(identity.createdAt());
    document.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    document.setString(Tag.InstanceCreationDate, VR.DA, date);
    document.setString(Tag.InstanceCreationTime, VR.TM, time);
    document.setString(Tag.SOPClassUID, VR.UI, UID.Comprehensive3DSRStorage);
    document.setString(Tag.SOPInstanceUID, VR.UI, identity.sopInstanceUid());
    document.setString(Tag.ContentDate, VR.DA, date);
    document.setString(Tag.ContentTime, VR.TM, time);
    document.setString(Tag.Modality, VR.CS, "SR");
    document.setString(Tag.SeriesDate, VR.DA, date);
    document.setString(Tag.SeriesTime, VR.TM, time);
    document.setString(
        Tag.SeriesDescription, VR.LO, LongString.of(observer.name() + ": " + notice));
    document.newSequence(Tag.ReferencedPerformedProcedureStepSequence, 0);
    document.setString(Tag.SeriesInstanceUID, VR.UI, identity.seriesInstanceUid());
    document.setInt(Tag.SeriesNumber, VR.IS, identity.seriesNumber());
    document.setInt(Tag.InstanceNumber, VR.IS, 1);
    document.setString(Tag.Manufacturer, VR.LO, LongString.of(observer.manufacturer()));
    document.setString(Tag.ManufacturerModelName, VR.LO, LongString.of(observer.modelName()));
    document.setString(Tag.DeviceSerialNumber, VR.LO, LongString.of(observer.serialNumber()));
    document.setString(Tag.SoftwareVersions, VR.LO, LongString.of(observer.softwareVersion()));
    document.newSequence(Tag.PerformedProcedureCodeSequence, 0);
    document.setString(Tag.CompletionFlag, VR.CS, outcome.complete() ? "COMPLETE" : "PARTIAL");
    if (!outcome.complete()) {
      document.setString(
          Tag.CompletionFlagDescription, VR.LO, LongString.of(outcome.failureReason()));
    }
    document.setString(Tag.VerificationFlag, VR.CS, "UNVERIFIED");
  }

  /** Reads which document it is; a date or time that is none reads as the first of 1970. */
  public static ReportIdentity readIdentity(Attributes document) {
    return new ReportIdentity(
        document.getString(Tag.SOPInstanceUID, ""),
        document.getString(Tag.SeriesInstanceUID, ""),
        document.getInt(Tag.SeriesNumber, 0),
        createdAt(document));
  }

  private static LocalDateTime createdAt(Attributes document) {
    String time = document.getString(Tag.ContentTime, "");
    try {
      LocalDate date = LocalDate.parse(document.getString(Tag.ContentDate, ""), DATE);
      String whole = (time.split("\\.", 2)[0] + "000000").substring(0, 6);
      String fraction = time.contains(".") ? time.substring(time.indexOf('.') + 1) : "";
      return date.atTime(
          LocalTime.parse(whole + "." + (fraction + "000000").substring(0, 6), TIME));
    } catch (DateTimeException e) {
      return LocalDate.EPOCH.atStartOfDay();
    }
  }
}
