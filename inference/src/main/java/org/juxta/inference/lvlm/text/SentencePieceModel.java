package org.juxta.inference.lvlm.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.juxta.inference.lvlm.InferenceException;

/**
 * A SentencePiece model file ({@code tokenizer.model}: protocol buffers, sentencepiece_model.proto)
 * of the kind that Llama 2 and Mistral use: BPE with bytes to fall back on, a space put before the
 * text and no other normalisation. What asks for more is refused.
 */
final class SentencePieceModel {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SPACE = "\u2581";

  /** SentencePiece.Type. */
  private static final int NORMAL = 1;

  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int BYTE = 6;

  private record Piece(String text, float score, int type) {}

  private final List<Piece> pieces = new ArrayList<>();
  private int modelType = 1;
  private boolean byteFallback;
  private boolean addDummyPrefix = true;
  private boolean removeExtraWhitespaces = true;
  private boolean escapeWhitespaces = true;
  private int charsmap;

  private SentencePieceModel() {}

  /**
   * @throws InferenceException when it is no such model
   */
  static SentencePieceModel read(Path file) throws IOException {
    SentencePieceModel model = new SentencePieceModel();
    try {
      model.parse(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new InferenceException(file + " is no SentencePiece model", e);
    }
    if (model.modelType != 2
        || !model.byteFallback
        || !model.addDummyPrefix
        || model.removeExtraWhitespaces
        || !model.escapeWhitespaces
        || model.charsmap > 0) {
      throw new InferenceException(
          file + " is not BPE with byte fallback, a space before the text and no normalisation");
    }
    if (model.pieces.stream().noneMatch(piece -> piece.type == UNKNOWN)) {
      throw new InferenceException(file + " has no piece for what is unknown");
    }
    return model;
  }

  private void parse(ByteBuffer in) {
    while (in.hasRemaining()) {
      long key = varint(in);
      switch ((int) (key >>> 3)) {
        case 1 -> pieces.add(piece(message(in)));
        case 2 -> trainer(message(in));
        case 3 -> normalizer(message(in));
        default -> skip(in, key);
      }
    }
  }

  private static Piece piece(ByteBuffer in) {
    String text = "";
    float score = 0;
    int type = NORMAL;
    while (in.hasRemaining()) {
      long key = varint(in);
      switch ((int) (key >>> 3)) {
        case 1 -> text = StandardCharsets.UTF_8.decode(message(in)).toString();
        case 2 -> score = in.getFloat();
        case 3 -> type = (int) varint(in);
        default -> skip(in, key);
      }
    }
    return new Piece(text, score, type);
  }

  private void trainer(ByteBuffer in) {
    while (in.hasRemaining()) {
      long key = varint(in);
      switch ((int) (key >>> 3)) {
        case 3 -> modelType = (int) varint(in);
        case 35 -> byteFallback = varint(in) != 0;
        default -> skip(in, key);
      }
    }
  }

  private void normalizer(ByteBuffer in) {
    while (in.hasRemaining()) {
      long key = varint(in);
      switch ((int) (key >>> 3)) {
        case 2 -> charsmap = message(in).remaining();
        case 3 -> addDummyPrefix = varint(in) != 0;
        case 4 -> removeExtraWhitespaces = varint(in) != 0;
        case 5 -> escapeWhitespaces = varint(in) != 0;
        default -> skip(in, key);
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number that does not end");
  }

  private static ByteBuffer message(ByteBuffer in) {
    int length = Math.toIntExact(varint(in));
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a part longer than the whole");
    }
    ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return part;
  }

  private static void skip(ByteBuffer in, long key) {
    switch ((int) (key & 7)) {
      case 0 -> varint(in);
      case 1 -> in.getLong();
      case 2 -> message(in);
      case 5 -> in.getInt();
      default -> throw new IllegalArgumentException("no wire type");
    }
  }

  /** Writes the same tokenizer as a tokenizer.json. */
  void writeTokenizerJson(Path file) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    ObjectNode vocabulary = MAPPER.createObjectNode();
    String unknown = "";
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      vocabulary.put(piece.text, id);
      if (piece.type == UNKNOWN) {
        unknown = piece.text;
      }
      if (piece.type == UNKNOWN || piece.type == CONTROL) {
        added
            .addObject()
            .put("id", id)
            .put("content", piece.text)
            .put("single_word", false)
            .put("lstrip", false)
            .put("rstrip", false)
            .put("normalized", false)
            .put("special", true);
      } else if (piece.type != NORMAL && piece.type != BYTE) {
        throw new InferenceException(
            "tokenizer.model: piece " + piece.text + " of type " + piece.type);
      }
    }
    ArrayNode steps = root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
    steps.addObject().put("type", "Prepend").put("prepend", SPACE);
    replace(steps.addObject(), " ", SPACE);
    root.putNull("pre_tokenizer").putNull("post_processor");
    ArrayNode decoders = root.putObject("decoder").put("type", "Sequence").putArray("decoders");
    replace(decoders.addObject(), SPACE, " ");
    decoders.addObject().put("type", "ByteFallback");
    decoders.addObject().put("type", "Fuse");
    decoders.addObject().put("type", "Strip").put("content", " ").put("start", 1).put("stop", 0);
    ObjectNode model = root.putObject("model").put("type", "BPE").putNull("dropout");
    model
        .put("unk_token", unknown)
        .putNull("continuing_subword_prefix")
        .putNull("end_of_word_suffix")
        .put("fuse_unk", true)
        .put("byte_fallback", true)
        .put("ignore_merges", false);
    model.set("vocab", vocabulary);
    ArrayNode pairs = model.putArray("merges");
    for (Merge merge : merges()) {
      pairs.addArray().add(merge.left).add(merge.right);
    }
    MAPPER.writeValue(file.toFile(), root);
  }

  private static void replace(ObjectNode step, String from, String to) {
    step.put("type", "Replace").putObject("pattern").put("String", from);
    step.put("content", to);
  }

  private record Merge(String left, String right, float score) {}

  /**
   * A piece comes from joining any two pieces that it is made of; the best piece is joined first.
   */
  private List<Merge> merges() {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.get(id).type == NORMAL) {
        ids.put(pieces.get(id).text, id);
      }
    }
    List<Merge> merges = new ArrayList<>();
    for (Piece piece : pieces) {
      for (int cut = 1; piece.type == NORMAL && cut < piece.text.length(); cut++) {
        String left = piece.text.substring(0, cut);
        String right = piece.text.substring(cut);
        if (ids.containsKey(left) && ids.containsKey(right)) {
          merges.add(new Merge(left, right, piece.score));
        }
      }
    }
    merges.sort(Comparator.comparingDouble((Merge merge) -> -merge.score));
    return merges;
  }
}
