package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.image.SquarePlacement;

class LocationBinsTest {
  private static final double EPSILON = 1e-6;

  @Property
  void aBoxThroughBinsIsOffByHalfABinAtMost(
      @ForAll @IntRange(min = 2, max = 256) int bins,
      @ForAll @IntRange(min = 16, max = 512) int size,
      @ForAll @DoubleRange(min = 0, max = 1) double a,
      @ForAll @DoubleRange(min = 0, max = 1) double b,
      @ForAll @DoubleRange(min = 0, max = 1) double c,
      @ForAll @DoubleRange(min = 0, max = 1) double d) {
    double bin = (double) size / bins;
    Box box =
        new Box(
            Math.min(a, b) * (size - bin),
            Math.min(c, d) * (size - bin),
            Math.max(a, b) * (size - bin) + bin,
            Math.max(c, d) * (size - bin) + bin);
    LocationBins location = new LocationBins(size, bins);
    int[] said = location.of(box);
    Box back = location.box(said[0], said[1], said[2], said[3]);
    assertThat(back.x0()).isCloseTo(box.x0(), within(bin / 2 + EPSILON));
    assertThat(back.y0()).isCloseTo(box.y0(), within(bin / 2 + EPSILON));
    assertThat(back.x1()).isCloseTo(box.x1(), within(bin / 2 + EPSILON));
    assertThat(back.y1()).isCloseTo(box.y1(), within(bin / 2 + EPSILON));
  }

  @Property
  void aBoxOfTheSourceComesBackWithinHalfABinOfSourcePixels(
      @ForAll @IntRange(min = 200, max = 4000) int width,
      @ForAll @IntRange(min = 200, max = 4000) int height,
      @ForAll @DoubleRange(min = 0, max = 1) double a,
      @ForAll @DoubleRange(min = 0, max = 1) double b,
      @ForAll @DoubleRange(min = 0, max = 1) double c,
      @ForAll @DoubleRange(min = 0, max = 1) double d) {
    SquarePlacement placement = new SquarePlacement(width, height, 160);
    LocationBins location = new LocationBins(160, 128);
    double bin = Math.max(width, height) / 128.0;
    Box source =
        new Box(
            Math.min(a, b) * (width - bin),
            Math.min(c, d) * (height - bin),
            Math.max(a, b) * (width - bin) + bin,
            Math.max(c, d) * (height - bin) + bin);
    int[] said = location.of(placement.toSquare(source));
    Box back = placement.toSource(location.box(said[0], said[1], said[2], said[3]));
    assertThat(back.x0()).isCloseTo(source.x0(), within(bin / 2 + EPSILON));
    assertThat(back.y0()).isCloseTo(source.y0(), within(bin / 2 + EPSILON));
    assertThat(back.x1()).isCloseTo(source.x1(), within(bin / 2 + EPSILON));
    assertThat(back.y1()).isCloseTo(source.y1(), within(bin / 2 + EPSILON));
  }

  @Property
  void everyBoxIsSaidAsABoxHoweverThinOrFarOut(
      @ForAll @DoubleRange(min = -50, max = 250) double x,
      @ForAll @DoubleRange(min = -50, max = 250) double y,
      @ForAll @DoubleRange(min = 0.01, max = 300) double w,
      @ForAll @DoubleRange(min = 0.01, max = 300) double h) {
    int[] said = new LocationBins(160, 128).of(new Box(x, y, x + w, y + h));
    assertThat(said[0]).isBetween(0, said[2] - 1);
    assertThat(said[1]).isBetween(0, said[3] - 1);
    assertThat(said[2]).isLessThan(128);
    assertThat(said[3]).isLessThan(128);
  }

  @Test
  void anEdgeIsSaidByTheBinItFallsIntoAndReadAsItsCentre() {
    LocationBins location = new LocationBins(160, 16);
    assertThat(location.of(new Box(0, 9.9, 10, 160))).containsExactly(0, 0, 1, 15);
    assertThat(location.box(0, 0, 1, 15)).isEqualTo(new Box(5, 5, 15, 155));
  }
}
