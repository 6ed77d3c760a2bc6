package org.juxta.plugin.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.benchmark.ReadingBenchmark;
import org.juxta.inference.reading.Reader;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.console.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a model on simulated patients. */
@Command(
    name = "bench",
    sortOptions = false,
    description = {
      "Reads simulated patients and prints accuracy figures, beside what the best constant answer,"
          + " the current image alone, blank images and another patient's images score."
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelFlags model = new ModelFlags();

  @Option(
      names = "--cases",
      paramLabel = "N",
      defaultValue = "300",
      description = "how many patients (300)")
  private int cases;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed of the first (1)")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures there")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    if (cases < 2) {
      throw new ParameterException(
          spec.commandLine(), "--cases: " + cases + "; 2 or more, for images of another patient");
    }
    if (json != null) {
      OutputPath.requireFile(spec, "--json", json);
    }
    Map<String, Double> figures;
    try (Reader reader = model.reader();
        ProgressBar progress = Console.progress("patients", cases)) {
      figures = new ReadingBenchmark(reader).run(cases, seed, progress::stepTo);
    }
    print(figures);
    if (json != null) {
      write(figures, json);
    }
    return ExitCode.OK;
  }

  private static void print(Map<String, Double> figures) {
    TextTable table = new TextTable("figure", "value", "95 % interval");
    figures.forEach(
        (name, value) -> {
          if (!name.endsWith(ReadingBenchmark.LOW) && !name.endsWith(ReadingBenchmark.HIGH)) {
            table.row(name, text(value), interval(figures, name));
          }
        });
    table.lines().forEach(Console.standard()::line);
  }

  private static String text(double value) {
    return isWhole(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String interval(Map<String, Double> figures, String name) {
    Double low = figures.get(name + ReadingBenchmark.LOW);
    Double high = figures.get(name + ReadingBenchmark.HIGH);
    return low == null || high == null ? "" : String.format(Locale.ROOT, "%.3f to %.3f", low, high);
  }

  /** Keys as they are, dots included; a figure that does not exist on these cases is null. */
  static void write(Map<String, Double> figures, Path file) throws IOException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    ObjectNode root = mapper.createObjectNode();
    figures.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            root.putNull(name);
          } else if (isWhole(value)) {
            root.put(name, value.longValue());
          } else {
            root.put(name, value);
          }
        });
    mapper.writeValue(file.toFile(), root);
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53;
  }
}
