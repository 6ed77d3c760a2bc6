package org.juxta.plugin.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.study.keyslice.SlicePair;
import org.juxta.dicom.study.keyslice.VolumePair;
import org.juxta.dicom.study.registration.Registration;
import org.juxta.dicom.study.volume.Volume;
import org.juxta.dicom.study.volume.VolumeAssembler;
import org.juxta.dicom.study.volume.VolumeAssembly;
import org.juxta.inference.phantom.CtProtocol;
import org.juxta.plugin.demo.CtFiles;

/**
 * Time and memory to assemble and register two CT series of 512 x 512 pixels and to draw their key
 * slices, from files. Arguments: slices of each series (300); the heap's limit is the JVM's.
 */
public final class CtBenchmark {
  /** What the simulated chest takes along the table at least, mm. */
  private static final double RANGE = 290;

  private CtBenchmark() {}

  /** Writes the series, then measures; says what it does. */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    double spacing = Math.max(0.25, RANGE / slices);
    Path directory = Files.createTempDirectory("juxta-ct-");
    try {
      CtFiles.write(1, directory, new CtProtocol(512, 400, spacing, spacing, 0, 15), 0, () -> {});
      Path patient = directory.resolve("PHANTOM-000001");
      measure(out, series(patient.resolve("current/ct")), series(patient.resolve("prior/ct")));
    } finally {
      delete(directory);
    }
  }

  private static void measure(
      PrintStream out, List<StoredInstance> current, List<StoredInstance> prior)
      throws IOException {
    long start = System.nanoTime();
    try (Volume now = volume(current);
        Volume before = volume(prior)) {
      long assembled = System.nanoTime();
      VolumePair pair = VolumePair.of(now, before);
      long registered = System.nanoTime();
      for (SlicePair slices : pair.pairs()) {
        pair.show(slices);
      }
      long shown = System.nanoTime();
      out.printf(
          Locale.ROOT,
          "%d and %d slices: assembled in %.1f s, decoded and registered in %.1f s,"
              + " %d key slices drawn in %.1f s%n",
          now.geometry().slices(),
          before.geometry().slices(),
          (assembled - start) / 1e9,
          (registered - assembled) / 1e9,
          pair.pairs().size(),
          (shown - registered) / 1e9);
      Registration registration = pair.registration();
      out.println(registration == null ? "no registration" : registration.reason());
    }
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    out.printf(
        Locale.ROOT,
        "heap: limit %d MiB, peak %d MiB (garbage included); processor time %.1f s%n",
        Runtime.getRuntime().maxMemory() >> 20,
        peak >> 20,
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
            / 1e9);
  }

  private static Volume volume(List<StoredInstance> series) {
    VolumeAssembly assembly = VolumeAssembler.assemble(series);
    if (assembly instanceof VolumeAssembly.Assembled assembled) {
      return assembled.volume();
    }
    throw new IllegalStateException(String.valueOf(assembly));
  }

  private static List<StoredInstance> series(Path directory) throws IOException {
    List<StoredInstance> instances = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        instances.add(
            new StoredInstance(
                file.getFileName().toString(),
                "1.2.840.10008.5.1.4.1.1.2",
                "1",
                directory.toString(),
                "",
                "",
                "CT",
                "1.2.840.10008.1.2.1",
                file,
                Instant.EPOCH,
                ""));
      }
    }
    return instances;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
