package org.juxta.inference.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.dataset.Example;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.control.TinyCheckpoint;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.family.LocationBins;
import org.juxta.inference.lvlm.image.ImageProcessor;
import org.juxta.inference.lvlm.text.Tokenizer;
import org.juxta.inference.lvlm.torch.LlavaEngine;
import org.juxta.inference.lvlm.torch.TuningBatch;
import org.juxta.inference.lvlm.torch.TuningSession;
import org.juxta.inference.reading.FindingType;

class QuestionPackerTest {
  private static final int TOKENS = 90;
  private static final int IMAGE = TinyCheckpoint.SIZE * TinyCheckpoint.SIZE;

  @TempDir Path directory;

  private LlavaConfig config;
  private Tokenizer tokenizer;
  private LlavaPrompts prompts;
  private QuestionPacker packer;

  @BeforeEach
  void create() throws IOException {
    config = TinyCheckpoint.create(directory, 1);
    tokenizer = Tokenizer.read(directory);
    prompts = new LlavaPrompts(tokenizer, config);
    ImageProcessor processor = new ImageProcessor(TinyCheckpoint.SIZE, 0.5, 0.25);
    LocationBins bins = new LocationBins(TinyCheckpoint.SIZE, TinyCheckpoint.BINS);
    packer =
        new QuestionPacker(
            prompts, bins, processor, new AbnormalRegions(TinyCheckpoint.SIZE, 8), TOKENS);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private static RenderedPatient patient(int seed, List<Example> change, List<Example> others) {
    byte[] prior = new byte[IMAGE];
    byte[] current = new byte[IMAGE];
    new Random(seed).nextBytes(prior);
    new Random(seed + 1000).nextBytes(current);
    return new RenderedPatient(
        prior,
        current,
        Map.of(),
        Map.of(FindingType.CONSOLIDATION, new Box(4, 10, 8, 16)),
        change,
        others,
        others);
  }

  private static Example words(String question, String answer) {
    return new Example(question, new Example.Words(answer));
  }

  private static List<RenderedPatient> patients() {
    return List.of(
        patient(
            1,
            List.of(words("How has nodule changed?", "new")),
            List.of(words("What is seen?", "none"), words("What has changed?", "nodule new"))),
        patient(
            2,
            List.of(words("How has nodule changed?", "absent")),
            List.of(words("Is there nodule in the prior image?", "no"))));
  }

  /** A question with its answer as it lies in a batch. */
  private record Segment(int sequence, long[] ids, long[] labels) {}

  private static List<Segment> segments(TuningBatch batch) {
    List<Segment> segments = new ArrayList<>();
    for (int s = 0; s < batch.sequences(); s++) {
      int at = s * TOKENS;
      while (at < (s + 1) * TOKENS && batch.segments()[at] != Integer.MAX_VALUE) {
        int end = at;
        while (end < (s + 1) * TOKENS && batch.segments()[end] == batch.segments()[at]) {
          assertThat(batch.offsets()[end]).isEqualTo(end - at);
          end++;
        }
        segments.add(
            new Segment(
                s,
                Arrays.copyOfRange(batch.ids(), at, end),
                Arrays.copyOfRange(batch.labels(), at, end)));
        at = end;
      }
    }
    return segments;
  }

  @Test
  void theLossOfAPackedBatchIsThatOfItsQuestionsAskedOneByOne() {
    TuningBatch batch = packer.compared(patients(), new SplittableRandom(4));
    // A silent probe says one half everywhere, log 2: of each finding on the mean of its abnormal
    // patches (one is added to their number) and on the mean of the others, over all 256 patches.
    double[] abnormal = new double[5];
    for (int i = 0; i < batch.covered().length; i++) {
      abnormal[i % 5] += batch.covered()[i];
    }
    double regions = 0;
    for (double patches : abnormal) {
      regions += Math.log(2) * (patches / (patches + 1) + 1 - patches / 256) / 5;
    }
    double sum = 0;
    long tokens = 0;
    try (LlavaEngine engine = LlavaEngine.load(config, directory.resolve("model.safetensors"))) {
      for (Segment segment : segments(batch)) {
        int from = segment.sequence() * 2 * IMAGE;
        float[] pixels = Arrays.copyOfRange(batch.pixels(), from, from + 2 * IMAGE);
        try (LlavaEngine.Prefix prefix = engine.prefill(prompts.prefix(2), pixels, 2)) {
          sum +=
              engine
                  .score(prefix, new long[][] {segment.ids()}, new long[][] {segment.labels()})[0];
        }
        tokens += Arrays.stream(segment.labels()).filter(label -> label >= 0).count();
      }
    }
    try (TuningSession session =
        new TuningSession(
            config,
            TuningSession.State.before(withSilentProbe(TinyCheckpoint.weights(config, 1))))) {
      assertThat(session.step(batch, 0, 1, 0, 1).loss())
          .isCloseTo(-sum / tokens + regions, within(1e-5));
    }
  }

  private static Map<String, Tensor> withSilentProbe(Map<String, Tensor> weights) {
    weights.put(TuningSession.PROBE + ".weight", new Tensor(new long[] {5, 16}, new float[80]));
    weights.put(TuningSession.PROBE + ".bias", new Tensor(new long[] {5}, new float[5]));
    return weights;
  }

  @Test
  void eachPatchIsToldHowMuchOfItABoxCovers() {
    float[] covered = packer.compared(patients(), new SplittableRandom(4)).covered();
    assertThat(covered).hasSize(2 * 2 * 64 * 5);
    // Patches are 4 x 4 pixels: the box 4, 10, 8, 16 is column 1, half of row 2 and all of row 3,
    // on the current image of each of the two patients.
    float sum = 0;
    for (int image : new int[] {1, 3}) {
      int consolidation = FindingType.CONSOLIDATION.ordinal();
      assertThat(covered[(image * 64 + 2 * 8 + 1) * 5 + consolidation]).isEqualTo(0.5f);
      assertThat(covered[(image * 64 + 3 * 8 + 1) * 5 + consolidation]).isEqualTo(1);
    }
    for (float share : covered) {
      sum += share;
    }
    assertThat(sum).isEqualTo(3);
  }

  @Test
  void everyQuestionOfAPatientIsPackedOnceWithItsAnswer() {
    List<Segment> segments = segments(packer.compared(patients(), new SplittableRandom(4)));
    assertThat(segments).extracting(Segment::sequence).containsExactly(0, 0, 0, 1, 1);
    assertThat(tokenizer.decode(segments.get(0).ids()))
        .startsWith("Q: How has nodule changed?\nA: new");
    for (Segment segment : segments) {
      long[] labels = Arrays.stream(segment.labels()).filter(label -> label >= 0).toArray();
      assertThat(labels[labels.length - 1]).isEqualTo(config.eosTokenId());
      String text = tokenizer.decode(segment.ids());
      String answer = tokenizer.decode(labels);
      assertThat(text).endsWith("\nA:" + answer);
      for (int i = 0; i + 1 < segment.ids().length; i++) {
        assertThat(segment.labels()[i]).isIn(-1L, segment.ids()[i + 1]);
      }
    }
  }

  @Test
  void aQuestionThatDoesNotFitIsLeftOutWhole() {
    List<Example> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(words("What is seen?", "none"));
    }
    RenderedPatient patient = patient(1, List.of(words("How has nodule changed?", "new")), many);
    List<Segment> segments = segments(packer.compared(List.of(patient), new SplittableRandom(1)));
    assertThat(segments).hasSizeBetween(3, 20);
    assertThat(segments.stream().mapToInt(s -> s.ids().length).sum()).isLessThanOrEqualTo(TOKENS);
    for (Segment segment : segments) {
      assertThat(segment.labels()[segment.labels().length - 1]).isEqualTo(config.eosTokenId());
    }
  }

  @Test
  void placesAreFourLocationsOrTheNoBoxToken() {
    RenderedPatient patient =
        patient(
            1,
            List.of(new Example("Where is nodule?", new Example.Place(new Box(4, 6, 12, 31)))),
            List.of(new Example("Where is x?", new Example.NoPlace())));
    List<Segment> segments = segments(packer.compared(List.of(patient), new SplittableRandom(1)));
    int first = config.locationTokens().first();
    assertThat(Arrays.stream(segments.get(0).labels()).filter(label -> label >= 0))
        .containsExactly(
            first + 2L, first + 3L, first + 6L, first + 15L, (long) config.eosTokenId());
    assertThat(Arrays.stream(segments.get(1).labels()).filter(label -> label >= 0))
        .containsExactly((long) config.locationTokens().noBox(), (long) config.eosTokenId());
  }

  @Test
  void currentImagesAloneAreShownWithoutThePrior() {
    TuningBatch batch = packer.alone(patients(), new SplittableRandom(4));
    assertThat(batch.images()).isEqualTo(1);
    assertThat(batch.pixels()).hasSize(2 * IMAGE);
    assertThat(tokenizer.decode(batch.prefixIds())).isEqualTo("current:\n");
    byte[] current = patients().get(1).current();
    // Brightness and contrast may differ, the order of light and dark may not.
    for (int i = 1; i < IMAGE; i++) {
      int shown = Float.compare(batch.pixels()[IMAGE + i], batch.pixels()[IMAGE + i - 1]);
      int given = Integer.compare(current[i] & 0xff, current[i - 1] & 0xff);
      assertThat(shown == 0 || shown == given).isTrue();
    }
  }
}
