package org.juxta.plugin.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.study.ImagePair;
import org.juxta.dicom.study.LeftOutImage;
import org.juxta.dicom.study.SeriesPairing;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.ViewPlane;

/**
 * Which images the reading protocol is for: frontal radiographs of the chest. What the headers do
 * not say is not guessed: a lateral view read as a frontal one gives a report that looks right.
 */
final class FrontalChest {
  private static final String CHEST = "CHEST";

  private FrontalChest() {}

  /**
   * What of a study is read and why the rest is not.
   *
   * @param pairs to be read
   * @param reasons why each other image is not, by reason, with the number of images
   */
  record Selection(List<ImagePair> pairs, Map<String, Integer> reasons) {

    /** Why nothing is read, on one line. */
    String whyNothing() {
      if (reasons.isEmpty()) {
        return "nothing to read: the study has no image";
      }
      List<String> parts = new ArrayList<>();
      reasons.forEach((reason, images) -> parts.add(images + " x " + reason));
      return "nothing to read: " + String.join("; ", parts);
    }
  }

  /**
   * @param prior what the pairs are made with, null for none
   */
  static Selection select(StudyDetails study, @Nullable StudyDetails prior) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    for (LeftOutImage image : SeriesPairing.leftOut(study)) {
      reasons.merge(image.reason(), 1, Integer::sum);
    }
    study.unreadable().forEach(object -> reasons.merge(object.reason(), 1, Integer::sum));
    List<ImagePair> pairs = new ArrayList<>();
    for (ImagePair pair : SeriesPairing.pair(study, prior)) {
      String reason = whyNot(pair, study);
      if (reason == null) {
        pairs.add(pair);
      } else {
        reasons.merge(reason, 1, Integer::sum);
      }
    }
    return new Selection(pairs, reasons);
  }

  private static @Nullable String whyNot(ImagePair pair, StudyDetails study) {
    if (!study.bodyRegions().contains(CHEST)) {
      return study.bodyRegions().isEmpty()
          ? "not known to be of the chest, " + study.bodyPartReason()
          : "of " + study.bodyPart() + ", not of the chest";
    }
    ViewPlane plane = pair.current().plane();
    return switch (plane) {
      case FRONTAL -> null;
      case UNKNOWN -> "not known to be frontal, " + pair.current().viewReason();
      case LATERAL, OTHER -> "view " + pair.current().view() + ", not frontal";
    };
  }
}
