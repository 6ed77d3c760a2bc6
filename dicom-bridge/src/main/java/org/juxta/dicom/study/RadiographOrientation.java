package org.juxta.dicom.study;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.geometry.ImageOrientation;
import org.juxta.dicom.geometry.ImageTurn;
import org.juxta.dicom.geometry.PatientDirection;
import org.juxta.dicom.pixels.Part10File;

/**
 * How a frontal radiograph is turned to be read: the patient's left on the right of the image, the
 * head above, by Patient Orientation (0020,0020); and whether it shows both sides, by Image
 * Laterality (0020,0062).
 *
 * @param turn null when the image is not to be read
 * @param reason what was done, or why it is not to be read; "" when nothing is to be said
 */
public record RadiographOrientation(@Nullable ImageTurn turn, String reason) {

  /**
   * Reads the header of a frontal radiograph.
   *
   * @throws IOException when it cannot be read
   */
  public static RadiographOrientation of(ImageDetails image) throws IOException {
    try (Part10File file = Part10File.open(image.instance().file())) {
      return of(file.dataset());
    }
  }

  static RadiographOrientation of(Attributes header) {
    String laterality = HeaderText.of(header, Tag.ImageLaterality);
    if (laterality.equals("L") || laterality.equals("R")) {
      return new RadiographOrientation(
          null, "Image Laterality (0020,0062) is " + laterality + ", not both sides of the chest");
    }
    List<String> stated = HeaderText.all(header, Tag.PatientOrientation);
    if (stated.size() != 2) {
      return new RadiographOrientation(
          ImageTurn.NONE, "Patient Orientation (0020,0020) is not stated: shown as stored");
    }
    String words = "Patient Orientation (0020,0020) " + String.join("\\", stated);
    Optional<PatientDirection> row = PatientDirection.of(stated.get(0));
    Optional<PatientDirection> column = PatientDirection.of(stated.get(1));
    if (row.isEmpty() || column.isEmpty()) {
      return new RadiographOrientation(null, words + " is no orientation");
    }
    Optional<ImageTurn> turn =
        new ImageOrientation(row.get(), column.get()).turnTo(ImageOrientation.FRONTAL);
    if (turn.isEmpty()) {
      return new RadiographOrientation(null, words + " is not that of a frontal view");
    }
    return new RadiographOrientation(
        turn.get(), turn.get().equals(ImageTurn.NONE) ? "" : "turned upright, " + words);
  }
}
