package org.juxta.plugin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.plugin.database.DataDirectory;
import picocli.CommandLine;

class CommandLineTest {
  private final Path directory;
  private final StringWriter errors = new StringWriter();
  private final StringWriter output = new StringWriter();

  CommandLineTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo", "serve", "priors", "phantom", "bench", "dataset", "ask", "model", "report"
      })
  void everyCommandHasHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(output.toString()).startsWith("Usage: juxta " + command).contains("--debug");
  }

  @Test
  void everyFlagOfServeIsInItsHelp() {
    run("serve", "--help");
    assertThat(output.toString())
        .contains(
            "--config",
            "--ae",
            "--host",
            "--port",
            "--data",
            "--archive",
            "--model",
            "--accept-licence",
            "--quiet-period",
            "--allow",
            "--web");
  }

  @Test
  void aDirectoryThatHoldsNoModelIsNamedWithTheReason() throws IOException {
    assertThat(run("model", "inspect", directory.toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("no config.json in " + directory);
    Files.writeString(directory.resolve("config.json"), "{\"architectures\": [\"Other\"]}");
    assertThat(run("model", "inspect", directory.toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("'Other', supported are", "Gemma3");
  }

  @Test
  void aFileThatIsNoReportIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(directory.resolve("a.txt"), "no DICOM at all");

    assertThat(run("report", file.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("a.txt cannot be read as a report");
  }

  @Test
  void theVersionIsTold() {
    assertThat(run("--version")).isZero();
    assertThat(output.toString()).startsWith("juxta ");
  }

  @Test
  void noCommandIsAUsageError() {
    assertThat(run()).isEqualTo(2);
    assertThat(line()).isEqualTo("juxta: a command is missing; see 'juxta --help'");
  }

  @Test
  void anUnknownCommandIsAUsageError() {
    assertThat(run("srve")).isEqualTo(2);
    assertThat(line()).contains("srve");
  }

  @Test
  void anUnknownFlagIsNamed() {
    assertThat(run("serve", "--prot", "104")).isEqualTo(2);
    assertThat(line()).startsWith("juxta serve: ").contains("--prot");
  }

  @Test
  void aBadValueOfAFlagIsNamedWithWhatWouldBeRight() {
    assertThat(run("serve", "--port", "dicom")).isEqualTo(2);
    assertThat(line())
        .isEqualTo(
            "juxta serve: port: 'dicom' is not a port; a number from 1 to 65535, or 0 for any free"
                + " one");
  }

  @Test
  void anUnknownKeyOfTheFileIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("juxta.yaml"), "prot: 104\n");
    assertThat(run("serve", "--config", file.toString())).isEqualTo(2);
    assertThat(line()).startsWith("juxta serve: prot: unknown key in " + file);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(run("serve", "--config", "/nowhere/juxta.yaml")).isEqualTo(2);
    assertThat(line()).isEqualTo("juxta serve: config: there is no file /nowhere/juxta.yaml");
  }

  @Test
  void aModelThatIsNoneIsNamed() {
    assertThat(run("serve", "--model", "/nowhere")).isEqualTo(2);
    assertThat(line()).startsWith("juxta serve: model: ").contains("config.json", "embedded");
  }

  @Test
  void aBusyPortIsNamed() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(busy.getLocalPort());
      assertThat(run("serve", "--port", port, "--data", directory.toString())).isEqualTo(2);
      assertThat(line()).startsWith("juxta serve: port: " + port + " on 127.0.0.1 cannot be had");
    }
  }

  @Test
  void aBusyPortOfTheDeskIsNamed() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String desk = "127.0.0.1:" + busy.getLocalPort();
      assertThat(run("serve", "--port", "0", "--web", desk, "--data", directory.toString()))
          .isEqualTo(2);
      assertThat(line())
          .startsWith("juxta serve: web: " + busy.getLocalPort() + " on 127.0.0.1 cannot be had");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    assertThat(run("serve", "--host", "192.0.2.1", "--port", "0", "--data", directory.toString()))
        .isEqualTo(2);
    assertThat(line()).startsWith("juxta serve: host: '192.0.2.1' is not an address of this");
  }

  @Test
  void aDataDirectoryInUseIsNamed() throws IOException {
    try (DataDirectory other = DataDirectory.open(directory)) {
      assertThat(run("serve", "--data", other.root().toString())).isEqualTo(2);
      assertThat(line()).startsWith("juxta serve: data: ").contains("in use by another Juxta");
    }
  }

  @Test
  void aDataDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(run("serve", "--data", file.resolve("below").toString())).isEqualTo(2);
    assertThat(line()).startsWith("juxta serve: data: ").contains("cannot be written to");
  }

  @Test
  void anImageThatIsNotThereIsNamed() {
    assertThat(run("ask", "--current", "/nowhere.png", "What is it?")).isEqualTo(1);
    assertThat(line()).isEqualTo("juxta ask: there is no file /nowhere.png");
  }

  @Test
  void anImageThatIsNoneIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("notes.txt"), "no image");
    assertThat(run("ask", "--current", file.toString(), "What is it?")).isEqualTo(1);
    assertThat(line()).isEqualTo("juxta ask: " + file + " is no PNG, JPEG or DICOM file");
  }

  @Test
  void noCaseIsAUsageError() {
    assertThat(run("phantom", "--cases", "0", "--out", directory.toString())).isEqualTo(2);
    assertThat(line()).contains("--cases: 0; 1 or more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "phantom"})
  void aFileWhereAFolderIsNeededIsAUsageError(String command) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(run(command, "--out", file.toString())).isEqualTo(2);
    assertThat(line())
        .startsWith("juxta " + command + ": --out: " + file + " is a file; a directory");
    errors.getBuffer().setLength(0);
    assertThat(run(command, "--out", file.resolve("below").toString())).isEqualTo(2);
    assertThat(line()).contains("--out: " + file + " is a file");
  }

  @Test
  void whereFiguresCannotBeWrittenIsToldBeforeTheyAreMeasured() {
    String nowhere = directory.resolve("nowhere").resolve("figures.json").toString();
    assertThat(run("bench", "--model", "/nowhere", "--json", nowhere)).isEqualTo(2);
    assertThat(line()).startsWith("juxta bench: --json: " + nowhere + " cannot be written");
    errors.getBuffer().setLength(0);
    assertThat(run("bench", "--model", "/nowhere", "--json", directory.toString())).isEqualTo(2);
    assertThat(line()).startsWith("juxta bench: --json: " + directory + " is a directory");
  }

  @Test
  void oneCaseIsNotEnoughToMeasure() {
    assertThat(run("bench", "--cases", "1")).isEqualTo(2);
    assertThat(line()).contains("--cases: 1; 2 or more");
  }

  @Test
  void aScannerThatDoesNotExistIsRefused(@TempDir Path directory) {
    assertThat(run("phantom", "--ct", "0.1", "--out", directory.toString())).isEqualTo(2);
    assertThat(line()).contains("--ct: CT field").contains("thickness 0.1");
  }

  @Test
  void theStackTraceComesWithDebugOnly() {
    run("--debug", "ask", "--current", "/nowhere.png", "?");
    assertThat(errors.toString().lines().count()).isGreaterThan(1);
    assertThat(errors.toString()).contains("\tat org.juxta.plugin.cli.");
  }

  @Test
  void figuresAreWrittenUnderTheirKeys() throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("change.accuracy", 0.75);
    figures.put("presence.auroc.nodule", Double.NaN);
    figures.put("cases", 300.0);
    Path file = directory.resolve("figures.json");
    BenchCommand.write(figures, file);
    JsonNode json = new JsonMapper().readTree(file.toFile());
    assertThat(json.get("change.accuracy").doubleValue()).isEqualTo(0.75);
    assertThat(json.get("presence.auroc.nodule").isNull()).isTrue();
    assertThat(json.get("cases").isIntegralNumber()).isTrue();
    assertThat(json.get("cases").longValue()).isEqualTo(300);
  }

  private int run(String... args) {
    CommandLine command = Main.commandLine();
    command.setErr(new PrintWriter(errors, true));
    command.setOut(new PrintWriter(output, true));
    return command.execute(args);
  }

  /** The one line that was said. */
  private String line() {
    List<String> lines = errors.toString().lines().toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
