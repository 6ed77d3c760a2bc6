package org.juxta.inference.lvlm.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.control.SlowLlava;
import org.juxta.inference.lvlm.control.TinyCheckpoint;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.text.Tokenizer;

class TuningSessionTest {
  private static final int TOKENS = 96;
  private static final int FINDINGS = 2;

  @TempDir static Path directory;

  private static LlavaConfig config;
  private static Tokenizer tokenizer;
  private static LlavaPrompts prompts;

  @BeforeAll
  static void create() throws IOException {
    config = TinyCheckpoint.create(directory, 1);
    tokenizer = Tokenizer.read(directory);
    prompts = new LlavaPrompts(tokenizer, config);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  private record Asked(String question, long[] answer) {}

  private static List<List<Asked>> words() {
    return List.of(
        List.of(
            new Asked("How has nodule changed?", prompts.answer("worsened")),
            new Asked("Is there consolidation in the current image?", prompts.answer("no")),
            new Asked("What is seen?", prompts.answer("several words of an answer"))),
        List.of(
            new Asked("How has cardiomegaly changed?", prompts.answer("absent")),
            new Asked("How has nodule changed?", prompts.answer("new"))));
  }

  private static List<List<Asked>> places() {
    return List.of(
        List.of(
            new Asked("Where is nodule?", prompts.place(new int[] {0, 3, 9, 15})),
            new Asked("Where is pneumothorax?", prompts.noBox())),
        List.of(new Asked("Where is consolidation?", prompts.place(new int[] {5, 5, 6, 7}))));
  }

  private static float[] images(int sequence) {
    float[] pixels = Arrays.copyOf(TinyCheckpoint.pixels(sequence), 2 * 32 * 32);
    System.arraycopy(TinyCheckpoint.pixels(50 + sequence), 0, pixels, 32 * 32, 32 * 32);
    return pixels;
  }

  private static List<float[]> split(float[] pixels) {
    return List.of(
        Arrays.copyOf(pixels, 32 * 32), Arrays.copyOfRange(pixels, 32 * 32, 2 * 32 * 32));
  }

  /** The checkpoint's weights and a probe of two findings: silent, or with random weights. */
  private static Map<String, Tensor> weights(boolean silentProbe) {
    Map<String, Tensor> weights = TinyCheckpoint.weights(config, 1);
    Random random = new Random(9);
    float[] weight = new float[FINDINGS * 16];
    float[] bias = new float[FINDINGS];
    for (float[] values : new float[][] {weight, bias}) {
      for (int i = 0; i < values.length && !silentProbe; i++) {
        values[i] = (float) random.nextGaussian() / 2;
      }
    }
    weights.put(TuningSession.PROBE + ".weight", new Tensor(new long[] {FINDINGS, 16}, weight));
    weights.put(TuningSession.PROBE + ".bias", new Tensor(new long[] {FINDINGS}, bias));
    return weights;
  }

  /** Shares of the patches of all images of a batch. */
  private static float[] covered(int sequences) {
    Random random = new Random(10);
    float[] covered = new float[sequences * 2 * 64 * FINDINGS];
    for (int i = 0; i < covered.length; i++) {
      covered[i] = random.nextInt(3) == 0 ? random.nextFloat() : 0;
    }
    return covered;
  }

  /** Questions of each sequence one behind the other. */
  private static TuningBatch packed(List<List<Asked>> sequences) {
    int b = sequences.size();
    float[] pixels = new float[b * 2 * 32 * 32];
    long[] ids = new long[b * TOKENS];
    long[] segments = new long[b * TOKENS];
    long[] offsets = new long[b * TOKENS];
    long[] labels = new long[b * TOKENS];
    Arrays.fill(segments, 1000);
    Arrays.fill(labels, -1);
    for (int s = 0; s < b; s++) {
      System.arraycopy(images(s), 0, pixels, s * 2 * 32 * 32, 2 * 32 * 32);
      int at = s * TOKENS;
      for (int q = 0; q < sequences.get(s).size(); q++) {
        long[] question = prompts.question(sequences.get(s).get(q).question());
        long[] answer = sequences.get(s).get(q).answer();
        for (int i = 0; i < question.length + answer.length - 1; i++, at++) {
          ids[at] = i < question.length ? question[i] : answer[i - question.length];
          labels[at] = i < question.length - 1 ? -1 : answer[i - question.length + 1];
          segments[at] = q;
          offsets[at] = i;
        }
      }
    }
    return new TuningBatch(
        b, 2, 32, pixels, prompts.prefix(2), ids, segments, offsets, labels, covered(b));
  }

  /**
   * Mean over all labelled tokens of the cross-entropy, locations spread over their neighbours; and
   * that of the probe, for each finding the mean over its abnormal patches and over all others.
   */
  private static double slowLoss(SlowLlava control, List<List<Asked>> sequences) {
    double sum = 0;
    int count = 0;
    long[] prefix = prompts.prefix(2);
    for (int s = 0; s < sequences.size(); s++) {
      for (Asked asked : sequences.get(s)) {
        long[] question = prompts.question(asked.question());
        long[] all = Arrays.copyOf(prefix, prefix.length + question.length + asked.answer().length);
        System.arraycopy(question, 0, all, prefix.length, question.length);
        System.arraycopy(
            asked.answer(), 0, all, prefix.length + question.length, asked.answer().length);
        double[][] logits = control.logits(all, split(images(s)));
        for (int i = 0; i < asked.answer().length; i++) {
          double[] log = SlowLlava.logSoftmax(logits[prefix.length + question.length - 1 + i]);
          sum -= expected(log, (int) asked.answer()[i]);
          count++;
        }
      }
    }
    return sum / count + slowRegions(control, sequences.size());
  }

  private static double slowRegions(SlowLlava control, int sequences) {
    float[] covered = covered(sequences);
    double[] abnormal = new double[FINDINGS];
    double[] missed = new double[FINDINGS];
    double[] invented = new double[FINDINGS];
    int at = 0;
    for (int s = 0; s < sequences; s++) {
      for (float[] image : split(images(s))) {
        for (double[] patch : control.probe(TuningSession.PROBE, image)) {
          for (int finding = 0; finding < FINDINGS; finding++) {
            double share = covered[at++];
            double yes = 1 / (1 + Math.exp(-patch[finding]));
            abnormal[finding] += share;
            missed[finding] -= share * Math.log(yes);
            invented[finding] -= (1 - share) * Math.log(1 - yes);
          }
        }
      }
    }
    double sum = 0;
    for (int finding = 0; finding < FINDINGS; finding++) {
      int patches = covered.length / FINDINGS;
      sum += missed[finding] / (abnormal[finding] + 1) + invented[finding] / patches;
    }
    return sum / FINDINGS;
  }

  private static double expected(double[] log, int label) {
    int first = config.locationTokens().first();
    int bins = config.locationTokens().bins();
    if (label < first || label >= first + bins) {
      return log[label];
    }
    double weights = 0;
    double sum = 0;
    for (int bin = 0; bin < bins; bin++) {
      double away = bin - (label - first);
      double weight = Math.exp(-away * away / 2);
      weights += weight;
      sum += weight * log[first + bin];
    }
    return sum / weights;
  }

  @Test
  void theLossOfPackedQuestionsIsThatOfEachQuestionAskedAlone() {
    TuningBatch batch = packed(words());
    Arrays.fill(batch.covered(), 0);
    double sum = 0;
    int tokens = 0;
    try (LlavaEngine engine = LlavaEngine.load(config, directory.resolve("model.safetensors"))) {
      for (int s = 0; s < words().size(); s++) {
        try (LlavaEngine.Prefix prefix = engine.prefill(prompts.prefix(2), images(s), 2)) {
          for (Asked asked : words().get(s)) {
            Rows row =
                Rows.of(
                    prompts,
                    List.<String[]>of(
                        new String[] {asked.question(), tokenizer.decode(asked.answer()).strip()}));
            sum += engine.score(prefix, row.ids(), row.labels())[0];
            tokens += asked.answer().length;
          }
        }
      }
    }
    // A silent probe says one half everywhere: log 2 on every patch.
    try (TuningSession session =
        new TuningSession(config, TuningSession.State.before(weights(true)))) {
      assertThat(session.step(batch, 0, 1, 0, 1).loss())
          .isCloseTo(-sum / tokens + Math.log(2), within(1e-5));
    }
  }

  @Test
  void theLossOfPlacesIsSpreadOverNeighbouringBinsAsInTheControl() {
    SlowLlava control = new SlowLlava(config, weights(false));
    try (TuningSession session = session()) {
      assertThat(session.step(packed(places()), 0, 1, 0, 1).loss())
          .isCloseTo(slowLoss(control, places()), within(1e-5));
    }
  }

  /**
   * With gradients clipped far below AdamW's epsilon the first update is proportional to the
   * gradient, so that the weights tell it: change = -rate * clip / 1e-8 * gradient / norm.
   */
  @Test
  void gradientsAreTheSlopesOfTheControlsLoss() {
    List<List<Asked>> asked =
        List.of(List.of(words().get(0).get(0)), List.of(places().get(0).get(0)));
    Map<String, Tensor> before = weights(false);
    SlowLlava control = new SlowLlava(config, before);
    try (TuningSession session = session()) {
      double norm = session.step(packed(asked), 1e6, 1, 0, 1e-12).gradientNorm();
      Map<String, Tensor> after = session.weights();
      for (String name :
          List.of(
              "vision_tower.vision_model.embeddings.stem.0.weight",
              "vision_tower.vision_model.embeddings.position_embedding.weight",
              "vision_tower.vision_model.encoder.layers.0.self_attn.q_proj.weight",
              "vision_tower.vision_model.encoder.layers.1.mlp.fc1.bias",
              "multi_modal_projector.linear_2.weight",
              "language_model.model.embed_tokens.weight",
              "language_model.model.layers.0.self_attn.k_proj.weight",
              "language_model.model.layers.1.mlp.gate_proj.weight",
              "language_model.model.norm.weight",
              TuningSession.PROBE + ".weight")) {
        float[] old = values(before, name);
        float[] now = values(after, name);
        int steepest = 0;
        for (int i = 0; i < old.length; i++) {
          if (Math.abs(now[i] - old[i]) > Math.abs(now[steepest] - old[steepest])) {
            steepest = i;
          }
        }
        double gradient = (old[steepest] - now[steepest]) / 100.0 * norm;
        double[] weight = control.weight(name);
        double step = 1e-4;
        weight[steepest] += step;
        double up = slowLoss(control, asked);
        weight[steepest] -= 2 * step;
        double down = slowLoss(control, asked);
        weight[steepest] += step;
        double slope = (up - down) / (2 * step);
        assertThat(gradient).as(name).isCloseTo(slope, within(0.01 * Math.abs(slope) + 1e-5));
        assertThat(Math.abs(slope)).as(name).isGreaterThan(1e-3);
      }
    }
  }

  private static float[] values(Map<String, Tensor> weights, String name) {
    return Objects.requireNonNull(weights.get(name), name).values();
  }

  @Test
  void gradientsAreNotCarriedIntoTheNextStep() {
    TuningBatch batch = packed(words());
    try (TuningSession session = session()) {
      double first = session.step(batch, 0, 1, 0, 1).gradientNorm();
      double second = session.step(batch, 0, 2, 0, 1).gradientNorm();
      assertThat(first).isGreaterThan(0.1);
      assertThat(second).isCloseTo(first, within(1e-4 * first));
    }
  }

  @Test
  void aRepeatedBatchIsLearned() {
    TuningBatch batch = packed(List.of(words().get(0), places().get(0)));
    try (TuningSession session = session()) {
      TuningSession.StepResult first = session.step(batch, 5e-3, 1, 0.01, 1);
      TuningSession.StepResult last = first;
      for (int step = 2; step <= 40; step++) {
        last = session.step(batch, 5e-3, step, 0.01, 1);
      }
      assertThat(last.loss()).isLessThan(first.loss() / 2);
      assertThat(last.accuracy()).isGreaterThan(first.accuracy());
    }
  }

  @Test
  void aStepThatFailsLeavesTheWeightsAndTheNextStepAlone() {
    TuningBatch good = packed(words());
    TuningBatch noPixel = packed(words());
    noPixel.pixels()[5] = Float.NaN;
    TuningBatch nothingToLearn = packed(words());
    Arrays.fill(nothingToLearn.labels(), -1);
    TuningBatch noSuchToken = packed(words());
    noSuchToken.ids()[0] = config.textConfig().vocabSize();
    try (TuningSession session = session()) {
      double norm = session.step(good, 0, 1, 0, 1).gradientNorm();
      for (TuningBatch bad : List.of(noPixel, nothingToLearn, noSuchToken)) {
        assertThatThrownBy(() -> session.step(bad, 0.1, 2, 0.1, 1))
            .isInstanceOf(InferenceException.class)
            .hasMessageContaining("step 2");
      }
      Map<String, Tensor> after = session.weights();
      weights(false)
          .forEach((name, tensor) -> assertThat(values(after, name)).isEqualTo(tensor.values()));
      assertThat(session.step(good, 0, 3, 0, 1).gradientNorm())
          .isCloseTo(norm, within(1e-4 * norm));
    }
  }

  @Test
  void aBatchWhoseArraysDoNotBelongTogetherIsRefused() {
    TuningBatch b = packed(words());
    assertThatThrownBy(
            () ->
                new TuningBatch(
                    3,
                    2,
                    32,
                    b.pixels(),
                    b.prefixIds(),
                    b.ids(),
                    b.segments(),
                    b.offsets(),
                    b.labels(),
                    b.covered()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 sequences of 2 images");
    assertThatThrownBy(
            () ->
                new TuningBatch(
                    2,
                    2,
                    32,
                    b.pixels(),
                    b.prefixIds(),
                    b.ids(),
                    b.segments(),
                    b.offsets(),
                    new long[5],
                    b.covered()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5]");
    assertThatThrownBy(
            () ->
                new TuningBatch(
                    2,
                    2,
                    32,
                    b.pixels(),
                    b.prefixIds(),
                    b.ids(),
                    b.segments(),
                    b.offsets(),
                    b.labels(),
                    new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 shares of patches for 4 images");
  }

  private static TuningSession session() {
    return new TuningSession(config, TuningSession.State.before(weights(false)));
  }
}
