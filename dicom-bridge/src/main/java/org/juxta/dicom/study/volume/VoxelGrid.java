package org.juxta.dicom.study.volume;

import java.io.IOException;
import org.juxta.dicom.geometry.VolumeGeometry;

/** Voxels in patient space, given out slice by slice. */
public interface VoxelGrid {
  /** What a voxel holds that has no value: padding outside the scanner's field. */
  short NO_VALUE = Short.MIN_VALUE;

  /** Where the voxels are. */
  VolumeGeometry geometry();

  /**
   * The values of one slice, Hounsfield units for CT.
   *
   * @param slice 0 for the first
   * @return row-major, {@code columns * rows}; may be shared, do not change it
   * @throws IOException when the slice cannot be read or decoded
   */
  short[] slice(int slice) throws IOException;
}
