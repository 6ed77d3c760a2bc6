package org.juxta.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.ModelInspection;
import org.juxta.inference.lvlm.VisionLanguageModel;
import org.juxta.inference.lvlm.family.Families;
import org.juxta.inference.lvlm.family.LlavaModel;
import org.juxta.inference.lvlm.remote.RemoteAddress;
import org.juxta.inference.lvlm.remote.RemoteModel;

/** Where models come from. */
public final class Models {
  /** Name of the checkpoint that is shipped inside the jar. */
  public static final String EMBEDDED = "embedded";

  private static final List<String> FILES =
      List.of(
          "config.json",
          "preprocessor_config.json",
          "tokenizer.json",
          "model.safetensors",
          "README.md");

  private static final String UNPACKED = "juxta-model-";

  /** Unpacking and loading takes seconds; what is there after this, nobody is at work on. */
  private static final Duration STALE = Duration.ofHours(1);

  private Models() {}

  /**
   * Loads a model.
   *
   * @param name {@value #EMBEDDED}, a checkpoint directory in Hugging Face layout, or what {@link
   *     RemoteAddress} reads
   * @throws InferenceException naming what is missing or does not fit
   */
  public static VisionLanguageModel load(String name) {
    return load(name, Set.of());
  }

  /**
   * Loads a model whose terms may have to be accepted first.
   *
   * @param name {@value #EMBEDDED}, a checkpoint directory in Hugging Face layout, or what {@link
   *     RemoteAddress} reads
   * @param acceptedLicences ids of the licences that somebody answers for having accepted
   * @throws InferenceException naming what is missing or does not fit, or the terms that have not
   *     been accepted
   */
  public static VisionLanguageModel load(String name, Set<String> acceptedLicences) {
    if (RemoteAddress.isOne(name)) {
      return RemoteModel.load(remote(name), acceptedLicences);
    }
    if (!name.equals(EMBEDDED)) {
      return Families.load(directory(name), acceptedLicences);
    }
    try {
      removeStale(Path.of(System.getProperty("java.io.tmpdir")), Instant.now().minus(STALE));
      Path directory = Files.createTempDirectory(UNPACKED);
      try {
        unpack(directory);
        // The weights stay mapped after the files are unlinked.
        return LlavaModel.load(directory);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new InferenceException("cannot unpack the embedded model: " + e, e);
    }
  }

  /**
   * Looks at a published checkpoint without reading its weights.
   *
   * @throws InferenceException naming what is missing or does not fit
   */
  public static ModelInspection inspect(Path directory) {
    return Families.inspect(directory);
  }

  private static RemoteAddress remote(String name) {
    try {
      return RemoteAddress.parse(name);
    } catch (IllegalArgumentException e) {
      throw new InferenceException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Path directory(String name) {
    try {
      Path directory = Path.of(name);
      if (Files.isDirectory(directory)) {
        return directory;
      }
      throw new InferenceException("no checkpoint directory " + directory.toAbsolutePath());
    } catch (InvalidPathException e) {
      throw new InferenceException("not the name of a directory: " + e.getMessage(), e);
    }
  }

  private static void unpack(Path directory) throws IOException {
    for (String file : FILES) {
      try (InputStream in = Models.class.getResourceAsStream(EMBEDDED + "/" + file)) {
        if (in == null) {
          throw new InferenceException("the jar lacks the embedded model's " + file);
        }
        Files.copy(in, directory.resolve(file));
      }
    }
  }

  /**
   * Removes what a process that was killed while it loaded has left behind. What cannot be removed,
   * another user's for one, stays.
   *
   * @param olderThan only what was last changed before
   */
  static void removeStale(Path temporary, Instant olderThan) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary, UNPACKED + "*")) {
      for (Path directory : left) {
        if (Files.getLastModifiedTime(directory).toInstant().isBefore(olderThan)) {
          delete(directory);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Of no use to this process, and no reason not to load: the next one may have more luck.
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
