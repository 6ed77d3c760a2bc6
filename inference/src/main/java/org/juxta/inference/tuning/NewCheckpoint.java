package org.juxta.inference.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.juxta.inference.dataset.Example;
import org.juxta.inference.dataset.PatientExamples;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.checkpoint.PreprocessorConfig;
import org.juxta.inference.lvlm.family.LlavaPrompts;
import org.juxta.inference.lvlm.text.TokenizerTrainer;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.reading.FindingType;
import org.juxta.inference.reading.ReadingProtocol;

/** Lays out a checkpoint directory for the embedded model, all but its weights. */
final class NewCheckpoint {
  private static final int IMAGE_SIZE = 160;
  private static final int LOCATION_BINS = 128;
  private static final int MAX_MERGES = 400;

  private NewCheckpoint() {}

  /** Writes config.json, preprocessor_config.json and tokenizer.json. */
  static LlavaConfig create(Path directory, long firstSeed) throws IOException {
    Files.createDirectories(directory);
    List<String> special = LlavaPrompts.specialTokens(LOCATION_BINS);
    int vocabulary =
        TokenizerTrainer.train(
            directory.resolve("tokenizer.json"), sentences(firstSeed), special, MAX_MERGES);
    new PreprocessorConfig(0.5, 0.25).write(directory, IMAGE_SIZE);
    LlavaConfig config =
        new LlavaConfig(
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
            new LlavaConfig.TextConfig(
                "llama", vocabulary, 192, 512, 4, 6, 6, 1024, 1e-5, 10_000, "silu"),
            new LlavaConfig.VisionConfig(
                "juxta_stem_vision",
                IMAGE_SIZE,
                1,
                List.of(32, 64, 128, 192),
                192,
                640,
                4,
                6,
                1e-6,
                "gelu"),
            new LlavaConfig.LocationTokens(
                special.indexOf("<loc_0>"), LOCATION_BINS, special.indexOf(LlavaPrompts.NO_BOX)));
    config.write(directory);
    return config;
  }

  /** What the model is asked and answers, each sentence once, in an order that does not vary. */
  private static List<String> sentences(long firstSeed) {
    Set<String> sentences = new TreeSet<>();
    sentences.add(LlavaPrompts.prefixText(2));
    LongStream.range(firstSeed, firstSeed + 200)
        .mapToObj(new PatientSimulator()::simulate)
        .forEach(patient -> addSentences(sentences, patient));
    for (FindingType type : FindingType.values()) {
      ReadingProtocol.change(type).options().forEach(option -> sentences.add(" " + option));
    }
    return List.copyOf(sentences);
  }

  private static void addSentences(Set<String> sentences, SimulatedPatient patient) {
    for (List<Example> examples :
        List.of(
            PatientExamples.change(patient),
            PatientExamples.compared(patient, Map.of(), Map.of()),
            PatientExamples.alone(patient, Map.of()))) {
      for (Example example : examples) {
        sentences.add(LlavaPrompts.questionText(example.question()));
        if (example.answer() instanceof Example.Words words) {
          sentences.add(" " + words.text());
        }
      }
    }
  }
}
