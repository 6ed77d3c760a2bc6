package org.juxta.dicom.study.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.volume.CoarseVolume;
import org.juxta.dicom.testing.CtSeries;
import org.juxta.dicom.testing.ModelChest;

class VolumeRegistrationTest {
  private static final VolumeGeometry STACK = CtSeries.axial(70, 6, 50, 6);

  @ParameterizedTest(name = "shift {0}, {1}, {2} mm, turn {3}, {4}, {5} degrees")
  @CsvSource({"20, -15, 50, 4, -6, 7", "-12, 8, -40, -7, 3, -5"})
  void aKnownMovementIsFound(
      double x, double y, double z, double aboutX, double aboutY, double aboutZ)
      throws IOException {
    ModelChest chest = new ModelChest(1);
    Affine moved =
        Affine.rigid(
            new Vector3(5, 6, 7),
            new Vector3(Math.toRadians(aboutX), Math.toRadians(aboutY), Math.toRadians(aboutZ)),
            new Vector3(x, y, z));

    Registration found =
        VolumeRegistration.register(
            scan(chest, Affine.identity()), scan(chest, moved.inverse()), false);

    assertThat(found.method()).isEqualTo(Registration.Method.RIGID);
    assertThat(found.reason()).startsWith("registered by rigid registration");
    Affine left = moved.inverse().after(found.currentToPrior());
    assertThat(left.rotationDegrees()).isLessThan(0.5);
    for (Vector3 p : new Vector3[] {new Vector3(120, 60, 100), new Vector3(-120, -60, -100)}) {
      assertThat(left.apply(p).minus(p).length()).isLessThan(1);
    }
  }

  @Test
  void aCommonFrameOfReferenceIsTakenAsItIs() throws IOException {
    CoarseVolume volume = scan(new ModelChest(3), Affine.identity());

    Registration found = VolumeRegistration.register(volume, volume, true);

    assertThat(found.method()).isEqualTo(Registration.Method.FRAME_OF_REFERENCE);
    assertThat(found.currentToPrior()).isSameAs(Affine.identity());
    assertThat(found.residual()).isLessThan(0.1);
  }

  @Test
  void aCommonFrameOfReferenceInWhichThePatientMovedIsNotBelieved() throws IOException {
    ModelChest chest = new ModelChest(3);
    Affine moved = Affine.translation(new Vector3(0, 0, 12));

    Registration found =
        VolumeRegistration.register(
            scan(chest, Affine.identity()), scan(chest, moved.inverse()), true);

    assertThat(found.method()).isEqualTo(Registration.Method.NONE);
  }

  @Test
  void nothingInCommonIsNotRegistered() throws IOException {
    CoarseVolume air =
        CoarseVolume.of(
            ModelChest.scanned(STACK, Affine.identity(), p -> -1000), VolumeRegistration.VOXEL);

    Registration found =
        VolumeRegistration.register(scan(new ModelChest(1), Affine.identity()), air, false);

    assertThat(found.registered()).isFalse();
  }

  private static CoarseVolume scan(ModelChest chest, Affine toChest) throws IOException {
    return CoarseVolume.of(chest.scanned(STACK, toChest), VolumeRegistration.VOXEL);
  }
}
