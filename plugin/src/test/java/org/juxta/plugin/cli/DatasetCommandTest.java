package org.juxta.plugin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {
  @TempDir Path directory;
  private String good = "";
  private String bad = "";
  private String output = "";

  @BeforeEach
  void write() throws IOException {
    String record =
        """
        {"id":"a","images":["1.png","2.png"],"conversation":[
         {"role":"user","content":"<image><image>Changed?\\nA: yes\\nB: no\\n"},
         {"role":"assistant","content":"A: yes"}],"source":"s"}""";
    good = Files.writeString(directory.resolve("good.json"), "[" + record + "]").toString();
    bad =
        Files.writeString(
                directory.resolve("bad.json"),
                "[" + record + "," + record.replace("<image>Changed", "Changed") + "]")
            .toString();
  }

  @Test
  void aBadRecordIsNamedAndEndsWithFailureUnlessItMayBeSkipped() {
    assertThat(run("dataset", "check", good)).isZero();
    assertThat(output).contains("1 records right, 0 bad");
    assertThat(run("dataset", "check", good, bad)).isEqualTo(ExitCode.FAILED);
    assertThat(output)
        .contains("bad.json record 1: conversation[0].content begins with 1 <image>")
        .contains("1 records right, 1 bad");
    assertThat(run("dataset", "check", "--skip-bad", bad)).isZero();
    assertThat(run("dataset", "check", "--images", directory.toString(), good))
        .isEqualTo(ExitCode.FAILED);
    assertThat(output).contains("image '1.png' is not in");
  }

  @Test
  void theAuditTellsWhatIsAlsoLearnedFrom() {
    assertThat(run("dataset", "audit", "--learned", good, good)).isZero();
    assertThat(output)
        .containsPattern("good\\.json +1 +0\\.500 +1\\.000 +1\\.000 +1\\.000 +0 +0 +1");
  }

  private int run(String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return Main.run(arguments);
    } finally {
      System.setOut(before);
      output = bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
