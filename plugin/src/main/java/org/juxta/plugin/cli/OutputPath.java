package org.juxta.plugin.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks where a command is to write, before it has worked for minutes. */
final class OutputPath {
  private OutputPath() {}

  /**
   * A directory, or one that can be made.
   *
   * @param flag that it was given with
   * @throws ParameterException when it is none
   */
  static void requireDirectory(CommandSpec spec, String flag, Path path) {
    Path there = path.toAbsolutePath().normalize();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      throw wrong(spec, flag, there + " is a file; a directory, or the name of a new one");
    }
    if (!Files.isWritable(there)) {
      throw wrong(spec, flag, there + " cannot be written to; a directory that can");
    }
  }

  /**
   * A file in a directory that is there.
   *
   * @throws ParameterException when it is none
   */
  static void requireFile(CommandSpec spec, String flag, Path path) {
    if (Files.isDirectory(path)) {
      throw wrong(spec, flag, path + " is a directory; a file");
    }
    @Nullable Path parent = path.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw wrong(spec, flag, path + " cannot be written; a file in a directory that is there");
    }
  }

  private static ParameterException wrong(CommandSpec spec, String flag, String problem) {
    return new ParameterException(spec.commandLine(), flag + ": " + problem);
  }
}
