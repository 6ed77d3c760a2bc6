package org.juxta.inference.benchmark;

import java.util.Arrays;
import java.util.List;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.RadiographRenderer;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.TimePoint;
import org.juxta.inference.phantom.View;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.ReadingProtocol;

/**
 * Whether a model's answers follow its images at all: a tower that was not loaded, or a prompt in
 * which the images are not found, still gives fluent answers.
 *
 * @param imageEffect largest difference, 0 to 1, that blank images in place of a chest make to the
 *     distribution of an answer (total variation)
 * @param orderEffect the same for prior and current image exchanged
 */
public record SelfCheck(double imageEffect, double orderEffect) {
  /** Less than this is no effect: what rounding in bfloat16 does to a probability. */
  private static final double NOTHING = 0.002;

  private static final int SIZE = 512;

  /** Asks for the change of every finding of one simulated patient, three times. */
  public static SelfCheck of(VisionLanguageModel model) {
    SimulatedPatient patient = new PatientSimulator().simulate(1);
    RadiographRenderer renderer = new RadiographRenderer();
    ImageInput prior = renderer.render(patient, TimePoint.PRIOR, View.PA, SIZE).toImage();
    ImageInput current = renderer.render(patient, TimePoint.CURRENT, View.PA, SIZE).toImage();
    ImageInput blank = new ImageInput(SIZE, SIZE, new float[SIZE * SIZE]);
    List<double[]> straight = answers(model, prior, current);
    return new SelfCheck(
        farthest(straight, answers(model, blank, blank)),
        farthest(straight, answers(model, current, prior)));
  }

  private static List<double[]> answers(
      VisionLanguageModel model, ImageInput prior, ImageInput current) {
    List<OptionQuestion> questions =
        Arrays.stream(FindingType.values()).map(ReadingProtocol::change).toList();
    try (ImageContext context = model.open(List.of(prior, current))) {
      return context.score(questions);
    }
  }

  private static double farthest(List<double[]> first, List<double[]> second) {
    double farthest = 0;
    for (int q = 0; q < first.size(); q++) {
      double distance = 0;
      for (int i = 0; i < first.get(q).length; i++) {
        distance += Math.abs(first.get(q)[i] - second.get(q)[i]) / 2;
      }
      farthest = Math.max(farthest, distance);
    }
    return farthest;
  }

  /** Whether blank images make no difference. */
  public boolean ignoresImages() {
    return imageEffect < NOTHING;
  }

  /** Whether it makes no difference which image is the prior. */
  public boolean ignoresOrder() {
    return orderEffect < NOTHING;
  }
}
