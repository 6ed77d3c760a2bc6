package org.juxta.inference.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.family.LocationBins;
import org.juxta.inference.lvlm.image.ImageProcessor;
import org.juxta.inference.lvlm.torch.TuningBatch;
import org.juxta.inference.lvlm.torch.TuningSession;
import org.juxta.inference.reading.FindingType;

/**
 * Stage 1 of tuning: cross-entropy on the answers (instruction tuning), from a model that knows
 * nothing. AdamW with linear warm-up and cosine decay.
 */
final class InstructionTuning {
  private static final int SEQUENCES = 8;
  private static final int FRESH = 2;
  private static final int WINDOW = 12_000;
  private static final int TOKENS = 144;
  private static final int RENDERERS = 1;

  /** Every so many steps the batch shows current images alone, for studies without a prior. */
  private static final int ALONE_EVERY = 5;

  private static final int SAVE_EVERY = 250;
  private static final int WARM_UP = 100;
  private static final double PEAK_RATE = 6e-4;
  private static final double FINAL_RATE = 2e-5;
  private static final double DECAY = 0.05;
  private static final double CLIP = 1.0;

  private final Path directory;
  private final LlavaConfig config;
  private final QuestionPacker packer;
  private final int steps;
  private final long firstSeed;

  InstructionTuning(
      Path directory,
      LlavaConfig config,
      LlavaPrompts prompts,
      ImageProcessor processor,
      int steps,
      long firstSeed) {
    this.directory = directory;
    this.config = config;
    this.steps = steps;
    this.firstSeed = firstSeed;
    LocationBins bins = new LocationBins(processor.size(), config.locationTokens().bins());
    this.packer =
        new QuestionPacker(
            prompts,
            bins,
            processor,
            new AbnormalRegions(processor.size(), config.visionConfig().grid()),
            TOKENS);
  }

  /**
   * @param initial weights to start from
   */
  void run(Map<String, Tensor> initial) throws IOException {
    Path metrics = directory.resolve("metrics.jsonl");
    try (PatientStream patients =
            new PatientStream(
                firstSeed, config.visionConfig().imageSize(), FRESH, WINDOW, RENDERERS);
        TuningSession session = new TuningSession(config, withProbe(initial));
        ProgressBar bar =
            new ProgressBarBuilder()
                .setTaskName("tuning")
                .setInitialMax(steps)
                .setUpdateIntervalMillis(2000)
                .setStyle(ProgressBarStyle.ASCII)
                .build()) {
      for (int step = 1; step <= steps; step++) {
        TuningSession.StepResult result =
            session.step(batch(patients, step), rate(step), step, DECAY, CLIP);
        bar.step();
        bar.setExtraMessage(String.format(Locale.ROOT, "loss %.3f", result.loss()));
        Files.writeString(
            metrics,
            String.format(
                Locale.ROOT,
                "{\"step\":%d,\"loss\":%.5f,\"accuracy\":%.4f,\"gradient_norm\":%.4f,\"rate\":%.3e}%n",
                step,
                result.loss(),
                result.accuracy(),
                result.gradientNorm(),
                rate(step)),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
        if (step % SAVE_EVERY == 0 || step == steps) {
          save(session, step);
        }
      }
    }
  }

  /** Adds a probe that knows nothing; one that was kept would only save it a few hundred steps. */
  private Map<String, Tensor> withProbe(Map<String, Tensor> weights) {
    int hidden = config.visionConfig().hiddenSize();
    int findings = FindingType.values().length;
    Map<String, Tensor> all = new LinkedHashMap<>(weights);
    all.put(
        TuningSession.PROBE + ".weight",
        new Tensor(new long[] {findings, hidden}, new float[findings * hidden]));
    all.put(TuningSession.PROBE + ".bias", new Tensor(new long[] {findings}, new float[findings]));
    return all;
  }

  private TuningBatch batch(PatientStream patients, int step) {
    List<RenderedPatient> chosen = patients.of(step, SEQUENCES);
    SplittableRandom random = new SplittableRandom(firstSeed + 31L * step);
    return step % ALONE_EVERY == 0 ? packer.alone(chosen, random) : packer.compared(chosen, random);
  }

  private double rate(int step) {
    if (step < WARM_UP) {
      return PEAK_RATE * step / WARM_UP;
    }
    double done = (double) (step - WARM_UP) / Math.max(1, steps - WARM_UP);
    return FINAL_RATE + (PEAK_RATE - FINAL_RATE) * 0.5 * (1 + Math.cos(Math.PI * done));
  }

  private void save(TuningSession session, int step) throws IOException {
    Path part = directory.resolve("model.safetensors.part");
    Map<String, Tensor> weights = session.weights();
    weights.keySet().removeIf(name -> name.startsWith(TuningSession.PROBE));
    Safetensors.write(part, weights, Map.of("format", "pt", "step", Integer.toString(step)));
    Files.move(part, directory.resolve("model.safetensors"), StandardCopyOption.ATOMIC_MOVE);
  }
}
