package org.juxta.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.WebArchive;
import org.juxta.dicom.listener.AllowedPeer;

class SettingsTest {
  private final Path directory;

  SettingsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void nothingWrittenMeansTheDefaults() {
    Settings settings = SettingsCheck.check(SettingsSource.EMPTY);
    assertThat(settings.aeTitle()).isEqualTo("JUXTA");
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(11112);
    assertThat(settings.model()).isEqualTo("embedded");
    assertThat(settings.quietPeriod()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.archives()).isEmpty();
    assertThat(settings.results())
        .containsExactlyInAnyOrder(ResultKind.REPORT, ResultKind.PRESENTATION);
    assertThat(settings.allow()).isEmpty();
  }

  @Test
  void everyKeyOfAFileArrives() throws IOException {
    Path credentials = Files.writeString(directory.resolve("pacs.auth"), "bearer abc\n");
    Settings settings =
        SettingsCheck.check(
            read(
                """
                ae: READER
                host: 0.0.0.0
                port: 104
                data: /tmp
                archive: [PACS@10.0.0.1:4242, VNA@vna.example.org:104]
                results: [report]
                model: embedded
                accept-licence: [llama3]
                quiet-period: 2m
                allow:
                  - CT1
                  - DX2@10.0.0.7
                prior-archive:
                  - c-get:PACS@10.0.0.1:4242
                  - c-move:VNA@10.0.0.2:104
                  - https://pacs.example.org/dicom-web/ credentials=%s
                prior-number: 1
                prior-look-back: 1000d
                prior-timeout: 30s
                prior-attempts: 5
                web: 127.0.0.1:8443
                prior-wait: 90s
                late-prior: 0s
                connect-timeout: 3s
                response-timeout: 4s
                retry-first: 500ms
                retry-longest: 1h
                give-up-after: 2d
                """
                    .formatted(credentials)));
    assertThat(settings)
        .isEqualTo(
            new Settings(
                "READER",
                "0.0.0.0",
                104,
                Path.of("/tmp"),
                List.of(
                    new ArchiveNode("PACS", "10.0.0.1", 4242),
                    new ArchiveNode("VNA", "vna.example.org", 104)),
                Set.of(ResultKind.REPORT),
                "embedded",
                List.of("llama3"),
                Duration.ofMinutes(2),
                List.of(new AllowedPeer("CT1", null), new AllowedPeer("DX2", "10.0.0.7")),
                new WebAddress("127.0.0.1", 8443),
                new Settings.PriorSettings(
                    List.of(
                        new PriorArchive.Dimse(new ArchiveNode("PACS", "10.0.0.1", 4242), false),
                        new PriorArchive.Dimse(new ArchiveNode("VNA", "10.0.0.2", 104), true),
                        new PriorArchive.Web(
                            new WebArchive(
                                URI.create("https://pacs.example.org/dicom-web"), "Bearer abc"))),
                    1,
                    Duration.ofDays(1000),
                    Duration.ofSeconds(30),
                    5,
                    Duration.ofSeconds(90),
                    Duration.ZERO),
                new Settings.DeliverySettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4),
                    Duration.ofMillis(500),
                    Duration.ofHours(1),
                    Duration.ofDays(2))));
  }

  @Test
  void aModelMayBeServedElsewhere() throws IOException {
    SettingsSource file = read("model: 'openai:https://gpu.example.org/v1#m key=env:VLLM_KEY'\n");
    assertThat(SettingsCheck.check(file).model())
        .isEqualTo("openai:https://gpu.example.org/v1#m key=env:VLLM_KEY");
  }

  @Test
  void anEmptyFileIsAllDefaults() throws IOException {
    assertThat(read("# nothing set\n")).isEqualTo(SettingsSource.EMPTY);
  }

  @Test
  void aFlagOverridesTheFileAndLeavesTheRest() throws IOException {
    SettingsSource file = read("port: 104\nae: READER\n");
    SettingsSource flags = SettingsSource.of(Map.of("port", "105"));
    Settings settings = SettingsCheck.check(flags.over(file));
    assertThat(settings.port()).isEqualTo(105);
    assertThat(settings.aeTitle()).isEqualTo("READER");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ae            | THIS-TITLE-IS-TOO-LONG | 1 to 16 printable",
        "ae            | 'A\\B'                 | 1 to 16 printable",
        "host          | 'two words'            | 127.0.0.1",
        "port          | dicom                  | 1 to 65535",
        "port          | 65536                  | 1 to 65535",
        "port          | -1                     | 1 to 65535",
        "archive       | PACS                   | AET@host:port",
        "archive       | PACS@host:none         | PACS@host:none",
        "model         | /nowhere/at/all        | config.json",
        "model         | openai:http://gpu/v1#m | plain http",
        "model         | openai:https://gpu/v1  | not a remote model",
        "quiet-period  | 60                     | 60s",
        "quiet-period  | soon                   | 60s",
        "quiet-period  | 0s                     | more than 0",
        "quiet-period  | 25h                    | at most 24h",
        "allow         | 'CT1@'                 | AET@host",
        "prior-archive | PACS@a:1               | c-get:AET@host:port",
        "prior-archive | c-get:PACS             | AET@host:port",
        "prior-archive | http://u:p@pacs/x      | credentials belong in a file",
        "prior-archive | http://p/x credentials=/none | cannot be read",
        "prior-number  | 0                      | 1 to 10",
        "prior-attempts | 11                    | 1 to 10",
        "prior-look-back | 40000d               | at most 876000h",
        "prior-wait    | 61m                    | at most 1h",
        "late-prior    | 31d                    | at most 720h",
        "retry-first   | -5s                    | 60s",
        "give-up-after | 366d                   | at most 8760h",
      })
  void aBadValueIsNamedWithWhatWouldBeRight(String key, String value, String right)
      throws IOException {
    SettingsSource source = read(key + ": \"" + value.replace("\\", "\\\\") + "\"\n");
    assertThatThrownBy(() -> SettingsCheck.check(source))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(key + ": ")
        .hasMessageContaining(right)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void anUnknownKeyIsNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> read("ae: A\nprot: 104\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("prot: unknown key in ")
        .hasMessageContaining("port, prior-archive, prior-attempts, prior-look-back, prior-number");
  }

  @Test
  void aKeyTwiceIsRefused() {
    assertThatThrownBy(() -> read("port: 104\nport: 105\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("port");
  }

  @Test
  void aMapWhereAWordBelongsIsRefusedByKey() {
    assertThatThrownBy(() -> read("port:\n  number: 104\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("port: ");
  }

  @Test
  void whatIsNotYamlIsRefusedOnOneLine() {
    assertThatThrownBy(() -> read("ae: A\nallow: [A\nport: 1\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("config: ")
        .hasMessageMatching(".*juxta\\.yaml line 3 column \\d+ is not YAML .*'key: value'.*")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aPlainWordIsNotASettingsFile() {
    assertThatThrownBy(() -> read("hello\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("config: ");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, 127.0.0.1, 8080",
    "127.1.2.3:1, 127.1.2.3, 1",
    "localhost:0, localhost, 0",
    "[::1]:65535, [::1], 65535"
  })
  void theDeskIsServedOnThisMachine(String text, String host, int port) throws IOException {
    assertThat(SettingsCheck.check(read("web: '" + text + "'\n")).web())
        .isEqualTo(new WebAddress(host, port));
  }

  @Test
  void theDeskMayBeOff() throws IOException {
    assertThat(SettingsCheck.check(read("web: 'off'\n")).web()).isNull();
    assertThat(SettingsCheck.check(read("web: off\n")).web()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0:8080", "192.168.1.2:8080", "pacs.example:8080", "[::]:80", "127.0.0.1.x:80"})
  void theDeskIsServedToNobodyElse(String text) throws IOException {
    SettingsSource source = read("web: '" + text + "'\n");
    assertThatThrownBy(() -> SettingsCheck.check(source))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("web: '" + text + "' is not an address of this machine alone")
        .hasMessageContaining("TLS and no users");
  }

  @ParameterizedTest
  @CsvSource({"8080", "127.0.0.1", "127.0.0.1:web", "127.0.0.1:65536", "''"})
  void aDeskAddressThatIsNoneIsNamed(String text) throws IOException {
    SettingsSource source = read("web: '" + text + "'\n");
    assertThatThrownBy(() -> SettingsCheck.check(source))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("web: '" + text + "' is not HOST:PORT");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("none.yaml");
    assertThatThrownBy(() -> SettingsFile.read(missing))
        .isInstanceOf(SettingsException.class)
        .hasMessage("config: there is no file " + missing);
  }

  @Test
  void oneArchiveGivenTwiceIsRefused() throws IOException {
    SettingsSource source = read("archive: [PACS@a:1, PACS@b:2]\n");
    assertThatThrownBy(() -> SettingsCheck.check(source))
        .isInstanceOf(SettingsException.class)
        .hasMessage("archive: 'PACS' is given twice; each AE title once");
  }

  private SettingsSource read(String yaml) throws IOException {
    Path file = directory.resolve("juxta.yaml");
    Files.writeString(file, yaml);
    return SettingsFile.read(file);
  }
}
