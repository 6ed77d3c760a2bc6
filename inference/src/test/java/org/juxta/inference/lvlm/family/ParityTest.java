package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.inference.lvlm.decode.Sampler;
import org.juxta.inference.lvlm.torch.Continuation;
import org.juxta.inference.lvlm.torch.Decoder;
import org.juxta.inference.lvlm.torch.Precision;

/** Every family against the reference library, on the checkpoints of src/test/python. */
class ParityTest {
  private static final int TOKENS = 40;

  static List<String> fixtures() {
    return List.of("mantis-siglip", "mantis-clip", "gemma3", "llava-med");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theChatTemplateHasTheIdsOfTheReference(String name) {
    ParityFixture fixture = ParityFixture.of(name);
    Family family = Families.read(fixture.directory());
    try (var tokenizer = family.tokenizer()) {
      for (int n = 0; n < ParityFixture.PROMPTS; n++) {
        assertThat(prompt(family, n)).as("%d images", n).isEqualTo(fixture.ids("ids." + n));
      }
      assertThat(tokenizer.largestId()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void pixelsAreThoseOfTheReference(String name) {
    ParityFixture fixture = ParityFixture.of(name);
    Family family = Families.read(fixture.directory());
    try (var tokenizer = family.tokenizer()) {
      for (int i = 0; i < fixture.images(); i++) {
        assertThat(
                farthest(family.images().process(fixture.image(i)), fixture.floats("pixels." + i)))
            .as("image %d, vocabulary %d", i, tokenizer.largestId())
            .isLessThan(1e-3);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void float32LogitsAreThoseOfTheReference(String name) {
    assertLogits(name, Precision.FLOAT32, "logits.float32.", 1e-4);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void bfloat16LogitsAreThoseOfTheReference(String name) {
    assertLogits(name, Precision.BFLOAT16, "logits.bfloat16.", 2e-2);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void greedyAnswersAreThoseOfTheReference(String name) {
    ParityFixture fixture = ParityFixture.of(name);
    Family family = Families.read(fixture.directory());
    try (var tokenizer = family.tokenizer();
        Decoder decoder = Decoder.load(family.network(), family.weights(), Precision.FLOAT32)) {
      for (int n = 0; n < ParityFixture.PROMPTS; n++) {
        long[] answer = new long[TOKENS];
        try (Decoder.Prefix prefix = opened(decoder, fixture, family, n);
            Continuation rows =
                decoder.continued(
                    prefix,
                    List.of(family.template().question(n, ParityFixture.QUESTION)),
                    TOKENS)) {
          for (int t = 0; t < TOKENS; t++) {
            answer[t] = Sampler.best(rows.logits(0));
            rows.accept(new long[] {answer[t]});
          }
        }
        assertThat(answer).as("%d images", n).isEqualTo(fixture.ids("answer." + n));
        assertThat(family.template().words(answer)).isEqualTo(fixture.answer(n));
        assertThat(tokenizer.decode(answer)).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void rowsOfDifferentLengthAnswerTogetherAsTheyDoAlone(String name) {
    ParityFixture fixture = ParityFixture.of(name);
    Family family = Families.read(fixture.directory());
    List<long[]> questions =
        List.of(
            family.template().question(2, "Is there a nodule?"),
            family.template().question(2, "Compare the prior and the current image in words."),
            family.template().question(2, "?"));
    try (var tokenizer = family.tokenizer();
        Decoder decoder = Decoder.load(family.network(), family.weights(), Precision.FLOAT32);
        Decoder.Prefix prefix = opened(decoder, fixture, family, 2);
        Continuation together = decoder.continued(prefix, questions, TOKENS)) {
      assertThat(tokenizer.largestId()).isPositive();
      List<Continuation> alone =
          questions.stream().map(q -> decoder.continued(prefix, List.of(q), TOKENS)).toList();
      for (int t = 0; t < 12; t++) {
        long[] next = new long[questions.size()];
        for (int r = 0; r < next.length; r++) {
          float[] logits = together.logits(r);
          assertThat(farthest(logits, alone.get(r).logits(0))).isLessThan(1e-5);
          next[r] = Sampler.best(logits);
          alone.get(r).accept(new long[] {next[r]});
        }
        together.accept(next);
      }
      alone.forEach(Continuation::close);
    }
  }

  /** Token by token over the prompt's last positions, so that the cache is part of it. */
  private static void assertLogits(String name, Precision precision, String key, double tolerance) {
    ParityFixture fixture = ParityFixture.of(name);
    Family family = Families.read(fixture.directory());
    double worst = 0;
    try (var tokenizer = family.tokenizer();
        Decoder decoder = Decoder.load(family.network(), family.weights(), precision)) {
      assertThat(tokenizer.largestId()).isPositive();
      for (int n = 0; n < ParityFixture.PROMPTS; n++) {
        float[] expected = fixture.floats(key + n);
        int vocabulary = expected.length / ParityFixture.POSITIONS;
        long[] ids = fixture.ids("ids." + n);
        int before = ids.length - ParityFixture.POSITIONS;
        try (Decoder.Prefix prefix =
                decoder.prefill(Arrays.copyOf(ids, before), pixels(fixture, n), n);
            Continuation rows =
                decoder.continued(
                    prefix, List.of(new long[] {ids[before]}), ParityFixture.POSITIONS)) {
          for (int p = 0; p < ParityFixture.POSITIONS; p++) {
            float[] logits = rows.logits(0);
            float[] wanted = Arrays.copyOfRange(expected, p * vocabulary, (p + 1) * vocabulary);
            worst = Math.max(worst, farthest(logits, wanted));
            if (p + 1 < ParityFixture.POSITIONS) {
              rows.accept(new long[] {ids[before + p + 1]});
            }
          }
        }
      }
    }
    assertThat(worst).as("farthest logit").isLessThan(tolerance);
  }

  private static long[] prompt(Family family, int images) {
    return LongStream.concat(
            Arrays.stream(family.template().opening(Collections.nCopies(images, ""))),
            Arrays.stream(family.template().question(images, ParityFixture.QUESTION)))
        .toArray();
  }

  private static Decoder.Prefix opened(
      Decoder decoder, ParityFixture fixture, Family family, int images) {
    long[] opening = family.template().opening(Collections.nCopies(images, ""));
    return decoder.prefill(opening, pixels(fixture, images), images);
  }

  private static float[] pixels(ParityFixture fixture, int images) {
    float[] all = new float[0];
    for (int i = 0; i < images; i++) {
      float[] one = fixture.floats("pixels." + i);
      all = Arrays.copyOf(all, all.length + one.length);
      System.arraycopy(one, 0, all, all.length - one.length, one.length);
    }
    return all;
  }

  private static double farthest(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double farthest = 0;
    for (int i = 0; i < actual.length; i++) {
      farthest = Math.max(farthest, Math.abs(actual[i] - (double) expected[i]));
    }
    return farthest;
  }
}
