package org.juxta.inference.dataset.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file with a list of records.
 *
 * @param records those that are right, in the file's order
 * @param problems of those that are not
 */
public record RecordFile(List<InstructionRecord> records, List<RecordProblem> problems) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  public RecordFile {
    records = List.copyOf(records);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a file; one record at a time is looked at, so that a bad one spoils no other.
   *
   * @param images folder that image paths start from; null to look at the text only
   * @throws IOException when the file cannot be read or is no JSON list; the message names the line
   */
  public static RecordFile read(Path file, @Nullable Path images) throws IOException {
    List<InstructionRecord> records = new ArrayList<>();
    List<RecordProblem> problems = new ArrayList<>();
    RecordRules rules = new RecordRules(images);
    try (JsonParser parser = MAPPER.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException(file + ": begins with no [; a list of records is expected");
      }
      for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
        JsonNode node = MAPPER.readTree(parser);
        if (node == null) {
          throw new IOException(file + ": ends inside its list, after " + index + " records");
        }
        try {
          InstructionRecord record = MAPPER.treeToValue(node, InstructionRecord.class);
          List<String> wrong = rules.problems(record);
          if (wrong.isEmpty()) {
            records.add(record);
          }
          for (String message : wrong) {
            problems.add(new RecordProblem(file, index, message));
          }
        } catch (JsonMappingException e) {
          problems.add(new RecordProblem(file, index, place(e) + e.getOriginalMessage()));
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException(file + ": goes on after its list");
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s line %d: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
    return new RecordFile(records, problems);
  }

  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      if (reference.getFieldName() != null) {
        place.append(place.isEmpty() ? "" : ".").append(reference.getFieldName());
      } else {
        place.append('[').append(reference.getIndex()).append(']');
      }
    }
    return place.isEmpty() ? "" : place + ": ";
  }

  /** Writes records as a list that {@link #read} reads. */
  public static void write(Path file, List<InstructionRecord> records) throws IOException {
    MAPPER.writeValue(file.toFile(), records);
  }
}
