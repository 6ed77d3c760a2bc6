package org.juxta.inference.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.juxta.inference.lvlm.family.Families;

/**
 * A checkpoint of a published model's full size with random weights, in its layout: sharded
 * bfloat16 files, one of them over 4 GiB. It has nothing to say, but to load and to run it takes
 * what the real one takes.
 */
final class FullSizeCheckpoint {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long SHARD = 5_000_000_000L;
  private static final int BLOCK = 1 << 22;

  private FullSizeCheckpoint() {}

  /** Shape of MedGemma 4B. */
  static void medGemma(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("config.json"),
        """
        {"architectures": ["Gemma3ForConditionalGeneration"], "boi_token_index": 255999,
         "eoi_token_index": 256000, "eos_token_id": [1, 106], "image_token_index": 262144,
         "mm_tokens_per_image": 256, "model_type": "gemma3",
         "text_config": {"hidden_size": 2560, "intermediate_size": 10240,
          "model_type": "gemma3_text", "num_hidden_layers": 34,
          "rope_scaling": {"factor": 8.0, "rope_type": "linear"}, "sliding_window": 1024},
         "torch_dtype": "bfloat16",
         "vision_config": {"hidden_size": 1152, "image_size": 896, "intermediate_size": 4304,
          "model_type": "siglip_vision_model", "num_attention_heads": 16,
          "num_hidden_layers": 27, "patch_size": 14, "vision_use_head": false}}
        """);
    Files.writeString(
        directory.resolve("preprocessor_config.json"),
        """
        {"do_normalize": true, "do_rescale": true, "do_resize": true,
         "image_mean": [0.5, 0.5, 0.5], "image_processor_type": "Gemma3ImageProcessor",
         "image_std": [0.5, 0.5, 0.5], "resample": 2, "rescale_factor": 0.00392156862745098,
         "size": {"height": 896, "width": 896}}
        """);
    tokenizer(
        directory,
        262_145,
        Map.of(
            0, "<pad>",
            1, "<eos>",
            2, "<bos>",
            105, "<start_of_turn>",
            106, "<end_of_turn>",
            255_999, "<start_of_image>",
            256_000, "<end_of_image>",
            262_144, "<image_soft_token>"));
    weights(directory);
  }

  /** Shape of Mantis-8B-siglip-llama3. */
  static void mantis(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("config.json"),
        """
        {"architectures": ["LlavaForConditionalGeneration"], "ignore_index": -100,
         "image_token_index": 128256, "model_type": "llava", "pad_token_id": 128257,
         "projector_hidden_act": "gelu",
         "text_config": {"bos_token_id": 128000, "eos_token_id": 128001,
          "intermediate_size": 14336, "max_position_embeddings": 8192, "model_type": "llama",
          "num_key_value_heads": 8, "rms_norm_eps": 1e-05, "rope_theta": 500000.0,
          "vocab_size": 128258},
         "torch_dtype": "bfloat16",
         "vision_config": {"hidden_act": "gelu_pytorch_tanh", "hidden_size": 1152,
          "image_size": 384, "intermediate_size": 4304, "layer_norm_eps": 1e-06,
          "model_type": "siglip_vision_model", "num_attention_heads": 16,
          "num_hidden_layers": 27, "patch_size": 14},
         "vision_feature_layer": -2, "vision_feature_select_strategy": "default"}
        """);
    Files.writeString(
        directory.resolve("preprocessor_config.json"),
        """
        {"do_normalize": true, "do_rescale": true, "do_resize": true,
         "image_mean": [0.5, 0.5, 0.5], "image_processor_type": "SiglipImageProcessor",
         "image_std": [0.5, 0.5, 0.5], "resample": 3, "rescale_factor": 0.00392156862745098,
         "size": {"height": 384, "width": 384}}
        """);
    tokenizer(
        directory,
        128_258,
        Map.of(
            128_000, "<|begin_of_text|>",
            128_001, "<|end_of_text|>",
            128_006, "<|start_header_id|>",
            128_007, "<|end_header_id|>",
            128_009, "<|eot_id|>",
            128_256, "<image>",
            128_257, "<pad>"));
    weights(directory);
  }

  /** Letters, and as many words that nothing is ever cut into as make the vocabulary full. */
  private static void tokenizer(Path directory, int size, Map<Integer, String> special)
      throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    new TreeMap<>(special)
        .forEach(
            (id, name) ->
                added
                    .addObject()
                    .put("id", id)
                    .put("content", name)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true));
    root.putNull("normalizer").putNull("pre_tokenizer").putNull("post_processor");
    root.putObject("decoder").put("type", "Fuse");
    ObjectNode model = root.putObject("model").put("type", "BPE");
    ObjectNode vocabulary = model.putObject("vocab");
    int letter = ' ';
    for (int id = 0; id < size; id++) {
      if (special.containsKey(id)) {
        vocabulary.put(special.get(id), id);
      } else if (letter <= '~' + 1) {
        vocabulary.put(letter <= '~' ? String.valueOf((char) letter) : "\n", id);
        letter++;
      } else {
        vocabulary.put("word" + id, id);
      }
    }
    model.putArray("merges");
    MAPPER.writeValue(directory.resolve("tokenizer.json").toFile(), root);
  }

  private static void weights(Path directory) throws IOException {
    Map<String, long[]> shapes = new TreeMap<>(Families.weights(directory).shapes());
    List<Map<String, long[]>> shards = new java.util.ArrayList<>(List.of(new TreeMap<>()));
    long bytes = 0;
    for (Map.Entry<String, long[]> weight : shapes.entrySet()) {
      if (bytes > SHARD) {
        shards.add(new TreeMap<>());
        bytes = 0;
      }
      shards.get(shards.size() - 1).put(weight.getKey(), weight.getValue());
      bytes += bytes(weight.getValue());
    }
    ObjectNode index = MAPPER.createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    ByteBuffer block = block();
    for (int i = 0; i < shards.size(); i++) {
      String name = "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
      shards.get(i).keySet().forEach(weight -> map.put(weight, name));
      write(directory.resolve(name), shards.get(i), block);
    }
    MAPPER.writeValue(directory.resolve("model.safetensors.index.json").toFile(), index);
  }

  private static long bytes(long[] shape) {
    return 2 * Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** Small numbers of both signs: about 0.02, as weights are. */
  private static ByteBuffer block() {
    SplittableRandom random = new SplittableRandom(1);
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    while (block.hasRemaining()) {
      float value = (float) (random.nextDouble() - 0.5) * 0.07f;
      block.putShort((short) (Float.floatToIntBits(value) >>> 16));
    }
    return block;
  }

  private static void write(Path file, Map<String, long[]> weights, ByteBuffer block)
      throws IOException {
    ObjectNode header = MAPPER.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, long[]> weight : weights.entrySet()) {
      ObjectNode node = header.putObject(weight.getKey()).put("dtype", "BF16");
      ArrayNode shape = node.putArray("shape");
      Arrays.stream(weight.getValue()).forEach(shape::add);
      long end = offset + bytes(weight.getValue());
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = MAPPER.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(json);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(head.flip());
      for (long left = offset; left > 0; left -= Math.min(left, BLOCK)) {
        channel.write(block.duplicate().clear().limit((int) Math.min(left, BLOCK)));
      }
    }
  }
}
