package org.juxta.inference.dataset.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.inference.dataset.record.InstructionRecord.Role;
import org.juxta.inference.dataset.record.InstructionRecord.Turn;

class RecordFileTest {
  private static final String RIGHT =
      """
      {"id":"a","images":["1.png","2.png"],"conversation":[
       {"role":"user","content":"<image><image>How has it changed?\\nA: better\\nB: worse\\n"},
       {"role":"assistant","content":"B: worse"}],"source":"s"}""";

  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    file = directory.resolve("records.json");
  }

  @Test
  void aRecordIsReadAsItIsWritten() throws IOException {
    InstructionRecord record =
        new InstructionRecord(
            "x-1",
            List.of("p/prior.png", "p/current.png"),
            List.of(
                new Turn(Role.USER, "<image><image>What is new?"),
                new Turn(Role.ASSISTANT, "A nodule, \"left\" – äöü.")),
            "phantom");
    RecordFile.write(file, List.of(record));
    RecordFile read = RecordFile.read(file, null);
    assertThat(read.problems()).isEmpty();
    assertThat(read.records()).containsExactly(record);
    assertThat(record.question()).isEqualTo("What is new?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          "1.png","2.png"         | "1.png"              | conversation[0].content begins with 2 <image>; there are 1 images
          changed?                | <image>changed?      | has <image> inside the text
          "assistant"             | "system"             | conversation[1].role: Cannot deserialize
          "role":"assistant"      | "role":"user"        | conversation[1].role is user
          "B: worse"              | " "                  | conversation[1].content is empty
          ,"source":"s"           | ,"source":"s","origin":"s" | origin: Unrecognized field "origin"
          "id":"a",               | ^^                   | id: Missing required creator property 'id'
          ["1.png","2.png"]       | null                 | images: Null value for creator property 'images'
          """)
  void aBadRecordIsNamedByFileAndPlaceAndTheOthersAreKept(
      String right, String wrong, String message) throws IOException {
    assertThat(RIGHT).contains(right);
    Files.writeString(file, "[" + RIGHT + "," + RIGHT.replace(right, wrong) + "," + RIGHT + "]");
    RecordFile read = RecordFile.read(file, null);
    assertThat(read.records()).hasSize(2);
    assertThat(read.problems())
        .first()
        .satisfies(
            problem ->
                assertThat(problem.toString()).startsWith(file + " record 1: ").contains(message));
  }

  @Test
  void aMissingImageAndOneOutsideTheFolderAreNamed() throws IOException {
    Files.createFile(directory.resolve("1.png"));
    Files.writeString(file, "[" + RIGHT.replace("2.png", "../2.png") + "," + RIGHT + "]");
    RecordFile read = RecordFile.read(file, directory);
    assertThat(read.records()).isEmpty();
    assertThat(read.problems())
        .extracting(RecordProblem::message)
        .containsExactly(
            "image '../2.png' leads out of " + directory, "image '2.png' is not in " + directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}       | begins with no [
          [{       | line 1: Unexpected end-of-input
          [1 2]    | line 1: Unexpected character ('2'
          """)
  void aFileThatIsNoListOfRecordsIsRefusedWhole(String text, String message) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> RecordFile.read(file, null))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }
}
