package org.juxta.dicom.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A DICOM server of another maker on a loopback port; tests skip where it is not installed. */
public final class PeerServer implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Path output;
  private int httpPort;

  private PeerServer(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /**
   * dcmtk's {@code storescp}, which writes what it gets into a directory, bit by bit as received.
   *
   * @param options before the port, such as {@code +xa} (accept every transfer syntax)
   */
  public static PeerServer storescp(Path directory, String... options) throws IOException {
    Files.createDirectories(directory);
    int port = FreePort.next();
    List<String> command = new ArrayList<>(List.of("storescp", "+B", "-od", directory.toString()));
    command.addAll(List.of(options));
    command.add(String.valueOf(port));
    return start(command, directory.resolveSibling("storescp.log"), port);
  }

  /**
   * Orthanc with its files in a directory; AE title ORTHANC, DICOM at {@link #port}, HTTP at {@link
   * #httpPort}.
   */
  public static PeerServer orthanc(Path directory) throws IOException {
    return orthanc(directory, "", 11112);
  }

  /** The same with DICOMweb below {@code /dicom-web/}, and JUXTA known at a port for C-MOVE. */
  public static PeerServer orthancWithDicomWeb(Path directory, int moveDestination)
      throws IOException {
    Path plugin = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    Assumptions.assumeTrue(
        Files.isReadable(plugin), () -> "skipped: orthanc-dicomweb is not installed");
    return orthanc(directory, '"' + plugin.toString() + '"', moveDestination);
  }

  private static PeerServer orthanc(Path directory, String plugins, int moveDestination)
      throws IOException {
    Files.createDirectories(directory);
    int port = FreePort.next();
    int httpPort = FreePort.next();
    Path configuration = directory.resolve("orthanc.json");
    Files.writeString(
        configuration,
        """
        {"Name": "test", "StorageDirectory": "%1$s/storage", "IndexDirectory": "%1$s/storage",
         "DicomAet": "ORTHANC", "DicomPort": %2$d, "DicomAlwaysAllowStore": true, "DicomAlwaysAllowFind": true,
         "DicomAlwaysAllowGet": true, "DicomAlwaysAllowMove": true,
         "DicomModalities": {"juxta": {"AET": "JUXTA", "Host": "127.0.0.1", "Port": %5$d}},
         "HttpServerEnabled": true, "HttpPort": %3$d, "RemoteAccessAllowed": false,
         "AuthenticationEnabled": false, "Plugins": [%4$s]}
        """
            .formatted(directory, port, httpPort, plugins, moveDestination),
        StandardCharsets.UTF_8);
    PeerServer server =
        start(List.of("Orthanc", configuration.toString()), directory.resolve("orthanc.log"), port);
    server.httpPort = httpPort;
    return server;
  }

  /**
   * dcmtk's {@code dcmqrscp} with its files in {@code files} of a directory, AE title QRSCP; it
   * knows JUXTA at a port for C-MOVE.
   */
  public static PeerServer dcmqrscp(Path directory, int moveDestination) throws IOException {
    Files.createDirectories(directory.resolve("files"));
    int port = FreePort.next();
    Path configuration = directory.resolve("dcmqrscp.cfg");
    Files.writeString(
        configuration,
        """
        NetworkTCPPort  = %1$d
        MaxPDUSize      = 131072
        MaxAssociations = 16
        HostTable BEGIN
        juxta = (JUXTA, 127.0.0.1, %2$d)
        HostTable END
        VendorTable BEGIN
        VendorTable END
        AETable BEGIN
        QRSCP %3$s RW (200, 1024mb) ANY
        AETable END
        """
            .formatted(port, moveDestination, directory.resolve("files")),
        StandardCharsets.UTF_8);
    return start(
        List.of("dcmqrscp", "-c", configuration.toString()),
        directory.resolve("dcmqrscp.log"),
        port);
  }

  private static PeerServer start(List<String> command, Path output, int port) throws IOException {
    Assumptions.assumeTrue(
        isInstalled(command.get(0)), () -> "skipped: " + command.get(0) + " is not installed");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // Without it dcmtk answers each message after the delay of TCP's acknowledgement.
    builder.environment().put("TCP_NODELAY", "1");
    PeerServer server = new PeerServer(builder.start(), port, output);
    try {
      Awaitility.await(command.get(0) + " listens")
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(server::isListening);
    } catch (RuntimeException e) {
      server.close();
      throw new IOException(Files.readString(output, StandardCharsets.ISO_8859_1), e);
    }
    return server;
  }

  /** Whether a program is on the PATH. */
  public static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** Where an Orthanc answers HTTP. */
  public int httpPort() {
    return httpPort;
  }

  /** What it has printed. */
  public String output() throws IOException {
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }

  /** Ends it, by force if it does not go within five seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
