package org.juxta.plugin.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory and what runs in it; both are gone when it is closed. */
final class Workplace implements Closeable {
  private final Path directory;
  private final Deque<Closeable> opened = new ArrayDeque<>();

  Workplace() throws IOException {
    this.directory = Files.createTempDirectory("juxta-demo-");
  }

  Path resolve(String name) {
    return directory.resolve(name);
  }

  /** Has a part closed with this, the last opened first. */
  <T extends Closeable> T opened(T part) {
    opened.push(part);
    return part;
  }

  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
