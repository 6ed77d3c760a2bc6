package org.juxta.dicom.geometry;

/**
 * Where the voxels of a stack of slices are in the patient. The step from slice to slice need not
 * be at right angles to the slices: with a tilted gantry it is not.
 *
 * @param origin centre of voxel (0, 0, 0), mm
 * @param columnStep from one column to the next, mm
 * @param rowStep from one row to the next, mm
 * @param sliceStep from one slice to the next, mm
 * @param columns voxels along a row
 * @param rows voxels along a column
 * @param slices slices of the stack
 */
public record VolumeGeometry(
    Vector3 origin,
    Vector3 columnStep,
    Vector3 rowStep,
    Vector3 sliceStep,
    int columns,
    int rows,
    int slices) {

  /**
   * @throws IllegalArgumentException when it holds no voxel
   */
  public VolumeGeometry {
    if (columns < 1 || rows < 1 || slices < 1) {
      throw new IllegalArgumentException(
          "a volume of " + columns + " x " + rows + " x " + slices + " voxels");
    }
  }

  /** From voxel indices (column, row, slice), which need not be whole, to patient coordinates. */
  public Affine toPatient() {
    return Affine.ofColumns(columnStep, rowStep, sliceStep, origin);
  }

  /** From patient coordinates to voxel indices (column, row, slice). */
  public Affine toVoxel() {
    return toPatient().inverse();
  }

  /** The middle of the volume in patient coordinates. */
  public Vector3 centre() {
    return toPatient().apply((columns - 1) / 2.0, (rows - 1) / 2.0, (slices - 1) / 2.0);
  }

  /** Distance between neighbouring slices, measured at right angles to them, mm. */
  public double sliceSpacing() {
    return Math.abs(sliceStep.dot(columnStep.cross(rowStep).unit()));
  }

  /** Angle in degrees between the step from slice to slice and the normal of the slices. */
  public double tiltDegrees() {
    double cosine = sliceSpacing() / sliceStep.length();
    return Math.toDegrees(Math.acos(Math.min(1, cosine)));
  }

  /**
   * The same volume with blocks of voxels taken together.
   *
   * @param across columns to a block
   * @param down rows to a block
   * @param deep slices to a block
   */
  public VolumeGeometry inBlocks(int across, int down, int deep) {
    return new VolumeGeometry(
        toPatient().apply((across - 1) / 2.0, (down - 1) / 2.0, (deep - 1) / 2.0),
        columnStep.times(across),
        rowStep.times(down),
        sliceStep.times(deep),
        Math.max(1, columns / across),
        Math.max(1, rows / down),
        Math.max(1, slices / deep));
  }
}
