package org.juxta.inference.tuning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.PreprocessorConfig;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.text.Tokenizer;

/**
 * Makes the embedded checkpoint from nothing: {@code TuneEmbedded DIRECTORY STEPS [WEIGHTS]}, or
 * from the weights of an earlier run. Simulated patients from seed {@value #FIRST_SEED} on are
 * learned from; smaller seeds are left for measuring. The same command in the same folder takes up
 * a run that was cut off.
 */
public final class TuneEmbedded {
  /** Seeds below are never learned from. */
  public static final long FIRST_SEED = 1_000_000;

  private static final int SAVE_EVERY = 250;

  private TuneEmbedded() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2 && arguments.length != 3) {
      System.err.println("usage: TuneEmbedded DIRECTORY STEPS [WEIGHTS]");
      System.exit(2);
    }
    Path directory = Path.of(arguments[0]);
    LlavaConfig config = NewCheckpoint.create(directory, FIRST_SEED);
    Map<String, Tensor> initial =
        arguments.length == 3
            ? Safetensors.readAll(Path.of(arguments[2]))
            : InitialWeights.draw(config, FIRST_SEED);
    int steps = Integer.parseInt(arguments[1]);
    try (Tokenizer tokenizer = Tokenizer.read(directory);
        ProgressBar bar =
            new ProgressBarBuilder()
                .setTaskName("tuning")
                .setInitialMax(steps)
                .setUpdateIntervalMillis(2000)
                .setStyle(ProgressBarStyle.ASCII)
                .build()) {
      new InstructionTuning(
              directory,
              config,
              new LlavaPrompts(tokenizer, config),
              PreprocessorConfig.read(directory, config.visionConfig().imageSize())
                  .processor(config.visionConfig().imageSize()),
              steps,
              SAVE_EVERY,
              FIRST_SEED)
          .run(
              initial,
              (step, loss) -> {
                bar.stepTo(step);
                bar.setExtraMessage(String.format(Locale.ROOT, "loss %.3f", loss));
              });
    }
  }
}
