package org.juxta.dicom.study.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.ImageOrientation;
import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.geometry.ImageTurn;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.keyslice.ShownImage;

/**
 * What is pointed at in a shown image is found in the patient where it is: at the pixel, of the
 * instance, that lies there by its own header.
 */
class WayBackPropertiesTest {

  @Property(tries = 10_000)
  void aPointOfAShownSliceComesBackToThePixelOfItsInstance(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<SliceFrame> frames = stack(random);
    List<SliceFrame> arrived = new ArrayList<>(frames);
    Collections.shuffle(arrived, random);
    SliceStack stack = SliceStack.of(arrived);
    int slice = random.nextInt(stack.geometry().slices());
    int columns = stack.geometry().columns();
    int rows = stack.geometry().rows();
    int column = random.nextInt(columns);
    int row = random.nextInt(rows);
    SliceFrame source = Objects.requireNonNull(stack.slices().get(slice));

    // The pixel is lit, the image is shown, and somebody points at the light.
    float[] stored = new float[columns * rows];
    stored[row * columns + column] = 1;
    ImageTurn turn = ImageOrientation.of(source.plane()).upright();
    ShownImage shown =
        new ShownImage(
            source,
            turn,
            turn.width(columns, rows),
            turn.height(columns, rows),
            turn.apply(stored, columns, rows),
            "");
    int lit = 0;
    while (shown.luminance()[lit] == 0) {
      lit++;
    }
    double[] back =
        shown.toSource(
            lit % shown.width() + random.nextDouble(), lit / shown.width() + random.nextDouble());

    assertThat(Math.abs(back[0] - (column + 0.5))).isLessThanOrEqualTo(0.5);
    assertThat(Math.abs(back[1] - (row + 0.5))).isLessThanOrEqualTo(0.5);
    // The instance says by itself where that pixel is; the volume must agree.
    ImagePlane header = frames.get(number(source)).plane();
    Vector3 byHeader =
        header
            .position()
            .plus(header.alongRow().times((back[0] - 0.5) * header.columnSpacing()))
            .plus(header.alongColumn().times((back[1] - 0.5) * header.rowSpacing()));
    Vector3 byVolume = stack.geometry().toPatient().apply(back[0] - 0.5, back[1] - 0.5, slice);
    assertThat(byHeader.minus(byVolume).length())
        .isLessThan(0.5 * Math.min(header.columnSpacing(), header.rowSpacing()));
    double[] again = turn.toShown(back[0], back[1], columns, rows);
    assertThat((int) again[1] * shown.width() + (int) again[0]).isEqualTo(lit);
  }

  /** Slices of a scanner at any angle, tilted or not, in the order in which they lie. */
  private static List<SliceFrame> stack(Random random) {
    Affine pose =
        Affine.rigid(
            new Vector3(0, 0, 0),
            new Vector3(turn(random), turn(random), turn(random)),
            new Vector3(random.nextGaussian() * 200, random.nextGaussian() * 200, 50));
    double tilt = random.nextBoolean() ? 0 : Math.toRadians(25 * random.nextDouble());
    Vector3 alongRow = pose.direction(new Vector3(1, 0, 0)).unit();
    Vector3 alongColumn = pose.direction(new Vector3(0, Math.cos(tilt), Math.sin(tilt))).unit();
    Vector3 step = pose.direction(new Vector3(0, 0, 0.5 + 5 * random.nextDouble()));
    double columnSpacing = 0.3 + 2 * random.nextDouble();
    double rowSpacing = 0.3 + 2 * random.nextDouble();
    int columns = 1 + random.nextInt(40);
    int rows = 1 + random.nextInt(40);
    List<SliceFrame> frames = new ArrayList<>();
    int count = 3 + random.nextInt(5);
    for (int k = 0; k < count; k++) {
      Vector3 position = rounded(pose.apply(0, 0, 0).plus(step.times(k)));
      frames.add(
          new SliceFrame(
              instance(k),
              1,
              new ImagePlane(
                  position, alongRow, alongColumn, columnSpacing, rowSpacing, columns, rows),
              ""));
    }
    return frames;
  }

  private static double turn(Random random) {
    return random.nextInt(3) == 0 ? 0 : Math.PI * (2 * random.nextDouble() - 1);
  }

  /** As scanners write positions. */
  private static Vector3 rounded(Vector3 v) {
    return new Vector3(
        Math.round(v.x() * 1e4) / 1e4,
        Math.round(v.y() * 1e4) / 1e4,
        Math.round(v.z() * 1e4) / 1e4);
  }

  private static int number(SliceFrame frame) {
    return Integer.parseInt(frame.instance().sopInstanceUid().substring("2.25.".length()));
  }

  private static StoredInstance instance(int number) {
    return new StoredInstance(
        "2.25." + number, "", "1", "1", "", "", "CT", "", Path.of("none"), Instant.EPOCH, "");
  }
}
