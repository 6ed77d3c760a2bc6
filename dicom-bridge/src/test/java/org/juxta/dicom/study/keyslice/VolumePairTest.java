package org.juxta.dicom.study.keyslice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.registration.Registration;
import org.juxta.dicom.study.volume.Volume;
import org.juxta.dicom.study.volume.VolumeAssembler;
import org.juxta.dicom.study.volume.VolumeAssembly;
import org.juxta.dicom.testing.CtSeries;
import org.juxta.dicom.testing.ModelChest;

class VolumePairTest {
  private static final VolumeGeometry STACK = CtSeries.axial(70, 6, 40, 6);
  private static final ModelChest CHEST = new ModelChest(4);
  private static final Vector3 MASS = new Vector3(60, 0, 33);

  @TempDir Path directory;

  @Test
  void theChangedLevelIsShownWithTheSameLevelOfThePrior() throws IOException {
    Vector3 moved = new Vector3(12, -6, 24);
    try (Volume current = volume(2, STACK, VolumePairTest::ill);
        Volume prior = volume(1, STACK, p -> CHEST.at(p.minus(moved)))) {

      VolumePair pair = VolumePair.of(current, prior);

      Registration registration = Objects.requireNonNull(pair.registration());
      assertThat(registration.method())
          .as(registration.reason())
          .isEqualTo(Registration.Method.RIGID);
      SlicePair changed =
          pair.pairs().stream()
              .filter(p -> p.key().why() == KeySlice.Why.CHANGED)
              .max((a, b) -> Double.compare(a.key().score(), b.key().score()))
              .orElseThrow();
      double level = changed.current().plane().position().z();
      assertThat(level).isCloseTo(MASS.z(), Offset.offset(20.0));
      assertThat(Objects.requireNonNull(changed.prior()).plane().position().z())
          .isCloseTo(level + moved.z(), Offset.offset(6.0));
      assertThat(changed.reason()).startsWith("registered by rigid registration");

      VolumePair.Shown shown = pair.show(changed);
      assertThat(shown.current().source()).isEqualTo(changed.current());
      int column = (int) Math.round(MASS.x() / 6 + 34.5);
      int row = (int) Math.round(MASS.y() / 6 + 34.5);
      ShownImage before = Objects.requireNonNull(shown.prior());
      // The mass is bright now, and where it is now there was air.
      assertThat(shown.current().luminance()[row * 70 + column]).isGreaterThan(0.5f);
      assertThat(before.luminance()[row * 70 + column]).isLessThan(0.4f);
      assertThat(before.description()).contains("resampled");
    }
  }

  @Test
  void withoutRegistrationTheLevelIsFoundByTheLungs() throws IOException {
    ModelChest other = new ModelChest(9);
    try (Volume current = volume(2, STACK, CHEST::at);
        Volume prior = volume(1, STACK, p -> other.at(p.times(1.35)))) {

      VolumePair pair = VolumePair.of(current, prior);

      assertThat(Objects.requireNonNull(pair.registration()).registered()).isFalse();
      assertThat(pair.pairs())
          .isNotEmpty()
          .noneMatch(p -> p.key().why() == KeySlice.Why.CHANGED)
          .anyMatch(p -> p.prior() != null && p.reason().startsWith("by anatomy only"));
    }
  }

  @Test
  void withoutAPriorSlicesAreSpreadOverTheLungs() throws IOException {
    try (Volume current = volume(2, STACK, CHEST::at)) {
      VolumePair pair = VolumePair.of(current, null);

      assertThat(pair.registration()).isNull();
      assertThat(pair.pairs())
          .hasSizeGreaterThanOrEqualTo(3)
          .allMatch(p -> p.prior() == null && p.reason().equals("no prior volume"))
          .anyMatch(p -> p.key().why() == KeySlice.Why.SPREAD);
    }
  }

  @Test
  void anInterpolatedSliceIsNeverShown() throws IOException {
    for (int missing = 5; missing < 35; missing += 6) {
      List<StoredInstance> slices =
          new ArrayList<>(
              new CtSeries(directory.resolve("m" + missing), 3).write(STACK, CHEST::at));
      slices.remove(missing);
      try (Volume volume = volume(slices)) {
        int gone = missing;
        assertThat(VolumePair.of(volume, null).pairs()).noneMatch(p -> p.key().slice() == gone);
      }
    }
  }

  @Test
  void aSliceStoredUpsideDownIsShownUpright() throws IOException {
    VolumeGeometry prone =
        new VolumeGeometry(
            STACK.toPatient().apply(69, 69, 0),
            STACK.columnStep().times(-1),
            STACK.rowStep().times(-1),
            STACK.sliceStep(),
            70,
            70,
            40);
    try (Volume upright = volume(2, STACK, CHEST::at);
        Volume turned = volume(1, prone, CHEST::at)) {
      ShownImage one = first(VolumePair.of(upright, null));
      ShownImage other = first(VolumePair.of(turned, null));

      assertThat(other.luminance()).isEqualTo(one.luminance());
      assertThat(other.toSource(10, 20)).containsExactly(60, 50);
    }
  }

  @Test
  void aCommonFrameOfReferenceNeedsNoSearch() throws IOException {
    List<StoredInstance> slices = new CtSeries(directory.resolve("f1"), 1).write(STACK, CHEST::at);
    for (StoredInstance slice : slices) {
      CtSeries.edit(slice, d -> d.setString(Tag.FrameOfReferenceUID, VR.UI, "2.25.5300.2"));
    }
    try (Volume current = volume(2, STACK, VolumePairTest::ill);
        Volume prior = volume(slices)) {
      VolumePair pair = VolumePair.of(current, prior);

      assertThat(Objects.requireNonNull(pair.registration()).method())
          .isEqualTo(Registration.Method.FRAME_OF_REFERENCE);
    }
  }

  private static ShownImage first(VolumePair pair) throws IOException {
    SlicePair spread =
        pair.pairs().stream()
            .filter(p -> p.key().why() == KeySlice.Why.SPREAD)
            .findFirst()
            .orElseThrow();
    return pair.show(spread).current();
  }

  private static double ill(Vector3 p) {
    return p.minus(MASS).length() < 22 ? 60 : CHEST.at(p);
  }

  private Volume volume(int study, VolumeGeometry stack, CtSeries.Field field) throws IOException {
    return volume(new CtSeries(directory.resolve("s" + study), study).write(stack, field));
  }

  private static Volume volume(List<StoredInstance> slices) {
    return ((VolumeAssembly.Assembled) VolumeAssembler.assemble(slices)).volume();
  }
}
