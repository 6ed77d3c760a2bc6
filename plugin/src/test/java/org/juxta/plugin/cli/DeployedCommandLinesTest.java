package org.juxta.plugin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the unit, the image and the composition start is a command line that Juxta takes. */
class DeployedCommandLinesTest {

  @Test
  void ofTheSystemdUnit() throws IOException {
    Matcher start =
        Pattern.compile("^ExecStart=.* -jar \\S+ (.*)$", Pattern.MULTILINE)
            .matcher(deploy("juxta.service"));
    assertThat(start.find()).isTrue();
    isTaken(List.of(start.group(1).split(" ", -1)));
  }

  @Test
  void ofTheImage() throws IOException {
    Matcher command =
        Pattern.compile("^CMD (\\[\"serve\".*])$", Pattern.MULTILINE).matcher(deploy("Dockerfile"));
    assertThat(command.find()).isTrue();
    isTaken(words(new YAMLMapper().readTree(command.group(1))));
  }

  @Test
  void ofTheComposition() throws IOException {
    JsonNode services = new YAMLMapper().readTree(deploy("compose.yaml")).get("services");
    isTaken(words(services.at("/juxta/command")));
  }

  @Test
  void theCompositionNamesTheArchiveAsOrthancIsSetUp() throws IOException {
    JsonNode services = new YAMLMapper().readTree(deploy("compose.yaml")).get("services");
    String orthanc = deploy("orthanc.json");
    assertThat(words(services.at("/juxta/command"))).contains("--archive=ORTHANC@orthanc:4242");
    assertThat(orthanc)
        .contains("\"DicomAet\": \"ORTHANC\"", "\"DicomPort\": 4242")
        .contains("[\"JUXTA\", \"juxta\", 11112]");
    assertThat(services.has("orthanc")).isTrue();
  }

  private static void isTaken(List<String> arguments) {
    assertThat(arguments.get(0)).isEqualTo("serve");
    assertThatCode(() -> Main.commandLine().parseArgs(arguments.toArray(String[]::new)))
        .doesNotThrowAnyException();
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static String deploy(String name) throws IOException {
    return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "deploy", name));
  }
}
