package org.juxta.plugin.benchmark;

import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.volume.VoxelGrid;
import org.juxta.inference.phantom.SimulatedCt;

/** A simulated CT series as voxels, without files between. */
final class ScannedGrid implements VoxelGrid {
  private final SimulatedCt ct;
  private final VolumeGeometry geometry;

  ScannedGrid(SimulatedCt ct) {
    this.ct = ct;
    double pixel = ct.protocol().pixelSpacing();
    Vector3 first = vector(ct.position(0));
    this.geometry =
        new VolumeGeometry(
            first,
            vector(ct.alongRow()).times(pixel),
            vector(ct.alongColumn()).times(pixel),
            vector(ct.position(1)).minus(first),
            ct.protocol().size(),
            ct.protocol().size(),
            ct.slices());
  }

  private static Vector3 vector(double[] v) {
    return new Vector3(v[0], v[1], v[2]);
  }

  @Override
  public VolumeGeometry geometry() {
    return geometry;
  }

  @Override
  public short[] slice(int slice) {
    return ct.slice(slice).hounsfield();
  }
}
