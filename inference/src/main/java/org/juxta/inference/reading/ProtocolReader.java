package org.juxta.inference.reading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.VisionLanguageModel;

/**
 * Reads by asking the protocol's questions of one model.
 *
 * <p>With a prior, presence follows from the change answer, so that the two cannot contradict each
 * other: a finding is on the current image when it is new, worsened, stable or improved. Without
 * one, presence is asked for itself.
 */
public final class ProtocolReader implements Reader {
  private final VisionLanguageModel model;

  /**
   * @param model closed with this reader
   */
  public ProtocolReader(VisionLanguageModel model) {
    this.model = model;
  }

  @Override
  public Reading read(@Nullable ImageInput prior, ImageInput current) {
    long start = System.nanoTime();
    List<ImageInput> images = prior == null ? List.of(current) : List.of(prior, current);
    try (ImageContext context = model.open(images)) {
      List<Finding> findings = prior == null ? alone(context) : compared(context);
      findings = located(context, findings, images.size() - 1);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Reading(findings, prior != null, model.identity(), took);
    }
  }

  private static List<Finding> alone(ImageContext context) {
    List<OptionQuestion> questions =
        Arrays.stream(FindingType.values()).map(ReadingProtocol::presence).toList();
    List<double[]> answers = context.score(questions);
    List<Finding> findings = new ArrayList<>();
    for (FindingType type : FindingType.values()) {
      double yes = answers.get(type.ordinal())[0];
      findings.add(new Finding(type, yes >= 0.5, yes, null, null, null));
    }
    return findings;
  }

  private static List<Finding> compared(ImageContext context) {
    List<OptionQuestion> questions =
        Arrays.stream(FindingType.values()).map(ReadingProtocol::change).toList();
    List<double[]> answers = context.score(questions);
    List<Finding> findings = new ArrayList<>();
    for (FindingType type : FindingType.values()) {
      findings.add(finding(type, answers.get(type.ordinal())));
    }
    return findings;
  }

  /**
   * @param p probabilities of absent, then of each change
   */
  private static Finding finding(FindingType type, double[] p) {
    int best = 0;
    for (int i = 1; i < p.length; i++) {
      if (p[i] > p[best]) {
        best = i;
      }
    }
    Change change = best == 0 ? null : Change.values()[best - 1];
    double present = 1 - p[0] - p[1 + Change.RESOLVED.ordinal()];
    return new Finding(
        type, change != null && change != Change.RESOLVED, present, null, change, p[best]);
  }

  private static List<Finding> located(ImageContext context, List<Finding> findings, int current) {
    List<Finding> present = findings.stream().filter(Finding::present).toList();
    if (present.isEmpty()) {
      return findings;
    }
    List<String> phrases = present.stream().map(f -> ReadingProtocol.phrase(f.type())).toList();
    List<Optional<Box>> boxes = context.locate(phrases, current);
    List<Finding> located = new ArrayList<>();
    for (Finding finding : findings) {
      int at = present.indexOf(finding);
      located.add(at < 0 ? finding : finding.withBox(boxes.get(at).orElse(null)));
    }
    return located;
  }

  @Override
  public ModelIdentity model() {
    return model.identity();
  }

  @Override
  public void close() {
    model.close();
  }
}
