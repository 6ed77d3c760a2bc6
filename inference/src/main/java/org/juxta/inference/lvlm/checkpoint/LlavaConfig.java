package org.juxta.inference.lvlm.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      String hiddenAct) {}

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
      @JsonProperty("first") int first, @JsonProperty("bins") int bins, int noBox) {}

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * @throws InferenceException naming the key and the value that the program does not support
   */
  public LlavaConfig {
    require("model_type", modelType, "llava");
    require("projector_hidden_act", projectorHiddenAct, "gelu");
    require("vision_feature_layer", visionFeatureLayer, -1);
    require("vision_feature_select_strategy", visionFeatureSelectStrategy, "full");
    require("torch_dtype", torchDtype, "float32");
    require("text_config.model_type", textConfig.modelType, "llama");
    require("text_config.hidden_act", textConfig.hiddenAct, "silu");
    require("vision_config.model_type", visionConfig.modelType, "juxta_stem_vision");
    require("vision_config.hidden_act", visionConfig.hiddenAct, "gelu");
    if (visionConfig.stemChannels.isEmpty()
        || visionConfig.stemChannels.get(visionConfig.stemChannels.size() - 1)
            != visionConfig.hiddenSize) {
      throw new InferenceException(
          "config.json: vision_config.stem_channels "
              + visionConfig.stemChannels
              + " must end with hidden_size "
              + visionConfig.hiddenSize);
    }
  }

  private static void require(String key, Object value, Object supported) {
    if (!supported.equals(value)) {
      throw new InferenceException(
          "config.json: " + key + " is " + value + ", supported is " + supported);
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
      return MAPPER.readValue(Files.readString(file), LlavaConfig.class);
    } catch (JsonProcessingException e) {
      throw new InferenceException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InferenceException("cannot read " + file + ": " + e, e);
    }
  }

  /** Writes config.json into a checkpoint directory. */
  public void write(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("config.json"), MAPPER.writeValueAsString(this) + System.lineSeparator());
  }
}
