package org.juxta.inference.tuning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.PreprocessorConfig;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.text.Tokenizer;

/**
 * Makes the embedded checkpoint from nothing: {@code TuneEmbedded DIRECTORY STEPS [WEIGHTS]}, or
 * from the weights of an earlier run. Simulated patients from seed {@value #FIRST_SEED} on are
 * learned from; smaller seeds are left for measuring.
 */
public final class TuneEmbedded {
  /** Seeds below are never learned from. */
  public static final long FIRST_SEED = 1_000_000;

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
    try (Tokenizer tokenizer = Tokenizer.read(directory)) {
      new InstructionTuning(
              directory,
              config,
              new LlavaPrompts(tokenizer, config),
              PreprocessorConfig.read(directory, config.visionConfig().imageSize())
                  .processor(config.visionConfig().imageSize()),
              Integer.parseInt(arguments[1]),
              FIRST_SEED)
          .run(initial);
    }
  }
}
