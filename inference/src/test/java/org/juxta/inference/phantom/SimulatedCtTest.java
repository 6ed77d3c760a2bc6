package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

class SimulatedCtTest {
  private static final CtProtocol COARSE = new CtProtocol(128, 400, 5, 5, 0, 0);

  @Test
  void everyPointOfAPlaneIsOwnedAsThePointItself() {
    SimulatedPatient patient = new PatientSimulator().simulate(11);
    Anatomy anatomy = AnatomyBuilder.build(patient, TimePoint.CURRENT, View.LL, 3);
    CtPose pose = new CtPose(5, -8, 20, 4, -7, 11);
    int size = 90;
    RegionSlicer slicer = new RegionSlicer(anatomy.regions(), size);
    float[] mu = new float[size * size];
    int different = 0;
    int inside = 0;
    for (int level = -180; level < 100; level += 23) {
      SlicePlane plane =
          new SlicePlane(
              pose.toAnatomy(new Vec3(-200, -200, level)),
              pose.turnBack(new Vec3(1, 0, 0)),
              pose.turnBack(new Vec3(0, 1, 0)),
              4.4,
              size,
              1);
      slicer.fill(plane, mu);
      for (int i = 0; i < mu.length; i++) {
        Vec3 p =
            plane
                .first()
                .plus(plane.right().times(i % size * 4.4))
                .plus(plane.down().times(i / size * 4.4));
        float expected = (float) anatomy.regions().muAt(p);
        inside += expected > 0 ? 1 : 0;
        different += Math.abs(mu[i] - expected) > 1e-6 ? 1 : 0;
      }
    }
    assertThat(inside).isGreaterThan(10_000);
    // Points on a surface may fall on either side of it.
    assertThat(different).isLessThan(5);
  }

  @Test
  void theMassOfAGrainIsKeptAtEveryVoxelSize() {
    RandomStream random = RandomStream.of(1, "grains");
    Grains grains = new Grains();
    Vec3 a = new Vec3(4, 1, 0.5);
    Vec3 b = new Vec3(-0.3, 0.5, 0.2);
    Vec3 c = new Vec3(0, -0.2, 0.6);
    for (int i = 0; i < 50; i++) {
      grains.add(random.direction().times(5), a, b, c, 0.02);
    }
    double mass = 50 * 0.02 * 4 / 3 * Math.PI * Math.abs(a.dot(b.cross(c)));
    for (double spacing : new double[] {0.4, 1, 2}) {
      int size = (int) (40 / spacing);
      float[] mu = new float[size * size];
      for (double z = -15; z < 15; z += 1.25) {
        Vec3 first = new Vec3(-20, -20, z);
        new GrainSlicer(grains)
            .add(
                new SlicePlane(first, new Vec3(1, 0, 0), new Vec3(0, 1, 0), spacing, size, 1.25),
                mu);
      }
      double sum = 0;
      for (float value : mu) {
        sum += value * spacing * spacing * 1.25;
      }
      assertThat(sum).isCloseTo(mass, Offset.offset(0.05 * mass));
    }
  }

  @Test
  void tissuesHaveTheirHounsfieldUnits() {
    SimulatedPatient patient = healthy();
    SimulatedCt ct = SimulatedCt.of(patient, TimePoint.CURRENT, COARSE, CtPose.straight());

    assertThat(valueAt(ct, new Vec3(0, -250, 0))).isCloseTo(-1000, Offset.offset(2.0));
    assertThat(valueAt(ct, new Vec3(-100, 10, -40))).isBetween(-800.0, -550.0);
    assertThat(valueAt(ct, new Vec3(20, -30, -75))).isBetween(30.0, 80.0);
    double spine = new Thorax(patient.physique(), 0).spineY(-45);
    assertThat(valueAt(ct, new Vec3(0, spine, -45))).isBetween(150.0, 900.0);
  }

  @Test
  void theSameFindingsAreThereAsOnTheRadiographs() {
    for (long seed = 20; seed < 23; seed++) {
      SimulatedPatient patient = new PatientSimulator().simulate(seed);
      for (TimePoint time : TimePoint.values()) {
        Map<FindingType, Integer> met = new EnumMap<>(FindingType.class);
        SimulatedCt ct = SimulatedCt.of(patient, time, COARSE);
        for (int k = 0; k < ct.slices(); k++) {
          ct.slice(k).boxes().keySet().forEach(type -> met.merge(type, 1, Integer::sum));
        }
        for (FindingHistory history : patient.histories().values()) {
          assertThat(met.containsKey(history.type()))
              .as("%s of seed %d at %s", history.type(), seed, time)
              .isEqualTo(history.presentOn(time));
        }
      }
    }
  }

  @Test
  void aNoduleIsWhereThePoseTakesIt() {
    SimulatedPatient patient = withNodule();
    FindingHistory nodule = patient.history(FindingType.NODULE);
    CtPose pose = new CtPose(12, -9, 35, 3, -4, 6);
    SimulatedCt ct = SimulatedCt.of(patient, TimePoint.CURRENT, COARSE, pose);
    double x = 0;
    double y = 0;
    double z = 0;
    double weight = 0;
    for (int k = 0; k < ct.slices(); k++) {
      Optional<Box> box = Optional.ofNullable(ct.slice(k).boxes().get(FindingType.NODULE));
      if (box.isPresent()) {
        double area = box.get().width() * box.get().height();
        double[] corner = ct.position(k);
        double pixel = COARSE.pixelSpacing();
        x += area * (corner[0] + pixel * ((box.get().x0() + box.get().x1()) / 2 - 0.5));
        y += area * (corner[1] + pixel * ((box.get().y0() + box.get().y1()) / 2 - 0.5));
        z += area * corner[2];
        weight += area;
      }
    }
    double[] anatomy = pose.toAnatomy(x / weight, y / weight, z / weight);
    Vec3 there =
        PleuralSpace.lesionCentre(
            new Thorax(patient.physique(), 0),
            patient.histories(),
            TimePoint.CURRENT,
            Objects.requireNonNull(nodule.site()));
    assertThat(new Vec3(anatomy[0], anatomy[1], anatomy[2]).minus(there).length()).isLessThan(4);
  }

  @Test
  void aTiltedSliceLiesInItsPlane() {
    CtProtocol tilted = new CtProtocol(64, 400, 5, 10, 15, 0);
    SimulatedCt ct = SimulatedCt.of(healthy(), TimePoint.CURRENT, tilted, CtPose.straight());
    double[] down = ct.alongColumn();
    double[] first = ct.position(0);
    double[] second = ct.position(1);

    assertThat(down[2]).isCloseTo(Math.sin(Math.toRadians(15)), Offset.offset(1e-9));
    assertThat(second[2] - first[2]).isCloseTo(10, Offset.offset(1e-9));
    assertThat(second[1]).isCloseTo(first[1], Offset.offset(1e-9));
  }

  @Test
  void theSameSeedGivesTheSameVoxels() {
    CtProtocol noisy = new CtProtocol(64, 400, 5, 5, 0, 15);
    SimulatedPatient patient = new PatientSimulator().simulate(5);

    assertThat(SimulatedCt.of(patient, TimePoint.PRIOR, noisy).slice(20).hounsfield())
        .isEqualTo(SimulatedCt.of(patient, TimePoint.PRIOR, noisy).slice(20).hounsfield());
  }

  @Test
  void aPoseComesBack() {
    CtPose pose = new CtPose(1, 2, 3, 10, -20, 30);

    Vec3 p = pose.toAnatomy(pose.toScan(new Vec3(40, 50, 60)));

    assertThat(p.minus(new Vec3(40, 50, 60)).length()).isLessThan(1e-9);
  }

  @Test
  void whatNoScannerDoesIsRefused() {
    assertThatThrownBy(() -> new CtProtocol(512, 400, 1, 0, 0, 0)).hasMessageContaining("spacing");
    assertThatThrownBy(() -> new CtProtocol(512, 400, 1, 1, 45, 0)).hasMessageContaining("tilt");
    assertThatThrownBy(() -> new CtProtocol(5, 400, 1, 1, 0, 0)).hasMessageContaining("size");
  }

  private static double valueAt(SimulatedCt ct, Vec3 p) {
    double pixel = ct.protocol().pixelSpacing();
    int best = 0;
    for (int k = 0; k < ct.slices(); k++) {
      if (Math.abs(ct.position(k)[2] - p.z()) < Math.abs(ct.position(best)[2] - p.z())) {
        best = k;
      }
    }
    double[] corner = ct.position(best);
    int column = (int) Math.round((p.x() - corner[0]) / pixel);
    int row = (int) Math.round((p.y() - corner[1]) / pixel);
    if (column < 0 || row < 0 || column >= 128 || row >= 128) {
      return -1000;
    }
    double sum = 0;
    short[] values = ct.slice(best).hounsfield();
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        sum += values[(row + dy) * 128 + column + dx];
      }
    }
    return sum / 9;
  }

  private static SimulatedPatient healthy() {
    PatientSimulator simulator = new PatientSimulator();
    for (long seed = 0; ; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      if (patient.histories().values().stream().noneMatch(h -> h.presentOn(TimePoint.CURRENT))) {
        return patient;
      }
    }
  }

  private static SimulatedPatient withNodule() {
    PatientSimulator simulator = new PatientSimulator();
    for (long seed = 0; ; seed++) {
      SimulatedPatient patient = simulator.simulate(seed);
      boolean alone =
          patient.histories().values().stream()
              .allMatch(h -> h.presentOn(TimePoint.CURRENT) == (h.type() == FindingType.NODULE));
      if (alone) {
        return patient;
      }
    }
  }
}
