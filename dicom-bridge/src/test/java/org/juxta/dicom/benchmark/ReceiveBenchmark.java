package org.juxta.dicom.benchmark;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dcm4che3.data.UID;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.testing.PeerServer;
import org.juxta.dicom.testing.RunningListener;
import org.juxta.dicom.testing.TestObjects;

/**
 * How fast images are received: our listener with its durable store beside Orthanc and dcmtk's
 * storescp (neither of which waits for its disk), from dcmtk's storescu with TCP_NODELAY=1, over
 * one and over eight associations. Receivers take turns, each with an empty directory, and the
 * median of the rounds counts. Prints a Markdown table.
 *
 * <p>Arguments: images (500), size in pixels (512), rounds (3).
 */
public final class ReceiveBenchmark {
  private static final Path WORK = Path.of("target", "receive-benchmark");
  private static final int WARM_UP_ROUNDS = 2;
  private static final int[] ASSOCIATIONS = {1, 8};

  /** A server under measurement. */
  private interface Receiver extends AutoCloseable {
    int port();

    @Override
    void close() throws IOException;
  }

  /** Starts a server in an empty directory. */
  private interface Starter {
    Receiver start(Path directory) throws IOException;
  }

  private ReceiveBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int images = argument(arguments, 0, 500);
    int size = argument(arguments, 1, 512);
    int rounds = argument(arguments, 2, 3);
    Map<String, Starter> receivers = new LinkedHashMap<>();
    receivers.put("JUXTA", directory -> juxta(directory, images));
    receivers.put("ORTHANC", directory -> peer(PeerServer.orthanc(directory)));
    receivers.put("STORESCP", directory -> peer(PeerServer.storescp(directory.resolve("in"))));
    delete(WORK);
    List<Path> parts = generate(images, size);

    System.out.printf("%d images of %d x %d x 16 bit, images/s%n", images, size, size);
    System.out.println("| receiver | associations | rounds | median | times the first Orthanc's |");
    System.out.println("|---|---|---|---|---|");
    for (int associations : ASSOCIATIONS) {
      Map<String, double[]> rates = new LinkedHashMap<>();
      // The first rounds warm up caches and compilers and are not counted.
      for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
        for (Map.Entry<String, Starter> receiver : receivers.entrySet()) {
          double seconds = measure(receiver.getKey(), receiver.getValue(), parts, associations);
          if (round >= 0) {
            rates.computeIfAbsent(receiver.getKey(), name -> new double[rounds])[round] =
                images / seconds;
          }
        }
      }
      double orthanc = median(rates.getOrDefault("ORTHANC", new double[] {Double.NaN}));
      rates.forEach(
          (name, each) ->
              System.out.printf(
                  "| %s | %d | %s | %.0f | %.2f |%n",
                  name,
                  associations,
                  Arrays.stream(each).mapToObj(rate -> String.format("%.0f", rate)).toList(),
                  median(each),
                  median(each) / orthanc));
    }
    delete(WORK);
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  /** Eight directories with an eighth of the images each. */
  private static List<Path> generate(int images, int size) throws IOException {
    List<Path> parts = new ArrayList<>();
    for (int part = 0; part < 8; part++) {
      parts.add(WORK.resolve("sent").resolve(String.valueOf(part)));
    }
    for (int i = 0; i < images; i++) {
      TestObjects.write(parts.get(i % 8), TestObjects.ct(i, size), UID.ExplicitVRLittleEndian);
    }
    return parts;
  }

  private static double measure(String aeTitle, Starter starter, List<Path> parts, int associations)
      throws IOException, InterruptedException {
    Path directory = WORK.resolve("received");
    delete(directory);
    Files.createDirectories(directory);
    try (Receiver receiver = starter.start(directory.toAbsolutePath())) {
      long start = System.nanoTime();
      List<Process> senders = new ArrayList<>();
      for (int i = 0; i < associations; i++) {
        senders.add(
            sender(
                aeTitle,
                receiver.port(),
                parts.subList(i * 8 / associations, (i + 1) * 8 / associations)));
      }
      for (Process sender : senders) {
        if (!sender.waitFor(10, TimeUnit.MINUTES) || sender.exitValue() != 0) {
          throw new IOException("storescu failed towards " + aeTitle);
        }
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      delete(directory);
    }
  }

  private static Process sender(String aeTitle, int port, List<Path> directories)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "storescu",
                "-xe",
                "-R",
                "+sd",
                "--max-pdu",
                "131072",
                "-aec",
                aeTitle,
                "127.0.0.1"));
    command.add(String.valueOf(port));
    directories.forEach(directory -> command.add(directory.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TCP_NODELAY", "1");
    return builder.start();
  }

  private static Receiver juxta(Path directory, int images) throws IOException {
    RunningListener listener = RunningListener.in(directory);
    ObjectStore store = listener.store();
    return new Receiver() {
      @Override
      public int port() {
        return listener.port();
      }

      @Override
      public void close() throws IOException {
        int kept = store.studies().get(0).instances();
        listener.close();
        if (kept != images) {
          throw new IOException("only " + kept + " images were kept");
        }
      }
    };
  }

  private static Receiver peer(PeerServer server) {
    return new Receiver() {
      @Override
      public int port() {
        return server.port();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException e)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
