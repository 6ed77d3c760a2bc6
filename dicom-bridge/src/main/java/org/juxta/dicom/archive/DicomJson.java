package org.juxta.dicom.archive;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * The DICOM JSON Model (PS3.18 annex F), as far as answers of QIDO-RS need it: texts, numbers,
 * names and sequences. Binary values are left out.
 */
final class DicomJson {
  /** More than a thousand studies or ten thousand instances do not need. */
  private static final int MOST_BYTES = 32 << 20;

  private static final int DEEPEST_SEQUENCE = 8;

  private static final JsonMapper MAPPER = mapper();

  private DicomJson() {}

  private static JsonMapper mapper() {
    JsonMapper mapper = JsonMapper.builder().build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
    return mapper;
  }

  /**
   * The datasets of an answer; none for an answer without a body (204).
   *
   * @throws IOException if it is no DICOM JSON, or longer than is read
   */
  static List<Attributes> datasets(WebClient.Answer answer) throws IOException {
    byte[] body = answer.body().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new IOException("answers with more than " + (MOST_BYTES >> 20) + " MiB");
    }
    if (body.length == 0) {
      return List.of();
    }
    JsonNode tree;
    try {
      tree = MAPPER.readTree(body);
    } catch (IOException e) {
      // The parser's message quotes the text, which names patients.
      throw new IOException("answers with what is not JSON", null);
    }
    if (!tree.isArray()) {
      throw new IOException("answers with what is no list of datasets");
    }
    List<Attributes> datasets = new ArrayList<>();
    for (JsonNode one : tree) {
      datasets.add(dataset(one, 0));
    }
    return datasets;
  }

  private static Attributes dataset(JsonNode node, int depth) throws IOException {
    if (!node.isObject() || depth > DEEPEST_SEQUENCE) {
      throw new IOException("answers with what is no dataset");
    }
    Attributes dataset = new Attributes();
    // Texts come as Unicode; without this non-ASCII ones would be lost.
    dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    var fields = node.fields();
    while (fields.hasNext()) {
      var field = fields.next();
      if (field.getKey().matches("[0-9A-Fa-f]{8}") && !field.getKey().equals("00080005")) {
        add(dataset, Integer.parseUnsignedInt(field.getKey(), 16), field.getValue(), depth);
      }
    }
    return dataset;
  }

  private static void add(Attributes dataset, int tag, JsonNode element, int depth)
      throws IOException {
    JsonNode values = element.path("Value");
    VR vr;
    try {
      vr = VR.valueOf(element.path("vr").asText());
    } catch (IllegalArgumentException e) {
      return;
    }
    if (!values.isArray() || values.isEmpty()) {
      dataset.setNull(tag, vr);
    } else if (vr == VR.SQ) {
      Sequence sequence = dataset.newSequence(tag, values.size());
      for (JsonNode item : values) {
        sequence.add(dataset(item, depth + 1));
      }
    } else if (vr.isStringType()) {
      List<String> texts = new ArrayList<>();
      values.forEach(value -> texts.add(text(value)));
      dataset.setString(tag, vr, texts.toArray(String[]::new));
    } else if (vr.isIntType()) {
      dataset.setInt(tag, vr, values.get(0).asInt());
    }
  }

  /** A person's name (PN) is an object of its component groups. */
  private static String text(JsonNode value) {
    return value.isObject() ? value.path("Alphabetic").asText("") : value.asText("");
  }
}
