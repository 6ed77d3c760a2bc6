package org.juxta.inference.lvlm.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageInput;

/**
 * How a box is asked for and said: one JSON object whose {@code box} is null, or an object of four
 * edges in whole thousandths of the image's width and height. The edges have names because models
 * differ in the order in which they were taught them.
 */
final class BoxAnswer {
  static final int SCALE = 1000;
  private static final List<String> EDGES = List.of("left", "top", "right", "bottom");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private BoxAnswer() {}

  /** An answer that is not of the form; it does not repeat what the answer was. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  static String prompt(String phrase, String image) {
    return "Where is "
        + phrase
        + " in the "
        + image
        + "? Answer with one JSON object and nothing else:"
        + " {\"box\": {\"left\": L, \"top\": T, \"right\": R, \"bottom\": B}} with whole numbers"
        + " from 0 to 1000, thousandths of that image's width and height from its top left corner;"
        + " {\"box\": null} if it is not there. Left and right are those of the picture.";
  }

  /** The same as a JSON schema. */
  static Map<String, Object> schema() {
    Map<String, Object> edge = Map.of("type", "integer", "minimum", 0, "maximum", SCALE);
    Map<String, Object> edges =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("left", edge, "top", edge, "right", edge, "bottom", edge),
            "required",
            EDGES,
            "additionalProperties",
            false);
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of("box", Map.of("anyOf", List.of(edges, Map.of("type", "null")))),
        "required",
        List.of("box"),
        "additionalProperties",
        false);
  }

  /**
   * The box in an answer.
   *
   * @return in pixels of the image, empty when the answer is that it is not there
   * @throws MalformedException when the answer is anything but the one object, or no box
   */
  static Optional<Box> read(String answer, ImageInput image) throws MalformedException {
    JsonNode object = object(answer);
    if (!object.isObject() || object.size() != 1 || !object.has("box")) {
      throw new MalformedException("no object with 'box' alone");
    }
    JsonNode box = object.get("box");
    if (box.isNull()) {
      return Optional.empty();
    }
    if (!box.isObject() || box.size() != EDGES.size()) {
      throw new MalformedException("'box' is neither null nor four edges");
    }
    int[] edges = new int[EDGES.size()];
    for (int i = 0; i < edges.length; i++) {
      JsonNode edge = box.path(EDGES.get(i));
      if (!edge.isInt() || edge.intValue() < 0 || edge.intValue() > SCALE) {
        throw new MalformedException("'" + EDGES.get(i) + "' is no whole number of 0 to 1000");
      }
      edges[i] = edge.intValue();
    }
    if (edges[0] >= edges[2] || edges[1] >= edges[3]) {
      throw new MalformedException("the box has no inside");
    }
    return Optional.of(
        new Box(edges[0], edges[1], edges[2], edges[3])
            .scaled((double) image.width() / SCALE, (double) image.height() / SCALE));
  }

  private static JsonNode object(String answer) throws MalformedException {
    try {
      return MAPPER.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new MalformedException("not one JSON object");
    }
  }
}
