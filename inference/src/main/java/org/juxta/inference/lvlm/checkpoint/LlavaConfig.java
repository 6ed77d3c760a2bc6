package org.juxta.inference.lvlm.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.juxta.inference.lvlm.InferenceException;

/**
 * config.json of a LLaVA-layout checkpoint. Every key must be there and no other may be: a value
 * that the program would not honour is refused rather than ignored.
 */
public record LlavaConfig(
    List<String> architectures,
    String modelType,
    int imageTokenIndex,
    int bosTokenId,
    int eosTokenId,
    int padTokenId,
    String projectorHiddenAct,
    int visionFeatureLayer,
    String visionFeatureSelectStrategy,
    boolean tieWordEmbeddings,
    String torchDtype,
    TextConfig textConfig,
    VisionConfig visionConfig,
    LocationTokens locationTokens) {

  /** The decoder: Llama's keys. */
  public record TextConfig(
      String modelType,
      int vocabSize,
      int hiddenSize,
      int intermediateSize,
      int numHiddenLayers,
      int numAttentionHeads,
      int numKeyValueHeads,
      int maxPositionEmbeddings,
      double rmsNormEps,
      double ropeTheta,
      String hiddenAct) {

    /**
     * @throws InferenceException naming the key and the value that the program does not support
     */
    public TextConfig {
      require("text_config.model_type", modelType, "llama");
      require("text_config.hidden_act", hiddenAct, "silu");
      positive("text_config.vocab_size", vocabSize);
      positive("text_config.hidden_size", hiddenSize);
      positive("text_config.intermediate_size", intermediateSize);
      positive("text_config.num_hidden_layers", numHiddenLayers);
      positive("text_config.max_position_embeddings", maxPositionEmbeddings);
      positive("text_config.rms_norm_eps", rmsNormEps);
      positive("text_config.rope_theta", ropeTheta);
      multiple("text_config.hidden_size", hiddenSize, "num_attention_heads", numAttentionHeads);
      multiple(
          "text_config.num_attention_heads",
          numAttentionHeads,
          "num_key_value_heads",
          numKeyValueHeads);
      // Rotary embedding turns the two halves of a head against each other.
      if (hiddenSize / numAttentionHeads % 2 != 0) {
        throw refused(
            "text_config.hidden_size / num_attention_heads",
            hiddenSize / numAttentionHeads + ", must be even");
      }
    }
  }

  /** The vision tower: a stem of stride-2 convolutions before a pre-norm transformer. */
  public record VisionConfig(
      String modelType,
      int imageSize,
      int numChannels,
      List<Integer> stemChannels,
      int hiddenSize,
      int intermediateSize,
      int numHiddenLayers,
      int numAttentionHeads,
      double layerNormEps,
      String hiddenAct) {

    /**
     * @throws InferenceException naming the key and the value that the program does not support
     */
    public VisionConfig {
      require("vision_config.model_type", modelType, "juxta_stem_vision");
      require("vision_config.hidden_act", hiddenAct, "gelu");
      require("vision_config.num_channels", numChannels, 1);
      positive("vision_config.hidden_size", hiddenSize);
      positive("vision_config.intermediate_size", intermediateSize);
      positive("vision_config.num_hidden_layers", numHiddenLayers);
      positive("vision_config.layer_norm_eps", layerNormEps);
      stemChannels = List.copyOf(stemChannels);
      stemChannels.forEach(n -> positive("vision_config.stem_channels", n));
      if (stemChannels.isEmpty() || stemChannels.get(stemChannels.size() - 1) != hiddenSize) {
        throw refused(
            "vision_config.stem_channels",
            stemChannels + ", but must end with hidden_size " + hiddenSize);
      }
      multiple("vision_config.hidden_size", hiddenSize, "num_attention_heads", numAttentionHeads);
      if (imageSize > MAX_IMAGE_SIZE) {
        throw refused("vision_config.image_size", imageSize + ", at most " + MAX_IMAGE_SIZE);
      }
      multiple(
          "vision_config.image_size",
          imageSize,
          "2 for each of stem_channels:",
          1 << Math.min(30, stemChannels.size()));
    }

    /** Patches along one edge of the image: every stem layer halves it. */
    public int grid() {
      return imageSize >> stemChannels.size();
    }

    /** Tokens that one image takes in the prompt. */
    public int patches() {
      return grid() * grid();
    }
  }

  /**
   * Tokens that stand for places: bin i of {@code bins} covers [i, i + 1] / bins of the image that
   * the model sees.
   */
  public record LocationTokens(
      @JsonProperty("first") int first, @JsonProperty("bins") int bins, int noBox) {

    /**
     * @throws InferenceException naming the key whose value is impossible
     */
    public LocationTokens {
      if (bins < 2) {
        throw refused("location_tokens.bins", bins + ", a box needs 2");
      }
      if (noBox >= first && noBox - first < bins) {
        throw refused("location_tokens.no_box", noBox + ", which is a location's");
      }
    }
  }

  /** Edge of the largest image that is taken for one, and not for a damaged file. */
  private static final int MAX_IMAGE_SIZE = 8192;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * @throws InferenceException naming the key and the value that the program does not support
   */
  public LlavaConfig {
    require("architectures", architectures, List.of("LlavaForConditionalGeneration"));
    require("model_type", modelType, "llava");
    require("projector_hidden_act", projectorHiddenAct, "gelu");
    require("vision_feature_layer", visionFeatureLayer, -1);
    require("vision_feature_select_strategy", visionFeatureSelectStrategy, "full");
    require("torch_dtype", torchDtype, "float32");
    inVocabulary("image_token_index", imageTokenIndex, textConfig);
    inVocabulary("bos_token_id", bosTokenId, textConfig);
    inVocabulary("eos_token_id", eosTokenId, textConfig);
    inVocabulary("pad_token_id", padTokenId, textConfig);
    inVocabulary("location_tokens.no_box", locationTokens.noBox, textConfig);
    inVocabulary("location_tokens.first", locationTokens.first, textConfig);
    inVocabulary(
        "location_tokens.first + bins - 1",
        (long) locationTokens.first + locationTokens.bins - 1,
        textConfig);
    if (visionConfig.patches() >= textConfig.maxPositionEmbeddings) {
      throw refused(
          "text_config.max_position_embeddings",
          textConfig.maxPositionEmbeddings
              + ", no room for the "
              + visionConfig.patches()
              + " tokens of one image");
    }
  }

  private static void inVocabulary(String key, long id, TextConfig text) {
    if (id < 0 || id >= text.vocabSize) {
      throw refused(key, id + ", outside of text_config.vocab_size " + text.vocabSize);
    }
  }

  private static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw refused(key, value + ", must be positive");
    }
  }

  private static void multiple(String key, int value, String ofKey, int of) {
    if (value <= 0 || of <= 0 || value % of != 0) {
      throw refused(key, value + ", must be a multiple of " + ofKey + " " + of);
    }
  }

  private static InferenceException refused(String key, String why) {
    return new InferenceException("config.json: " + key + " is " + why);
  }

  private static void require(String key, Object value, Object supported) {
    if (!supported.equals(value)) {
      throw refused(key, value + ", supported is " + supported);
    }
  }

  /**
   * Reads config.json of a checkpoint directory.
   *
   * @throws InferenceException when it is missing, incomplete or holds an unknown key or value
   */
  public static LlavaConfig read(Path directory) {
    Path file = directory.resolve("config.json");
    try {
      LlavaConfig config = MAPPER.readValue(Files.readAllBytes(file), LlavaConfig.class);
      if (config == null) {
        throw new InferenceException(file + " holds no configuration");
      }
      return config;
    } catch (NoSuchFileException e) {
      throw new InferenceException("no config.json in " + directory, e);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof InferenceException refused) {
        throw new InferenceException(directory + ": " + refused.getMessage(), e);
      }
      throw new InferenceException(file + ": " + key(e) + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InferenceException("cannot read " + file + ": " + e, e);
    }
  }

  /** Where in the file: {@code text_config.vocab_size: }, or nothing where that is not known. */
  private static String key(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."))
        + ": ";
  }

  /** Writes config.json into a checkpoint directory. */
  public void write(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("config.json"), MAPPER.writeValueAsString(this) + System.lineSeparator());
  }
}
