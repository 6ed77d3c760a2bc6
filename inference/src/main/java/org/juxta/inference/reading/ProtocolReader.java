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
import org.juxta.inference.lvlm.OptionAnswer;
import org.juxta.inference.lvlm.OptionQuestion;
import org.juxta.inference.lvlm.VisionLanguageModel;

/**
 * Reads by asking the protocol's questions of one model.
 *
 * <p>With a prior, only the change is asked for. A finding is on the current image when it is new,
 * worsened, stable or improved, so its probability is the sum of theirs, and it is present from 0.5
 * on. The change is then the likeliest of those that agree with that: of these four when present,
 * of absent and resolved when not. So presence, probability and change cannot contradict each
 * other, also where the likeliest single answer is "absent" and the four together outweigh it.
 * Without a prior, presence is asked for itself, and is present from 0.5 on too. Where a model does
 * not tell how likely its answers are, its one answer counts, and no probability is given.
 */
public final class ProtocolReader implements Reader {
  private static final double PRESENT_FROM = 0.5;

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
    List<OptionAnswer> answers = context.choose(questions);
    List<Finding> findings = new ArrayList<>();
    for (FindingType type : FindingType.values()) {
      OptionAnswer answer = answers.get(type.ordinal());
      Double yes = answer.probabilities() == null ? null : answer.probabilities().get(0);
      boolean present = yes == null ? answer.chosen() == 0 : yes >= PRESENT_FROM;
      findings.add(new Finding(type, present, yes, null, null, null));
    }
    return findings;
  }

  private static List<Finding> compared(ImageContext context) {
    List<OptionQuestion> questions =
        Arrays.stream(FindingType.values()).map(ReadingProtocol::change).toList();
    List<OptionAnswer> answers = context.choose(questions);
    List<Finding> findings = new ArrayList<>();
    for (FindingType type : FindingType.values()) {
      findings.add(finding(type, answers.get(type.ordinal())));
    }
    return findings;
  }

  /**
   * @param answer 0 for absent, from 1 on the changes
   */
  private static Finding finding(FindingType type, OptionAnswer answer) {
    List<Double> p = answer.probabilities();
    if (p == null) {
      int said = answer.chosen();
      return new Finding(type, isOnTheCurrentImage(said), null, null, change(said), null);
    }
    double probability = 0;
    for (int i = 0; i < p.size(); i++) {
      probability += isOnTheCurrentImage(i) ? p.get(i) : 0;
    }
    boolean present = probability >= PRESENT_FROM;
    int best = -1;
    for (int i = 0; i < p.size(); i++) {
      if (isOnTheCurrentImage(i) == present && (best < 0 || p.get(i) > p.get(best))) {
        best = i;
      }
    }
    return new Finding(type, present, probability, null, change(best), p.get(best));
  }

  private static @Nullable Change change(int answer) {
    return answer == 0 ? null : Change.values()[answer - 1];
  }

  /** Whether an answer, 0 for absent and from 1 on the changes, says that the finding is there. */
  private static boolean isOnTheCurrentImage(int answer) {
    return answer != 0 && Change.values()[answer - 1] != Change.RESOLVED;
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
