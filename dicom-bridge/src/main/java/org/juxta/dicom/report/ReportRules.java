package org.juxta.dicom.report;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.juxta.dicom.report.content.DeviceObserver;
import org.juxta.dicom.report.content.DocumentReference;
import org.juxta.dicom.report.content.ImageReference;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.ReportedFinding;

/**
 * What a report of ours must keep so that the standard, the validators and the viewers all accept
 * it. Other makers' reports need not keep it: it is checked before writing only.
 */
final class ReportRules {
  private ReportRules() {}

  /**
   * @throws IllegalArgumentException naming the first rule that is broken
   */
  static void check(ReportContent content) {
    checkUids(content);
    checkObserver(content.observer());
    require(!content.currentImages().isEmpty(), "a report needs an image of the current study");
    Set<ImageReference> current = references(content.currentImages());
    Set<ImageReference> prior = references(content.priorImages());
    for (ImageReference image : current) {
      require(
          image.studyInstanceUid().equals(content.study().studyInstanceUid()),
          "current image " + image.sopInstanceUid() + " is of another study");
    }
    for (ImageReference image : prior) {
      require(
          !image.studyInstanceUid().equals(content.study().studyInstanceUid()),
          "prior image " + image.sopInstanceUid() + " is of the current study");
    }
    require(
        content.comparison().done() != content.priorImages().isEmpty(),
        "prior images are given exactly when a comparison was done");
    require(
        content.outcome().succeeded() || content.findings().isEmpty(),
        "a failed reading has no findings");
    checkFindings(content.findings(), current, prior);
  }

  private static void checkFindings(
      List<ReportedFinding> findings, Set<ImageReference> current, Set<ImageReference> prior) {
    Set<String> trackingIds = new HashSet<>();
    Set<String> trackingUids = new HashSet<>();
    for (ReportedFinding finding : findings) {
      String id = finding.trackingId();
      require(!id.isEmpty() && trackingIds.add(id), "tracking identifier '" + id + "' repeats");
      require(
          isUid(finding.trackingUid()) && trackingUids.add(finding.trackingUid()),
          id + ": tracking UID '" + finding.trackingUid() + "' is none or repeats");
      require(current.contains(finding.image()), id + ": its image is no current image");
      require(
          finding.comparedWith() == null || prior.contains(finding.comparedWith()),
          id + ": the image it is compared with is no prior image");
      require(finding.change() == null || !prior.isEmpty(), id + ": a change needs a prior image");
    }
  }

  private static void checkUids(ReportContent content) {
    requireUid("SOP Instance UID", content.identity().sopInstanceUid());
    requireUid("Series Instance UID", content.identity().seriesInstanceUid());
    requireUid("Study Instance UID", content.study().studyInstanceUid());
    requireUid("Device Observer UID", content.observer().uid());
    for (List<ReportImage> images : List.of(content.currentImages(), content.priorImages())) {
      for (ReportImage image : images) {
        ImageReference reference = image.reference();
        requireUid("SOP Class UID of an image", reference.sopClassUid());
        requireUid("SOP Instance UID of an image", reference.sopInstanceUid());
        requireUid("Series Instance UID of an image", reference.seriesInstanceUid());
        requireUid("Study Instance UID of an image", reference.studyInstanceUid());
      }
    }
    for (DocumentReference predecessor : content.predecessors()) {
      requireUid("SOP Class UID of a predecessor", predecessor.sopClassUid());
      requireUid("SOP Instance UID of a predecessor", predecessor.sopInstanceUid());
      requireUid("Series Instance UID of a predecessor", predecessor.seriesInstanceUid());
      requireUid("Study Instance UID of a predecessor", predecessor.studyInstanceUid());
    }
  }

  private static void checkObserver(DeviceObserver observer) {
    Map.of(
            "name", observer.name(),
            "manufacturer", observer.manufacturer(),
            "model name", observer.modelName(),
            "serial number", observer.serialNumber(),
            "software version", observer.softwareVersion())
        .forEach((name, value) -> require(!value.isBlank(), "the observer has no " + name));
  }

  private static Set<ImageReference> references(List<ReportImage> images) {
    Set<ImageReference> references = new HashSet<>();
    images.forEach(image -> references.add(image.reference()));
    return references;
  }

  private static void requireUid(String name, String uid) {
    require(isUid(uid), name + " '" + uid + "' is no UID");
  }

  /** PS3.5 section 9.1; a leading zero in a component is let pass, as some images have it. */
  private static boolean isUid(String uid) {
    return uid.length() <= 64 && uid.matches("\\d+(\\.\\d+)+");
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw new IllegalArgumentException("report cannot be written: " + rule);
    }
  }
}
