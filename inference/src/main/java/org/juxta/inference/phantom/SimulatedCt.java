package org.juxta.inference.phantom;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

/**
 * A CT series of a simulated patient at one time point, the same chest that the radiographs show:
 * lying with the arms raised, so that, as on the lateral radiograph, clavicles and shoulder blades
 * are left out. Slices are rendered when asked for. Not safe for use by several threads.
 *
 * <p>Positions are in the patient coordinates of the scan (PS3.3 C.7.6.2).
 */
public final class SimulatedCt {
  /** Range that is scanned, mm from the carina in a chest of standard height. */
  private static final double TOP = 118;

  private static final double BOTTOM = -190;

  /** Distance of the planes that are averaged over a slice's thickness, mm. */
  private static final double PLANE_STEP = 1.25;

  /** Standard deviation of what the scanner blurs within a slice, mm. */
  private static final double BLUR = 0.5;

  /** Water at 60 keV: 0.2059 cm2/g (as {@link Material}). */
  private static final double WATER = 0.02059;

  private static final short LOWEST = -1024;
  private static final short HIGHEST = 3071;

  private final CtProtocol protocol;
  private final CtPose pose;
  private final long noiseKey;
  private final int slices;
  private final Vec3 centre;
  private final RegionSlicer regions;
  private final GrainSlicer grains;
  private final float[] mu;
  private final float[] plane;

  private SimulatedCt(SimulatedPatient patient, TimePoint time, CtProtocol protocol, CtPose pose) {
    this.protocol = protocol;
    this.pose = pose;
    this.noiseKey = RandomStream.of(patient.seed(), "noise CT " + time).bits();
    double height = patient.physique().height();
    RandomStream random = RandomStream.of(patient.seed(), "acquisition CT " + time);
    double inspiration = random.normal(0, 5);
    double range = random.normal(0, 4);
    this.slices = 1 + (int) ((TOP - BOTTOM) * height / protocol.spacing());
    this.centre =
        pose.toScan(new Vec3(0, 0, (TOP + BOTTOM) / 2 * height))
            .plus(new Vec3(-pose.shiftX() / 2, -pose.shiftY() / 2, range));
    Anatomy anatomy = AnatomyBuilder.build(patient, time, View.LL, inspiration);
    this.regions = new RegionSlicer(anatomy.regions(), protocol.size());
    this.grains = new GrainSlicer(anatomy.grains());
    this.mu = new float[protocol.size() * protocol.size()];
    this.plane = new float[mu.length];
  }

  /** The series with the pose that follows from the patient's seed. */
  public static SimulatedCt of(SimulatedPatient patient, TimePoint time, CtProtocol protocol) {
    return of(patient, time, protocol, CtPose.draw(patient.seed(), time));
  }

  /** The series of a patient who lies as told. */
  public static SimulatedCt of(
      SimulatedPatient patient, TimePoint time, CtProtocol protocol, CtPose pose) {
    return new SimulatedCt(patient, time, protocol, pose);
  }

  public CtProtocol protocol() {
    return protocol;
  }

  public CtPose pose() {
    return pose;
  }

  /** How many slices there are, from the feet to the head. */
  public int slices() {
    return slices;
  }

  /** Unit vector in which the column index grows: x, y, z. */
  public double[] alongRow() {
    return new double[] {1, 0, 0};
  }

  /** Unit vector in which the row index grows: x, y, z. */
  public double[] alongColumn() {
    Vec3 v = down();
    return new double[] {v.x(), v.y(), v.z()};
  }

  /** Centre of a slice's first pixel: x, y, z in mm. */
  public double[] position(int slice) {
    Vec3 p = corner(slice, 0);
    return new double[] {p.x(), p.y(), p.z()};
  }

  private Vec3 down() {
    double tilt = Math.toRadians(protocol.tilt());
    return new Vec3(0, Math.cos(tilt), Math.sin(tilt));
  }

  private Vec3 normal() {
    return new Vec3(1, 0, 0).cross(down());
  }

  /** Centre of the first pixel of a plane that lies {@code off} mm from a slice's middle. */
  private Vec3 corner(int slice, double off) {
    double half = (protocol.size() - 1) / 2.0 * protocol.pixelSpacing();
    Vec3 middle = centre.plus(new Vec3(0, 0, (slice - (slices - 1) / 2.0) * protocol.spacing()));
    return middle.plus(normal().times(off)).minus(new Vec3(half, 0, 0)).minus(down().times(half));
  }

  /**
   * Renders one slice.
   *
   * @param slice 0 is nearest to the feet
   */
  public SimulatedCtSlice slice(int slice) {
    if (slice < 0 || slice >= slices) {
      throw new IllegalArgumentException("slice " + slice + " of " + slices);
    }
    int size = protocol.size();
    double pixel = protocol.pixelSpacing();
    int planes = (int) Math.ceil(protocol.thickness() / PLANE_STEP);
    double step = protocol.thickness() / planes;
    Arrays.fill(mu, 0);
    regions.clearBounds();
    for (int i = 0; i < planes; i++) {
      Vec3 first = pose.toAnatomy(corner(slice, (i - (planes - 1) / 2.0) * step));
      SlicePlane where =
          new SlicePlane(
              first, pose.turnBack(new Vec3(1, 0, 0)), pose.turnBack(down()), pixel, size, step);
      regions.fill(where, plane);
      grains.add(where, plane);
      for (int p = 0; p < mu.length; p++) {
        mu[p] += plane[p] / planes;
      }
    }
    GaussianBlur.apply(mu, plane, size, BLUR / pixel);
    return new SimulatedCtSlice(hounsfield(slice), boxes());
  }

  private short[] hounsfield(int slice) {
    short[] values = new short[mu.length];
    long counter = noiseKey + (long) slice * mu.length;
    for (int i = 0; i < values.length; i++) {
      double hu = 1000 * (mu[i] / WATER - 1);
      if (protocol.noise() > 0) {
        hu += protocol.noise() * RandomStream.normal(counter + i);
      }
      values[i] = (short) Math.max(LOWEST, Math.min(HIGHEST, Math.round(hu)));
    }
    return values;
  }

  private Map<FindingType, Box> boxes() {
    Map<FindingType, Box> boxes = new EnumMap<>(FindingType.class);
    for (FindingType type : FindingType.values()) {
      regions.bounds(type.ordinal()).ifPresent(box -> boxes.put(type, box));
    }
    return boxes;
  }
}
