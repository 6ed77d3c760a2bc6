package org.juxta.inference.lvlm.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.LlavaWeights;
import org.juxta.inference.lvlm.checkpoint.PreprocessorConfig;
import org.juxta.inference.lvlm.checkpoint.Safetensors;
import org.juxta.inference.lvlm.checkpoint.Tensor;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.text.TokenizerTrainer;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.ReadingProtocol;

/**
 * A whole checkpoint directory with random weights: every weight other than zero, fewer key/value
 * heads than heads, so that nothing the program leaves out goes unnoticed.
 */
public final class TinyCheckpoint {
  public static final int SIZE = 32;
  public static final int BINS = 16;

  private TinyCheckpoint() {}

  /** Writes config, preprocessor, tokenizer, weights and card. */
  public static LlavaConfig create(Path directory, long seed) throws IOException {
    return create(directory, seed, SIZE);
  }

  /** The same for images of another size. */
  public static LlavaConfig create(Path directory, long seed, int size) throws IOException {
    int vocabulary =
        TokenizerTrainer.train(
            directory.resolve("tokenizer.json"),
            sentences(),
            LlavaPrompts.specialTokens(BINS),
            120);
    LlavaConfig config = config(vocabulary, size);
    config.write(directory);
    new PreprocessorConfig(0.5, 0.25).write(directory, size);
    Files.writeString(
        directory.resolve("README.md"),
        "---\nname: tiny\nmanufacturer: Juxta\nnotice: Not for clinical use\n---\n");
    Safetensors.write(
        directory.resolve("model.safetensors"), weights(config, seed), Map.of("format", "pt"));
    return config;
  }

  private static List<String> sentences() {
    List<String> sentences = new ArrayList<>(List.of(LlavaPrompts.prefixText(2)));
    for (FindingType type : FindingType.values()) {
      sentences.add(LlavaPrompts.questionText(ReadingProtocol.change(type).question()));
      sentences.add(LlavaPrompts.questionText(ReadingProtocol.presence(type).question()));
      ReadingProtocol.change(type).options().forEach(option -> sentences.add(" " + option));
    }
    return sentences;
  }

  /** The configuration for so many tokens. */
  public static LlavaConfig config(int vocabulary) {
    return config(vocabulary, SIZE);
  }

  private static LlavaConfig config(int vocabulary, int size) {
    List<String> special = LlavaPrompts.specialTokens(BINS);
    return new LlavaConfig(
        List.of("LlavaForConditionalGeneration"),
        "llava",
        special.indexOf(LlavaPrompts.IMAGE),
        special.indexOf(LlavaPrompts.BEGIN),
        special.indexOf(LlavaPrompts.END),
        special.indexOf(LlavaPrompts.PAD),
        "gelu",
        -1,
        "full",
        true,
        "float32",
        new LlavaConfig.TextConfig("llama", vocabulary, 32, 48, 2, 4, 2, 512, 1e-5, 500, "silu"),
        new LlavaConfig.VisionConfig(
            "juxta_stem_vision", size, 1, List.of(8, 16), 16, 24, 2, 2, 1e-6, "gelu"),
        new LlavaConfig.LocationTokens(
            special.indexOf("<loc_0>"), BINS, special.indexOf(LlavaPrompts.NO_BOX)));
  }

  /** Weights from a seed. */
  public static Map<String, Tensor> weights(LlavaConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    LlavaWeights.shapes(config)
        .forEach(
            (name, shape) -> {
              int count = 1;
              int inputs = 1;
              for (int i = 0; i < shape.length; i++) {
                count *= (int) shape[i];
                inputs *= i == 0 ? 1 : (int) shape[i];
              }
              boolean norm = name.contains("norm") && name.endsWith(".weight");
              double deviation = shape.length == 1 ? 0.2 : 1.3 / Math.sqrt(inputs);
              float[] values = new float[count];
              for (int i = 0; i < count; i++) {
                values[i] = (float) ((norm ? 1 : 0) + deviation * random.nextGaussian());
              }
              weights.put(name, new Tensor(shape, values));
            });
    return weights;
  }

  /** Pixels of one image as the program takes them. */
  public static float[] pixels(long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return pixels;
  }

  /** An image as callers give it. */
  public static ImageInput image(int width, int height, long seed) {
    Random random = new Random(seed);
    float[] luminance = new float[width * height];
    for (int i = 0; i < luminance.length; i++) {
      luminance[i] = random.nextFloat();
    }
    return new ImageInput(width, height, luminance);
  }
}
