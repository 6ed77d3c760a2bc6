package org.juxta.inference.lvlm.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file format of tokenizer.json, as far as we write it: byte-level BPE with special tokens. */
final class TokenizerJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TokenizerJson() {}

  /**
   * What is asked of a file beside the tokenizing itself.
   *
   * @param special names of the special tokens
   * @param largestId the largest id of any token
   */
  record Contents(List<String> special, long largestId) {}

  /**
   * Reads a file piece by piece: published ones hold half a million merges that nobody needs here.
   */
  static Contents contents(Path file) throws IOException {
    List<String> special = new ArrayList<>();
    long largest = 0;
    try (JsonParser parser = MAPPER.createParser(file.toFile())) {
      requireObject(file, parser.nextToken());
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("added_tokens")) {
          for (JsonNode token : parser.<JsonNode>readValueAsTree()) {
            // Others are added for their spelling alone: runs of line ends, tags of mark-up.
            if (token.path("special").asBoolean(true)) {
              special.add(token.path("content").asText());
            }
            largest = Math.max(largest, token.path("id").asLong());
          }
        } else if (field.equals("model") && value == JsonToken.START_OBJECT) {
          largest = Math.max(largest, largestOfModel(parser));
        } else {
          parser.skipChildren();
        }
      }
    }
    return new Contents(special, largest);
  }

  private static void requireObject(Path file, @Nullable JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      throw new IOException(file.getFileName() + " holds no JSON object");
    }
  }

  private static long largestOfModel(JsonParser parser) throws IOException {
    long largest = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (!field.equals("vocab") || value != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        parser.nextToken();
        largest = Math.max(largest, parser.getValueAsLong());
        parser.skipChildren();
      }
    }
    return largest;
  }

  /**
   * @param special special tokens; they take the first ids
   * @param vocabulary the other tokens in the order of their ids, in the byte-level alphabet
   * @param merges pairs of tokens to join, most important first
   */
  static void write(Path file, List<String> special, List<String> vocabulary, List<String[]> merges)
      throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (int id = 0; id < special.size(); id++) {
      added
          .addObject()
          .put("id", id)
          .put("content", special.get(id))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    root.putNull("normalizer");
    byteLevel(root.putObject("pre_tokenizer"));
    root.putNull("post_processor");
    byteLevel(root.putObject("decoder"));
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model
        .putNull("dropout")
        .putNull("unk_token")
        .putNull("continuing_subword_prefix")
        .putNull("end_of_word_suffix")
        .put("fuse_unk", false)
        .put("byte_fallback", false)
        .put("ignore_merges", false);
    ObjectNode vocab = model.putObject("vocab");
    for (int id = 0; id < special.size(); id++) {
      vocab.put(special.get(id), id);
    }
    for (int i = 0; i < vocabulary.size(); i++) {
      vocab.put(vocabulary.get(i), special.size() + i);
    }
    ArrayNode pairs = model.putArray("merges");
    merges.forEach(merge -> pairs.addArray().add(merge[0]).add(merge[1]));
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static void byteLevel(ObjectNode node) {
    node.put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
  }
}
