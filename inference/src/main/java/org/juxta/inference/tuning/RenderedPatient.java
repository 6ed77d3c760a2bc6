package org.juxta.inference.tuning;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.juxta.inference.dataset.Example;
import org.juxta.inference.dataset.PatientExamples;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.image.ImageProcessor;
import org.juxta.inference.lvlm.image.SquarePlacement;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.RadiographRenderer;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.SimulatedRadiograph;
import org.juxta.inference.phantom.TimePoint;
import org.juxta.inference.phantom.View;
import org.juxta.inference.reading.FindingType;

/**
 * A simulated patient ready to learn from: both frontal images as the model sees them, in 8 bit to
 * keep many in memory, and what can be asked.
 *
 * @param prior luminance of the model's square, 0 to 255
 * @param current likewise
 * @param priorBoxes in pixels of that square
 * @param currentBoxes likewise
 * @param change the protocol's change questions
 * @param compared what else can be asked of both images
 * @param alone what can be asked of the current image alone
 */
record RenderedPatient(
    byte[] prior,
    byte[] current,
    Map<FindingType, Box> priorBoxes,
    Map<FindingType, Box> currentBoxes,
    List<Example> change,
    List<Example> compared,
    List<Example> alone) {

  /** Rendered at more than the model's resolution, then reduced as a real image would be. */
  private static final double OVERSAMPLING = 1.5;

  static RenderedPatient of(long seed, int size) {
    int rendered = (int) (size * OVERSAMPLING);
    SimulatedPatient patient = new PatientSimulator().simulate(seed);
    SimulatedRadiograph prior =
        new RadiographRenderer().render(patient, TimePoint.PRIOR, View.PA, rendered);
    SimulatedRadiograph current =
        new RadiographRenderer().render(patient, TimePoint.CURRENT, View.PA, rendered);
    Map<FindingType, Box> priorBoxes = inSquare(prior, size);
    Map<FindingType, Box> currentBoxes = inSquare(current, size);
    return new RenderedPatient(
        square(prior.toImage(), size),
        square(current.toImage(), size),
        priorBoxes,
        currentBoxes,
        PatientExamples.change(patient),
        PatientExamples.compared(patient, priorBoxes, currentBoxes),
        PatientExamples.alone(patient, currentBoxes));
  }

  private static byte[] square(ImageInput image, int size) {
    float[] luminance = new ImageProcessor(size, 0, 1).process(image);
    byte[] bytes = new byte[luminance.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(luminance[i] * 255);
    }
    return bytes;
  }

  private static Map<FindingType, Box> inSquare(SimulatedRadiograph radiograph, int size) {
    SquarePlacement placement = new SquarePlacement(radiograph.width(), radiograph.height(), size);
    Map<FindingType, Box> boxes = new EnumMap<>(FindingType.class);
    radiograph.boxes().forEach((type, box) -> boxes.put(type, placement.toSquare(box)));
    return boxes;
  }
}
