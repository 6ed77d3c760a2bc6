package org.juxta.inference.tuning;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.juxta.inference.lvlm.torch.TuningSession.StepResult;

/**
 * What each step of a run did: metrics.jsonl in the run folder, one line a step, and loss.png drawn
 * from it.
 */
final class Metrics {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path directory;
  private final Path file;

  /**
   * One step.
   *
   * @param step counts from 1
   * @param loss in nats
   * @param accuracy share of labelled tokens that the model would have chosen
   * @param gradientNorm before clipping
   * @param rate learning rate
   */
  record Step(int step, double loss, double accuracy, double gradientNorm, double rate) {}

  /**
   * Goes on behind the lines of a run that was cut off; lines of steps that are done anew are taken
   * away.
   *
   * @param done last step that is kept
   */
  Metrics(Path directory, int done) throws IOException {
    this.directory = directory;
    file = directory.resolve("metrics.jsonl");
    List<Step> kept =
        Files.exists(file) ? steps().stream().filter(s -> s.step() <= done).toList() : List.of();
    Path part = directory.resolve("metrics.jsonl.part");
    try (BufferedWriter writer = Files.newBufferedWriter(part)) {
      for (Step step : kept) {
        writer.write(line(step));
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  void add(int step, StepResult result, double rate) throws IOException {
    Step line = new Step(step, result.loss(), result.accuracy(), result.gradientNorm(), rate);
    Files.writeString(file, line(line), StandardOpenOption.APPEND);
  }

  private static String line(Step step) throws IOException {
    return MAPPER.writeValueAsString(step) + "\n";
  }

  /** Draws the loss over the steps so far. */
  void plot() throws IOException {
    LossPlot.write(steps(), directory.resolve("loss.png"));
  }

  private List<Step> steps() throws IOException {
    try (MappingIterator<Step> lines = MAPPER.readerFor(Step.class).readValues(file.toFile())) {
      return lines.readAll();
    }
  }
}
