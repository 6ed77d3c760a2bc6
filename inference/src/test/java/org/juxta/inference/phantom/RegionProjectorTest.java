package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RegionProjectorTest {
  private static final int SIZE = 64;

  private final ProjectionGeometry beam =
      new ProjectionGeometry(
          new Vec3(0, 1635, 0), new Vec3(0, -165, 0), new Vec3(1, 0, 0), new Vec3(0, 0, -1), 320);

  @Test
  void aBallCastsItsAnalyticShadow() {
    Vec3 centre = new Vec3(14, -20, 31);
    double radius = 60;
    RegionStack stack = new RegionStack();
    stack.add(Ellipsoid.ball(centre, radius), Material.SOFT_TISSUE);

    Shadow shadow = project(stack);

    for (int i = 0; i < SIZE * SIZE; i++) {
      Vec3 ray = rayTo(i).unit();
      double nearest = centre.minus(beam.source()).cross(ray).length();
      double chord = 2 * Math.sqrt(Math.max(0, radius * radius - nearest * nearest));
      assertThat((double) shadow.attenuation()[i])
          .isCloseTo(chord * Material.SOFT_TISSUE.mu(), within(1e-3));
    }
  }

  @Test
  void aSlabAttenuatesByItsThicknessAlongTheRay() {
    // A huge ball cut to 40 mm between two planes across the beam.
    Solid slab =
        Solid.of(
            Ellipsoid.aligned(0, 0, 0, 900, 900, 900),
            new HalfSpace(new Vec3(0, 1, 0), 10),
            new HalfSpace(new Vec3(0, -1, 0), 30));
    RegionStack stack = new RegionStack();
    stack.add(Region.plain(slab, 0.02));

    Shadow shadow = project(stack);

    for (int i = 0; i < SIZE * SIZE; i++) {
      Vec3 ray = rayTo(i);
      double along = 40 * ray.length() / Math.abs(ray.y());
      assertThat((double) shadow.attenuation()[i]).isCloseTo(0.02 * along, within(1e-4));
    }
  }

  @Property(tries = 40)
  void everyRayAddsUpWhatAFineWalkAlongItMeets(@ForAll long seed) {
    RandomStream random = RandomStream.of(seed, "stack");
    RegionStack stack = new RegionStack();
    long body = stack.add(Ellipsoid.aligned(0, 0, 0, 140, 110, 130), Material.SOFT_TISSUE);
    long notch = stack.add(anyRegion(random, 0, 0));
    for (int i = 0; i < 8; i++) {
      stack.add(anyRegion(random, i % 2 == 0 ? body : 0, i % 3 == 0 ? notch : 0));
    }

    Shadow shadow = project(stack);

    for (int pixel = random.below(97); pixel < SIZE * SIZE; pixel += 211) {
      assertThat((double) shadow.attenuation()[pixel]).isCloseTo(walk(stack, pixel), within(0.02));
    }
  }

  private static Region anyRegion(RandomStream random, long within, long outside) {
    Vec3 a = random.direction().times(random.between(15, 60));
    Vec3 b = Ellipsoid.perpendicular(a).times(random.between(15, 60));
    Vec3 c = a.cross(b).unit().times(random.between(15, 60)).plus(a.times(0.3));
    Ellipsoid shape = new Ellipsoid(random.direction().times(70), a, b, c);
    HalfSpace cut = new HalfSpace(random.direction(), random.between(-20, 60));
    return new Region(
        Solid.of(shape, cut), random.between(0, 0.05), Region.UNCOUNTED, within, outside);
  }

  /** Midpoint rule with steps of 0.2 mm. */
  private double walk(RegionStack stack, int pixel) {
    Vec3 ray = rayTo(pixel);
    int steps = (int) (400 / 0.2);
    double from = 1400 / ray.length();
    double to = 1800 / ray.length();
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double t = from + (to - from) * (i + 0.5) / steps;
      sum += stack.muAt(beam.source().plus(ray.times(t)));
    }
    return sum * (to - from) * ray.length() / steps;
  }

  private Shadow project(RegionStack stack) {
    Shadow shadow = new Shadow();
    shadow.clear(SIZE);
    new RegionProjector().project(stack, beam, shadow);
    return shadow;
  }

  private Vec3 rayTo(int pixel) {
    double spacing = beam.field() / SIZE;
    double u = (pixel % SIZE + 0.5) * spacing - beam.field() / 2;
    double v = (pixel / SIZE + 0.5) * spacing - beam.field() / 2;
    return beam.middle()
        .plus(beam.right().times(u))
        .plus(beam.down().times(v))
        .minus(beam.source());
  }
}
