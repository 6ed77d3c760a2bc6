package org.juxta.dicom.geometry;

/**
 * Where the pixels of one frame are in the patient (Image Plane module, PS3.3 C.7.6.2.1.1).
 *
 * <p>Columns and rows count from 0 at the centre of the first pixel transmitted, so that the outer
 * corner of that pixel is (-0.5, -0.5).
 *
 * @param position Image Position (Patient) (0020,0032): centre of the first pixel, mm
 * @param alongRow first three values of Image Orientation (Patient) (0020,0037): direction in which
 *     the column index grows, length 1
 * @param alongColumn last three values: direction in which the row index grows, length 1
 * @param columnSpacing second value of Pixel Spacing (0028,0030): from column to column, mm
 * @param rowSpacing first value of Pixel Spacing: from row to row, mm
 * @param columns (0028,0011)
 * @param rows (0028,0010)
 */
public record ImagePlane(
    Vector3 position,
    Vector3 alongRow,
    Vector3 alongColumn,
    double columnSpacing,
    double rowSpacing,
    int columns,
    int rows) {

  /** At right angles to the frame: the direction of rows times that of columns. */
  public Vector3 normal() {
    return alongRow.cross(alongColumn).unit();
  }

  /** How far along its normal the frame lies, mm. */
  public double distance() {
    return position.dot(normal());
  }

  /** A point of the frame in patient coordinates. */
  public Vector3 toPatient(double column, double row) {
    return position
        .plus(alongRow.times(columnSpacing * column))
        .plus(alongColumn.times(rowSpacing * row));
  }
}
