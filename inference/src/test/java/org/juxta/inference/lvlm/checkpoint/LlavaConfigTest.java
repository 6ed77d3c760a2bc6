package org.juxta.inference.lvlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.control.TinyCheckpoint;

class LlavaConfigTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path directory;

  private final LlavaConfig config = TinyCheckpoint.config(300);

  @BeforeEach
  void write() throws IOException {
    config.write(directory);
  }

  private ObjectNode json() throws IOException {
    return (ObjectNode) MAPPER.readTree(directory.resolve("config.json").toFile());
  }

  private void put(ObjectNode json) throws IOException {
    MAPPER.writeValue(directory.resolve("config.json").toFile(), json);
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> LlavaConfig.read(directory))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContainingAll(words);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(LlavaConfig.read(directory)).isEqualTo(config);
  }

  @Test
  void everyKeyThatIsMissingIsNamed() throws IOException {
    ObjectNode whole = json();
    List<String> paths = new ArrayList<>();
    whole
        .properties()
        .forEach(
            field -> {
              paths.add("/" + field.getKey());
              field
                  .getValue()
                  .properties()
                  .forEach(inner -> paths.add("/" + field.getKey() + "/" + inner.getKey()));
            });
    assertThat(paths).hasSize(14 + 11 + 10 + 3);
    for (String path : paths) {
      ObjectNode json = whole.deepCopy();
      int last = path.lastIndexOf('/');
      String key = path.substring(last + 1);
      ((ObjectNode) json.at(path.substring(0, last))).remove(key);
      put(json);
      assertRefused("'" + key + "'");
      ((ObjectNode) json.at(path.substring(0, last))).putNull(key);
      put(json);
      assertRefused(key);
    }
  }

  @Test
  void aKeyThatIsNotKnownIsNamedOnEveryLevel() throws IOException {
    for (String parent : List.of("", "/text_config", "/vision_config", "/location_tokens")) {
      ObjectNode json = json();
      ((ObjectNode) json.at(parent)).put("rope_scaling", 2);
      put(json);
      assertRefused("rope_scaling");
      write();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/architectures|[\"Other\"]|architectures is [Other]",
        "/model_type|\"llava_next\"|model_type is llava_next, supported is llava",
        "/projector_hidden_act|\"relu\"|projector_hidden_act",
        "/vision_feature_layer|-2|vision_feature_layer is -2, supported is -1",
        "/vision_feature_select_strategy|\"default\"|vision_feature_select_strategy",
        "/torch_dtype|\"bfloat16\"|torch_dtype is bfloat16, supported is float32",
        "/image_token_index|300|image_token_index is 300, outside of text_config.vocab_size 300",
        "/bos_token_id|-1|bos_token_id is -1",
        "/eos_token_id|1000|eos_token_id",
        "/pad_token_id|1000|pad_token_id",
        "/text_config/model_type|\"mistral\"|text_config.model_type",
        "/text_config/hidden_act|\"gelu\"|text_config.hidden_act",
        "/text_config/vocab_size|20|location_tokens.first + bins - 1 is 20",
        "/text_config/vocab_size|2.5|text_config.vocab_size: ",
        "/text_config/vocab_size|\"300\"|text_config.vocab_size: ",
        "/text_config/hidden_size|30|text_config.hidden_size is 30, must be a multiple of"
            + " num_attention_heads 4",
        "/text_config/hidden_size|12|text_config.hidden_size / num_attention_heads is 3, must be"
            + " even",
        "/text_config/hidden_size|0|text_config.hidden_size",
        "/text_config/num_attention_heads|0|num_attention_heads 0",
        "/text_config/num_key_value_heads|3|must be a multiple of num_key_value_heads 3",
        "/text_config/num_key_value_heads|0|num_key_value_heads 0",
        "/text_config/num_hidden_layers|0|text_config.num_hidden_layers",
        "/text_config/intermediate_size|-4|text_config.intermediate_size",
        "/text_config/max_position_embeddings|64|no room for the 64 tokens of one image",
        "/text_config/rms_norm_eps|0|text_config.rms_norm_eps",
        "/text_config/rope_theta|-1|text_config.rope_theta",
        "/vision_config/model_type|\"siglip_vision_model\"|vision_config.model_type",
        "/vision_config/hidden_act|\"quick_gelu\"|vision_config.hidden_act",
        "/vision_config/num_channels|3|vision_config.num_channels is 3, supported is 1",
        "/vision_config/image_size|34|vision_config.image_size is 34, must be a multiple of",
        "/vision_config/image_size|0|vision_config.image_size is 0",
        "/vision_config/image_size|1073741824|vision_config.image_size is 1073741824, at most 8192",
        "/vision_config/stem_channels|[8,32]|vision_config.stem_channels is [8, 32]",
        "/vision_config/stem_channels|[]|vision_config.stem_channels is []",
        "/vision_config/stem_channels|[-8,16]|vision_config.stem_channels is -8",
        "/vision_config/num_attention_heads|3|vision_config.hidden_size is 16, must be a multiple"
            + " of num_attention_heads 3",
        "/vision_config/num_hidden_layers|-1|vision_config.num_hidden_layers",
        "/vision_config/layer_norm_eps|0|vision_config.layer_norm_eps",
        "/location_tokens/bins|1|location_tokens.bins is 1, a box needs 2",
        "/location_tokens/bins|2147483647|location_tokens.first + bins - 1",
        "/location_tokens/first|-20|location_tokens.first is -20",
        "/location_tokens/no_box|6|location_tokens.no_box is 6, which is a location's",
        "/location_tokens/no_box|999|location_tokens.no_box is 999",
      })
  void aValueThatTheProgramWouldNotHonourIsNamed(String path, String value, String why)
      throws IOException {
    ObjectNode json = json();
    int last = path.lastIndexOf('/');
    ((ObjectNode) json.at(path.substring(0, last)))
        .set(path.substring(last + 1), MAPPER.readTree(value));
    put(json);
    assertRefused(why);
  }

  @Test
  void whatIsNoConfigurationIsRefused() throws IOException {
    Path file = directory.resolve("config.json");
    for (String text : List.of("", "null", "[]", "3", "{", "{} {}")) {
      Files.writeString(file, text);
      assertRefused("config.json");
    }
    Files.writeString(file, "{\"model_type\":\"llava\",\"model_type\":\"llava\"}");
    assertRefused("model_type");
    Files.delete(file);
    assertRefused("no config.json in");
  }
}
