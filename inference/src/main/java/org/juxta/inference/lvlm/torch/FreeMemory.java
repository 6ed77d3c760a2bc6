package org.juxta.inference.lvlm.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juxta.inference.lvlm.InferenceException;

/** Refuses what would not fit into memory before it is started. */
final class FreeMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  private FreeMemory() {}

  /**
   * @param what is wanted, for the message
   * @throws InferenceException when the system says that it has less than so many bytes available;
   *     where it says nothing, nothing is refused
   */
  static void require(String what, long bytes) {
    long available = available();
    if (bytes > available) {
      throw new InferenceException(
          "%s takes %d MiB, the machine has %d MiB available"
              .formatted(what, bytes >> 20, available >> 20));
    }
  }

  private static long available() {
    try {
      return Files.readAllLines(MEMINFO).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kib -> Long.parseLong(kib) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
