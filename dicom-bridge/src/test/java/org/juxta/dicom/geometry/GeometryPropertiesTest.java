package org.juxta.dicom.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;

class GeometryPropertiesTest {

  /** The matrix of PS3.3 equation C.7.6.2.1-1, multiplied out. */
  @Property
  void aPixelLiesWhereTheStandardSays(
      @ForAll @DoubleRange(min = -500, max = 500) double sx,
      @ForAll @DoubleRange(min = -3, max = 3) double angle,
      @ForAll @DoubleRange(min = 0.1, max = 5) double columnSpacing,
      @ForAll @DoubleRange(min = 0.1, max = 5) double rowSpacing,
      @ForAll @DoubleRange(min = -10, max = 2000) double i,
      @ForAll @DoubleRange(min = -10, max = 2000) double j) {
    Vector3 x = new Vector3(Math.cos(angle), Math.sin(angle), 0);
    Vector3 y = new Vector3(-Math.sin(angle) * 0.6, Math.cos(angle) * 0.6, 0.8);
    ImagePlane plane =
        new ImagePlane(new Vector3(sx, 2, 3), x, y, columnSpacing, rowSpacing, 512, 256);

    Vector3 p = plane.toPatient(i, j);

    assertThat(p.x())
        .isCloseTo(x.x() * columnSpacing * i + y.x() * rowSpacing * j + sx, within(1e-6));
    assertThat(p.y())
        .isCloseTo(x.y() * columnSpacing * i + y.y() * rowSpacing * j + 2, within(1e-6));
    assertThat(p.z())
        .isCloseTo(x.z() * columnSpacing * i + y.z() * rowSpacing * j + 3, within(1e-6));
  }

  @Property
  void voxelsComeBackFromPatientCoordinates(
      @ForAll @DoubleRange(min = -3, max = 3) double turn,
      @ForAll @DoubleRange(min = -30, max = 30) double tilt,
      @ForAll @DoubleRange(min = 0.2, max = 10) double spacing,
      @ForAll @DoubleRange(min = 0, max = 1000) double k) {
    Affine pose =
        Affine.rigid(new Vector3(9, 8, 7), new Vector3(turn, 1, -turn), new Vector3(5, 6, 7));
    VolumeGeometry volume =
        new VolumeGeometry(
            pose.apply(-250, -250, 40),
            pose.direction(new Vector3(0.7, 0, 0)),
            pose.direction(new Vector3(0, 0.8, 0)),
            pose.direction(new Vector3(0, Math.tan(Math.toRadians(tilt)), 1).times(spacing)),
            512,
            512,
            1000);

    Vector3 voxel = volume.toVoxel().apply(volume.toPatient().apply(100.25, 511, k));

    assertThat(voxel.minus(new Vector3(100.25, 511, k)).length()).isLessThan(1e-6);
    assertThat(volume.tiltDegrees()).isCloseTo(Math.abs(tilt), within(1e-4));
    assertThat(volume.sliceSpacing()).isCloseTo(spacing, within(1e-9));
  }

  @Property
  void aRigidMapKeepsDistancesAndComesBack(
      @ForAll @DoubleRange(min = -1, max = 1) double a,
      @ForAll @DoubleRange(min = -1, max = 1) double b,
      @ForAll @DoubleRange(min = -1, max = 1) double c) {
    Affine map = Affine.rigid(new Vector3(10, 20, 30), new Vector3(a, b, c), new Vector3(1, 2, 3));
    Vector3 p = new Vector3(100, -50, 7);
    Vector3 q = new Vector3(-3, 8, 200);

    assertThat(map.apply(p).minus(map.apply(q)).length())
        .isCloseTo(p.minus(q).length(), within(1e-9));
    assertThat(map.apply(10, 20, 30).minus(new Vector3(11, 22, 33)).length()).isLessThan(1e-9);
    assertThat(map.inverse().after(map).apply(p).minus(p).length()).isLessThan(1e-9);
    assertThat(map.rotationDegrees())
        .isCloseTo(Math.toDegrees(new Vector3(a, b, c).length()), within(1e-5));
  }

  private static Offset<Double> within(double amount) {
    return Offset.offset(amount);
  }
}
