package org.juxta.inference.lvlm.family;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.Licence;
import org.juxta.inference.lvlm.ModelInspection;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;
import org.juxta.inference.lvlm.checkpoint.WeightTable;
import org.juxta.inference.lvlm.torch.Network;
import org.juxta.inference.lvlm.torch.Precision;

/** Which class reads a checkpoint directory: its config.json says so. */
public final class Families {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One entry for each architecture, by what stands in {@code architectures}. */
  private static final Map<String, Reader> BY_ARCHITECTURE =
      new TreeMap<>(
          Map.of(
              "LlavaForConditionalGeneration",
              new Reader(MantisFamily::read, MantisFamily::weights),
              "LlavaMistralForCausalLM",
              new Reader(LlavaMedFamily::read, LlavaMedFamily::weights),
              "Gemma3ForConditionalGeneration",
              new Reader(Gemma3Family::read, Gemma3Family::weights)));

  /**
   * The two ends of a family's class.
   *
   * @param family reads all of a directory but its weights
   * @param weights reads config.json alone
   */
  private record Reader(Function<Path, Family> family, Function<Path, WeightTable> weights) {}

  private Families() {}

  /**
   * Loads a checkpoint directory.
   *
   * @param accepted ids of the licences that somebody answers for having accepted
   * @throws InferenceException naming what is missing or does not fit, or the licence that has not
   *     been accepted
   */
  public static VisionLanguageModel load(Path directory, Set<String> accepted) {
    if (isOurs(directory)) {
      return LlavaModel.load(directory);
    }
    Family family = read(directory);
    Licence licence = family.licence();
    if (!accepted.contains(licence.id())) {
      family.tokenizer().close();
      throw new InferenceException(
          "%s is a %s checkpoint under the terms '%s'. %s Whoever accepts them sets accept-licence: %s"
              .formatted(directory, family.name(), licence.id(), licence.summary(), licence.id()));
    }
    return ChatModel.load(family, Precision.of(family.elementType()));
  }

  /**
   * Looks at a published checkpoint without reading its weights.
   *
   * @throws InferenceException naming what is missing or does not fit
   */
  public static ModelInspection inspect(Path directory) {
    Family family = read(directory);
    family.tokenizer().close();
    WeightFiles files = WeightFiles.read(directory);
    Network network = family.network();
    return new ModelInspection(
        family.name(),
        family.licence(),
        files.places().size(),
        family.elementType(),
        files.parameters(),
        files.bytes(),
        network.room(),
        network.tokensPerImage(),
        network.imageSize(),
        network.cacheBytesPerToken(Precision.of(family.elementType())),
        family.boxes().isPresent());
  }

  /**
   * Reads all of a published checkpoint but its weights.
   *
   * @throws InferenceException naming what is missing or does not fit
   */
  static Family read(Path directory) {
    return reader(directory).family().apply(directory);
  }

  /**
   * The weights that a published config.json asks for, with their shapes.
   *
   * @throws InferenceException naming what is missing or does not fit
   */
  public static WeightTable weights(Path directory) {
    return reader(directory).weights().apply(directory);
  }

  private static Reader reader(Path directory) {
    String architecture = config(directory).path("architectures").path(0).asText();
    Reader reader = BY_ARCHITECTURE.get(architecture);
    if (reader == null) {
      throw new InferenceException(
          directory.resolve("config.json")
              + ": architectures is '"
              + architecture
              + "', supported are "
              + String.join(", ", BY_ARCHITECTURE.keySet()));
    }
    return reader;
  }

  /** Whether the vision tower is not a published one: then it is of our own making, or unknown. */
  private static boolean isOurs(Path directory) {
    JsonNode config = config(directory);
    String type = config.path("vision_config").path("model_type").asText();
    return config.path("architectures").path(0).asText().equals("LlavaForConditionalGeneration")
        && !Set.of("clip_vision_model", "siglip_vision_model").contains(type);
  }

  private static JsonNode config(Path directory) {
    Path file = directory.resolve("config.json");
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new InferenceException("no config.json in " + directory, e);
    } catch (JsonProcessingException e) {
      throw new InferenceException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InferenceException("cannot read " + file + ": " + e, e);
    }
  }
}
