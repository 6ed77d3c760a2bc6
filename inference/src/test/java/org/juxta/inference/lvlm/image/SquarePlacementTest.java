package org.juxta.inference.lvlm.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;

class SquarePlacementTest {

  /** Low and high edge on an axis, at least one pixel apart. */
  private static double[] edges(int length, double a, double b) {
    double low = Math.min(a, b) * (length - 1);
    double high = Math.max(a, b) * (length - 1) + 1;
    return new double[] {low, high};
  }

  @Property
  void aBoxOfTheSourceComesBackFromTheSquare(
      @ForAll @IntRange(min = 1, max = 6000) int width,
      @ForAll @IntRange(min = 1, max = 6000) int height,
      @ForAll @IntRange(min = 1, max = 1024) int size,
      @ForAll @DoubleRange(min = 0, max = 1) double a,
      @ForAll @DoubleRange(min = 0, max = 1) double b,
      @ForAll @DoubleRange(min = 0, max = 1) double c,
      @ForAll @DoubleRange(min = 0, max = 1) double d) {
    double[] x = edges(width, a, b);
    double[] y = edges(height, c, d);
    Box source = new Box(x[0], y[0], x[1], y[1]);
    SquarePlacement placement = new SquarePlacement(width, height, size);
    Box square = placement.toSquare(source);
    assertThat(square.x0()).isGreaterThan(-1e-9);
    assertThat(square.y1()).isLessThan(size + 1e-9);
    Box back = placement.toSource(square);
    assertThat(back.x0()).isCloseTo(source.x0(), within(1e-9));
    assertThat(back.y0()).isCloseTo(source.y0(), within(1e-9));
    assertThat(back.x1()).isCloseTo(source.x1(), within(1e-9));
    assertThat(back.y1()).isCloseTo(source.y1(), within(1e-9));
  }

  @Property
  void anyBoxOfTheSquareLandsInsideTheSource(
      @ForAll @IntRange(min = 1, max = 3000) int width,
      @ForAll @IntRange(min = 1, max = 3000) int height,
      @ForAll @DoubleRange(min = 0, max = 159) double x,
      @ForAll @DoubleRange(min = 0, max = 159) double y,
      @ForAll @DoubleRange(min = 0.01, max = 160) double w,
      @ForAll @DoubleRange(min = 0.01, max = 160) double h) {
    Box box = new SquarePlacement(width, height, 160).toSource(new Box(x, y, x + w, y + h));
    assertThat(box.x0()).isBetween(0.0, width - 1.0);
    assertThat(box.y0()).isBetween(0.0, height - 1.0);
    assertThat(box.x1()).isBetween(box.x0() + 1, (double) width);
    assertThat(box.y1()).isBetween(box.y0() + 1, (double) height);
  }

  @Test
  void aTallImageLiesInTheMiddleOfTheSquare() {
    SquarePlacement placement = new SquarePlacement(100, 200, 50);
    assertThat(placement.toSquare(new Box(0, 0, 100, 200))).isEqualTo(new Box(12.5, 0, 37.5, 50));
    assertThat(placement.toSource(new Box(12.5, 25, 25, 50))).isEqualTo(new Box(0, 100, 50, 200));
  }

  @Test
  void aBoxInThePaddingBecomesTheNearestSliver() {
    SquarePlacement placement = new SquarePlacement(100, 200, 50);
    assertThat(placement.toSource(new Box(0, 0, 5, 50))).isEqualTo(new Box(0, 0, 1, 200));
    assertThat(placement.toSource(new Box(45, 0, 50, 50))).isEqualTo(new Box(99, 0, 100, 200));
  }
}
