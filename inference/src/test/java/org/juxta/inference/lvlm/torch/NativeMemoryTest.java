package org.juxta.inference.lvlm.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.control.TinyCheckpoint;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.text.Tokenizer;

/** What the garbage collector does not see: memory of libtorch, mappings and file handles. */
class NativeMemoryTest {
  private static final Path SELF = Path.of("/proc/self");

  /** First line of a mapping in smaps: its start, and what is mapped. */
  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-[0-9a-f]+ \\S+ \\S+ \\S+ \\S+ *(.*)");

  @TempDir Path directory;

  @BeforeEach
  void onlyWhereTheSystemTells() {
    assumeTrue(Files.isDirectory(SELF.resolve("fd")), "needs /proc to look at its own memory");
  }

  @Test
  void thousandsOfQuestionsLeaveTheMemoryAsItWas() throws IOException {
    LlavaConfig config = TinyCheckpoint.create(directory, 1);
    try (Tokenizer tokenizer = Tokenizer.read(directory);
        LlavaEngine engine = LlavaEngine.load(config, directory.resolve("model.safetensors"))) {
      LlavaPrompts prompts = new LlavaPrompts(tokenizer, config);
      String[] pair = {"How has pleural effusion changed since the prior image?", "worsened"};
      Rows rows = Rows.of(prompts, Collections.nCopies(4, pair));
      ask(engine, prompts, rows, 50);
      long before = nativeBytes();
      ask(engine, prompts, rows, 250);
      // Kept, 250 caches of 36 kB would take 9 MB, 2,000 pairs of ids and labels 4 MB more.
      assertThat(nativeBytes() - before).isLessThan(6L << 20);
    }
  }

  /** Eight scorings for each pair of images. */
  private static void ask(LlavaEngine engine, LlavaPrompts prompts, Rows rows, int times) {
    float[] pixels = new float[2 * TinyCheckpoint.SIZE * TinyCheckpoint.SIZE];
    for (int i = 0; i < times; i++) {
      try (LlavaEngine.Prefix prefix = engine.prefill(prompts.prefix(2), pixels, 2)) {
        for (int j = 0; j < 8; j++) {
          engine.score(prefix, rows.ids(), rows.labels());
        }
      }
    }
    System.gc();
  }

  /**
   * Resident memory without a file behind it, outside of Java's heap: that one is small enough to
   * lie below 4 GB and comes and goes with the collector.
   */
  private static long nativeBytes() throws IOException {
    long sum = 0;
    boolean counts = false;
    for (String line : Files.readAllLines(SELF.resolve("smaps"))) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.matches()) {
        boolean anonymous = mapping.group(2).isEmpty() || mapping.group(2).equals("[heap]");
        counts = anonymous && Long.parseUnsignedLong(mapping.group(1), 16) >= 1L << 32;
      } else if (counts && line.startsWith("Rss:")) {
        sum += Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return sum;
  }

  @Test
  void aClosedModelLetsGoOfItsWeightsFile() throws IOException {
    LlavaConfig config = TinyCheckpoint.create(directory, 1);
    Path file = directory.resolve("model.safetensors").toRealPath();
    LlavaEngine engine = LlavaEngine.load(config, file);
    assertThat(mapped(file)).isPositive();
    assertThat(opened(file)).isZero();
    engine.close();
    assertThat(mapped(file)).isZero();
  }

  private static long mapped(Path file) throws IOException {
    return Files.readAllLines(SELF.resolve("maps")).stream()
        .filter(line -> line.endsWith(file.toString()))
        .count();
  }

  private static long opened(Path file) throws IOException {
    try (Stream<Path> handles = Files.list(SELF.resolve("fd"))) {
      return handles
          .filter(Files::exists)
          .filter(
              handle -> {
                try {
                  return Files.isSameFile(handle, file);
                } catch (IOException e) {
                  return false;
                }
              })
          .count();
    }
  }
}
