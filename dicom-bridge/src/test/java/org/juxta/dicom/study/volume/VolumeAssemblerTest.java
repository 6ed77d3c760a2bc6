package org.juxta.dicom.study.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.testing.CtSeries;

class VolumeAssemblerTest {
  private static final CtSeries.Field PLACE = p -> 10 * p.z() + p.y() + 0.1 * p.x();
  private static final VolumeGeometry STACK = CtSeries.axial(6, 0.5, 9, 2);

  @TempDir Path directory;
  private CtSeries series;

  @BeforeEach
  void begin() {
    series = new CtSeries(directory, 1);
  }

  @Test
  void slicesAreOrderedByTheirPositionAlongTheNormal() throws IOException {
    List<StoredInstance> slices = shuffled(series.write(STACK, PLACE));

    VolumeAssembly.Assembled result = assembled(slices);

    assertThat(result.notes()).isEmpty();
    try (Volume volume = result.volume()) {
      assertThat(volume.geometry().slices()).isEqualTo(9);
      for (int k = 0; k < 9; k++) {
        assertThat(volume.source(k).orElseThrow().instance().sopInstanceUid())
            .isEqualTo(series.sliceUid(k));
        Vector3 corner = volume.geometry().toPatient().apply(0, 0, k);
        assertThat((double) volume.slice(k)[0]).isCloseTo(PLACE.at(corner), Offset.offset(0.5));
      }
    }
  }

  @Test
  void framesOfAnEnhancedObjectAreOrderedLikeFiles() throws IOException {
    List<StoredInstance> slices = shuffled(series.write(STACK, PLACE));

    try (Volume volume = assembled(List.of(series.enhanced(slices))).volume()) {
      assertThat(volume.geometry().slices()).isEqualTo(9);
      for (int k = 0; k < 9; k++) {
        SliceFrame source = volume.source(k).orElseThrow();
        assertThat(source.instance().sopInstanceUid()).isEqualTo(series.sliceUid(999));
        assertThat(slices.get(source.frame() - 1).sopInstanceUid()).isEqualTo(series.sliceUid(k));
        Vector3 corner = volume.geometry().toPatient().apply(5, 2, k);
        assertThat((double) volume.slice(k)[2 * 6 + 5])
            .isCloseTo(PLACE.at(corner), Offset.offset(0.5));
      }
    }
  }

  @Test
  void oneMissingSliceIsInterpolatedAndSaid() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    slices.remove(4);

    VolumeAssembly.Assembled result = assembled(slices);

    assertThat(result.notes()).singleElement().asString().contains("one slice is missing");
    try (Volume volume = result.volume()) {
      assertThat(volume.geometry().slices()).isEqualTo(9);
      assertThat(volume.source(4)).isEmpty();
      Vector3 corner = volume.geometry().toPatient().apply(0, 0, 4);
      assertThat((double) volume.slice(4)[0]).isCloseTo(PLACE.at(corner), Offset.offset(1.0));
    }
  }

  @Test
  void twoMissingSlicesAreRefused() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    slices.remove(6);
    slices.remove(2);

    VolumeAssembly.Refused refused = refused(slices);

    assertThat(refused.reason()).isEqualTo(RefusalReason.MISSING_SLICES);
    assertThat(refused.detail()).contains("2 of 9");
  }

  @Test
  void anUnequalStepIsRefused() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    slices.set(4, series.write(moved(4, new Vector3(0, 0, 0.6)), 4, PLACE));

    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.UNEQUAL_SPACING);
  }

  @Test
  void aSidewaysShiftIsRefused() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    slices.set(4, series.write(moved(4, new Vector3(1, 0, 0)), 4, PLACE));

    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.SHIFTED_SLICES);
  }

  @Test
  void aTiltedGantryIsPlacedByPositionsAndSaid() throws IOException {
    double angle = Math.toRadians(15);
    VolumeGeometry tilted =
        new VolumeGeometry(
            new Vector3(-10, -20, 30),
            new Vector3(0.5, 0, 0),
            new Vector3(0, 0.5 * Math.cos(angle), -0.5 * Math.sin(angle)),
            new Vector3(0, 0, 3),
            6,
            6,
            5);

    VolumeAssembly.Assembled result = assembled(shuffled(series.write(tilted, PLACE)));

    assertThat(result.notes()).singleElement().asString().contains("tilted by 15.0 degrees");
    try (Volume volume = result.volume()) {
      for (int k = 0; k < 5; k++) {
        Vector3 point = volume.geometry().toPatient().apply(4, 5, k);
        assertThat(point.minus(tilted.toPatient().apply(4, 5, k)).length()).isLessThan(1e-6);
        assertThat((double) volume.slice(k)[5 * 6 + 4])
            .isCloseTo(PLACE.at(point), Offset.offset(0.5));
      }
    }
  }

  @Test
  void theSameSliceSentTwiceUnderTwoUidsCountsOnce() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    slices.add(series.write(CtSeries.plane(STACK, 3), 77, PLACE));

    VolumeAssembly.Assembled result = assembled(slices);

    assertThat(result.notes()).containsExactly("copies of slices left out: 1");
    assertThat(result.volume().geometry().slices()).isEqualTo(9);
  }

  @Test
  void anotherPhaseAtTheSamePositionIsRefused() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    slices.add(series.write(CtSeries.plane(STACK, 3), 77, p -> PLACE.at(p) + 20));

    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.REPEATED_SLICES);
  }

  @Test
  void localizersAreLeftOut() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    slices.add(localizer());

    VolumeAssembly.Assembled result = assembled(slices);

    assertThat(result.notes()).containsExactly("localizers left out: 1");
    assertThat(result.volume().geometry().slices()).isEqualTo(9);
  }

  @Test
  void aSeriesOfLocalizersIsNoVolume() throws IOException {
    assertThat(refused(List.of(localizer())).reason()).isEqualTo(RefusalReason.LOCALIZERS);
  }

  @Test
  void severalOrientationsAreRefused() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    slices.add(series.write(coronal(), 50, PLACE));

    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.MIXED_ORIENTATIONS);
  }

  @Test
  void anotherSizeAnotherSpacingAnotherFrameOfReferenceAreRefused() throws IOException {
    List<StoredInstance> slices = new ArrayList<>(series.write(STACK, PLACE));
    CtSeries.edit(slices.get(2), d -> d.setDouble(Tag.PixelSpacing, VR.DS, 0.5, 0.6));
    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.MIXED_SIZES);

    slices.set(2, series.write(CtSeries.plane(CtSeries.axial(7, 0.5, 9, 2), 2), 2, PLACE));
    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.MIXED_SIZES);

    slices.set(2, series.write(CtSeries.plane(STACK, 2), 2, PLACE));
    CtSeries.edit(slices.get(2), d -> d.setString(Tag.FrameOfReferenceUID, VR.UI, "2.25.9"));
    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.MIXED_FRAMES_OF_REFERENCE);
  }

  @Test
  void aSliceWithoutAPositionIsRefused() throws IOException {
    List<StoredInstance> slices = series.write(STACK, PLACE);
    CtSeries.edit(slices.get(5), d -> d.remove(Tag.ImagePositionPatient));

    VolumeAssembly.Refused refused = refused(slices);

    assertThat(refused.reason()).isEqualTo(RefusalReason.NO_GEOMETRY);
    assertThat(refused.detail()).contains("(0020,0032)");
  }

  @Test
  void directionsThatAreNoDirectionsAreRefused() throws IOException {
    List<StoredInstance> slices = series.write(STACK, PLACE);
    CtSeries.edit(
        slices.get(5), d -> d.setDouble(Tag.ImageOrientationPatient, VR.DS, 1, 0, 0, 1, 0, 0));

    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.NO_GEOMETRY);
  }

  @Test
  void anUnreadableObjectIsJudgedAsAMissingSlice() throws IOException {
    List<StoredInstance> slices = series.write(STACK, PLACE);
    Files.writeString(slices.get(4).file(), "not a slice");

    assertThat(assembled(slices).notes())
        .hasSize(2)
        .anyMatch(note -> note.startsWith("an object is left out"))
        .anyMatch(note -> note.startsWith("one slice is missing"));

    Files.writeString(slices.get(6).file(), "not a slice");
    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.MISSING_SLICES);
  }

  @Test
  void twoSlicesAreNoVolume() throws IOException {
    List<StoredInstance> slices = series.write(STACK, PLACE).subList(0, 2);

    assertThat(refused(slices).reason()).isEqualTo(RefusalReason.TOO_FEW_SLICES);
  }

  @Test
  void paddingHasNoValue() throws IOException {
    List<StoredInstance> slices = series.write(STACK, p -> p.x() < 0 ? -1000 : 40);
    for (StoredInstance slice : slices) {
      CtSeries.edit(slice, d -> d.setInt(Tag.PixelPaddingValue, VR.US, 24));
    }

    try (Volume volume = assembled(slices).volume()) {
      assertThat(volume.slice(0)[0]).isEqualTo(VoxelGrid.NO_VALUE);
      assertThat(volume.slice(0)[5]).isEqualTo((short) 40);
    }
  }

  private StoredInstance localizer() throws IOException {
    StoredInstance localizer = series.write(coronal(), 60, PLACE);
    CtSeries.edit(
        localizer, d -> d.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "LOCALIZER"));
    return localizer;
  }

  private static ImagePlane coronal() {
    return new ImagePlane(
        new Vector3(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0, 0, -1), 0.5, 0.5, 6, 6);
  }

  private static ImagePlane moved(int slice, Vector3 by) {
    ImagePlane plane = CtSeries.plane(STACK, slice);
    return new ImagePlane(
        plane.position().plus(by),
        plane.alongRow(),
        plane.alongColumn(),
        plane.columnSpacing(),
        plane.rowSpacing(),
        plane.columns(),
        plane.rows());
  }

  private static List<StoredInstance> shuffled(List<StoredInstance> slices) {
    List<StoredInstance> shuffled = new ArrayList<>(slices);
    Collections.shuffle(shuffled, new Random(3));
    return shuffled;
  }

  private static VolumeAssembly.Assembled assembled(List<StoredInstance> series) {
    VolumeAssembly result = VolumeAssembler.assemble(series);
    assertThat(result).isInstanceOf(VolumeAssembly.Assembled.class);
    return (VolumeAssembly.Assembled) result;
  }

  private static VolumeAssembly.Refused refused(List<StoredInstance> series) {
    VolumeAssembly result = VolumeAssembler.assemble(series);
    assertThat(result).isInstanceOf(VolumeAssembly.Refused.class);
    return (VolumeAssembly.Refused) result;
  }
}
