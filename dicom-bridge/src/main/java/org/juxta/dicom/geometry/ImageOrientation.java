package org.juxta.dicom.geometry;

import java.util.Optional;

/**
 * How an image lies: which way the patient runs along its rows and columns (Patient Orientation
 * (0020,0020), PS3.3 C.7.6.1.1.1).
 *
 * @param alongRow direction in which the column index grows
 * @param alongColumn direction in which the row index grows
 */
public record ImageOrientation(PatientDirection alongRow, PatientDirection alongColumn) {
  /** Frontal radiographs and coronal slices as they are read. */
  public static final ImageOrientation FRONTAL =
      new ImageOrientation(PatientDirection.L, PatientDirection.F);

  /** Axial slices as they are read, from the feet. */
  private static final ImageOrientation AXIAL =
      new ImageOrientation(PatientDirection.L, PatientDirection.P);

  /** Sagittal slices as they are read. */
  private static final ImageOrientation SAGITTAL =
      new ImageOrientation(PatientDirection.P, PatientDirection.F);

  /** The orientation nearest to a slice's. */
  public static ImageOrientation of(ImagePlane plane) {
    return new ImageOrientation(
        PatientDirection.nearest(plane.alongRow()), PatientDirection.nearest(plane.alongColumn()));
  }

  /** How a slice of this orientation is turned to be read. */
  public ImageTurn upright() {
    return turnTo(AXIAL)
        .or(() -> turnTo(FRONTAL))
        .or(() -> turnTo(SAGITTAL))
        .orElse(ImageTurn.NONE);
  }

  /** How the image is turned to lie as told; empty where it shows another plane. */
  public Optional<ImageTurn> turnTo(ImageOrientation wanted) {
    boolean straight =
        alongRow.alongAxisOf(wanted.alongRow) && alongColumn.alongAxisOf(wanted.alongColumn);
    boolean across =
        alongRow.alongAxisOf(wanted.alongColumn) && alongColumn.alongAxisOf(wanted.alongRow);
    if (!straight && !across) {
      return Optional.empty();
    }
    PatientDirection row = across ? alongColumn : alongRow;
    PatientDirection column = across ? alongRow : alongColumn;
    return Optional.of(
        new ImageTurn(
            across, row.isOpposite(wanted.alongRow), column.isOpposite(wanted.alongColumn)));
  }
}
