package org.juxta.inference.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.juxta.inference.lvlm.AnswerOptions;
import org.juxta.inference.lvlm.ImageContext;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.ModelInspection;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.family.Families;

/**
 * Loads and runs a checkpoint of a published model's full size, with random weights where there is
 * no real one, and prints times and memory.
 *
 * <pre>
 * java -Xmx1g -cp juxta.jar org.juxta.inference.benchmark.FullSizeRun medgemma DIRECTORY TOKENS
 * </pre>
 */
public final class FullSizeRun {
  private static final double GIB = 1L << 30;

  private FullSizeRun() {}

  /**
   * @param args {@code medgemma} or {@code mantis}, a directory that is filled when it does not
   *     exist, how many images to look at, and how many tokens to answer with
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[1]);
    if (!Files.exists(directory)) {
      if (args[0].equals("mantis")) {
        FullSizeCheckpoint.mantis(directory);
      } else {
        FullSizeCheckpoint.medGemma(directory);
      }
    }
    ModelInspection found = Families.inspect(directory);
    print("weights", found.weightBytes() / GIB, "GiB");
    long start = System.nanoTime();
    try (VisionLanguageModel model = Families.load(directory, Set.of(found.licence().id()))) {
      print("load", seconds(start), "s");
      memory("loaded");
      List<ImageInput> images =
          LongStream.range(0, Integer.parseInt(args[2])).mapToObj(FullSizeRun::image).toList();
      start = System.nanoTime();
      try (ImageContext context = model.open(images)) {
        print(images.size() + " images encoded and prefilled", seconds(start), "s");
        int tokens = Integer.parseInt(args[3]);
        start = System.nanoTime();
        int first =
            context.answer("What has changed?", AnswerOptions.greedy(1), p -> true).text().length();
        double one = seconds(start);
        print("question and first token (" + first + " characters)", one, "s");
        start = System.nanoTime();
        context.answer("What has changed?", AnswerOptions.greedy(tokens), piece -> true);
        print("decoding", (tokens - 1) / (seconds(start) - one), "tokens/s");
      }
    }
    memory("at the end");
  }

  private static void memory(String when) throws IOException {
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    print("peak Java heap, " + when, heap / GIB, "GiB");
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmSize") || line.startsWith("VmHWM") || line.startsWith("Rss")) {
        System.out.println(line + ", " + when);
      }
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void print(String what, double value, String unit) {
    System.out.printf(Locale.ROOT, "%-45s %8.2f %s%n", what, value, unit);
  }

  private static ImageInput image(long seed) {
    Random random = new Random(seed);
    float[] luminance = new float[1000 * 800];
    for (int i = 0; i < luminance.length; i++) {
      luminance[i] = random.nextFloat();
    }
    return new ImageInput(800, 1000, luminance);
  }
}
