package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GrainProjectorTest {
  private final ProjectionGeometry beam =
      new ProjectionGeometry(
          new Vec3(0, 1635, 0), new Vec3(0, -165, 0), new Vec3(1, 0, 0), new Vec3(0, 0, -1), 320);

  @Property(tries = 30)
  void shadowsKeepTheGrainsMassHoweverSmallTheGrainsAre(@ForAll long seed) {
    RandomStream random = RandomStream.of(seed, "grain");
    double size = random.between(0.3, 12);
    Vec3 a = random.direction().times(size);
    Vec3 b = Ellipsoid.perpendicular(a).times(size * random.between(0.4, 2.5));
    Vec3 c = a.cross(b).unit().times(size * random.between(0.4, 2.5));
    Grains grains = new Grains();
    double expected = 0;
    // Many, because one that is smaller than a pixel depends on where in the pixel it falls.
    for (int i = 0; i < 100; i++) {
      Vec3 centre =
          new Vec3(random.between(-60, 60), random.between(-60, 60), random.between(-60, 60));
      Ellipsoid grain = new Ellipsoid(centre, a, b, c);
      grains.add(grain, 0.03);
      double magnification = 1800 / (1635 - centre.y());
      double cosine = (1635 - centre.y()) / centre.minus(beam.source()).length();
      double volume = 4.0 / 3 * Math.PI * Math.abs(grain.determinant());
      expected += 0.03 * volume * magnification * magnification / cosine;
    }
    assertThat(mass(grains, 256)).isCloseTo(expected, within(0.05 * expected));
    assertThat(mass(grains, 1024)).isCloseTo(expected, within(0.05 * expected));
  }

  @Test
  void aChainOfPiecesCastsTheShadowOfATube() {
    double radius = 5;
    Grains grains = new Grains();
    for (int x = -60; x < 60; x += 4) {
      grains.addTubePiece(
          new Vec3(x, 0, 0),
          new Vec3(x + 4, 0, 0),
          new Vec3(0, radius, 0),
          new Vec3(0, 0, radius),
          0.03);
    }
    Shadow shadow = shadow(grains, 512);

    double areaInPixels = 0;
    for (int row = 0; row < 512; row++) {
      areaInPixels += shadow.attenuation()[row * 512 + 256];
    }
    double spacing = 320.0 / 512;
    double magnification = 1800.0 / 1635;
    double expected = 0.03 * Math.PI * radius * radius * magnification;
    assertThat(areaInPixels * spacing).isCloseTo(expected, within(0.08 * expected));
  }

  private double mass(Grains grains, int size) {
    double sum = 0;
    for (float value : shadow(grains, size).attenuation()) {
      sum += value;
    }
    return sum * (beam.field() / size) * (beam.field() / size);
  }

  private Shadow shadow(Grains grains, int size) {
    Shadow shadow = new Shadow();
    shadow.clear(size);
    GrainProjector.project(grains, beam, shadow);
    return shadow;
  }
}
