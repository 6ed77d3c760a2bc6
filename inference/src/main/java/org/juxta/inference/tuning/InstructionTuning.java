package org.juxta.inference.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.juxta.inference.lvlm.InferenceException;
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
  private static final int FRESH = 1;
  private static final int WINDOW = 12_000;
  private static final int TOKENS = 144;
  private static final int RENDERERS = 1;

  /** Every so many steps the batch shows current images alone, for studies without a prior. */
  private static final int ALONE_EVERY = 5;

  private static final int WARM_UP = 100;
  private static final double PEAK_RATE = 8e-4;
  private static final double FINAL_RATE = 2e-5;
  private static final double DECAY = 0.05;
  private static final double CLIP = 1.0;

  /** Who is told how far a run is. */
  interface Progress {
    void done(int step, double loss);
  }

  private final Path directory;
  private final LlavaConfig config;
  private final QuestionPacker packer;
  private final int steps;
  private final int saveEvery;
  private final long firstSeed;

  /**
   * @param directory of the checkpoint that is tuned, and of the run's own files
   * @param steps of the whole run
   * @param saveEvery steps, and after the last
   * @param firstSeed of the patients that are learned from
   */
  InstructionTuning(
      Path directory,
      LlavaConfig config,
      LlavaPrompts prompts,
      ImageProcessor processor,
      int steps,
      int saveEvery,
      long firstSeed) {
    this.directory = directory;
    this.config = config;
    this.steps = steps;
    this.saveEvery = saveEvery;
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
   * Runs all steps; where the folder has the state of a run that was cut off, those that are left.
   *
   * @param initial weights to start from; not looked at when a run is taken up
   * @param progress told of each step
   * @throws InferenceException when the folder's run was planned with another number of steps, or a
   *     loss is not finite
   */
  void run(Map<String, Tensor> initial, Progress progress) throws IOException {
    TuningState begun =
        Files.exists(TuningState.in(directory))
            ? TuningState.read(directory)
            : new TuningState(0, steps, TuningSession.State.before(withProbe(initial)));
    if (begun.steps() != steps) {
      throw new InferenceException(
          "%s: the run there is one of %d steps, not %d"
              .formatted(directory, begun.steps(), steps));
    }
    Metrics metrics = new Metrics(directory, begun.step());
    try (PatientStream patients =
        new PatientStream(firstSeed, config.visionConfig().imageSize(), FRESH, WINDOW, RENDERERS)) {
      TuningState state = begun;
      while (state.step() < steps) {
        // From one saved state to the next in a session of its own: libtorch rounds the first step
        // of
        // a session a little otherwise than later ones, and so a run that is taken up ends in the
        // same weights as one that was never cut off.
        state = advance(state, patients, metrics, progress);
        save(state);
        metrics.plot();
      }
    }
  }

  private TuningState advance(
      TuningState from, PatientStream patients, Metrics metrics, Progress progress)
      throws IOException {
    try (TuningSession session = new TuningSession(config, from.session())) {
      int last = Math.min(steps, (from.step() / saveEvery + 1) * saveEvery);
      for (int step = from.step() + 1; step <= last; step++) {
        TuningSession.StepResult result =
            session.step(batch(patients, step), rate(step), step, DECAY, CLIP);
        metrics.add(step, result, rate(step));
        progress.done(step, result.loss());
      }
      return new TuningState(last, steps, session.state());
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

  private void save(TuningState state) throws IOException {
    state.write(directory);
    Path part = directory.resolve("model.safetensors.part");
    Map<String, Tensor> weights = new LinkedHashMap<>(state.session().weights());
    weights.keySet().removeIf(name -> name.startsWith(TuningSession.PROBE));
    Safetensors.write(
        part, weights, Map.of("format", "pt", "step", Integer.toString(state.step())));
    Files.move(part, directory.resolve("model.safetensors"), StandardCopyOption.ATOMIC_MOVE);
  }
}
