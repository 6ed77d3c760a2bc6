package org.juxta.dicom.remapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Writes the classes and resources of jars under their new names into a directory, which it empties
 * first. Does nothing if that directory was already made from the same jars by the same rules and
 * the same tool.
 */
public final class RemapJars {
  private final RemapRules rules;
  private final ClassHierarchy hierarchy = new ClassHierarchy();
  private final RuleUse use = new RuleUse();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private RemapJars(RemapRules rules) {
    this.rules = rules;
  }

  /**
   * Runs the tool.
   *
   * @param arguments the rules directory, the output directory, then the jars
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 3) {
      throw new IllegalArgumentException("usage: RemapJars RULES_DIR OUTPUT_DIR JAR...");
    }
    Path rules = Path.of(arguments[0]);
    Path output = Path.of(arguments[1]);
    List<Path> jars = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      jars.add(Path.of(arguments[i]));
    }
    Fingerprint fingerprint = Fingerprint.of(rules, jars);
    if (fingerprint.isOf(output)) {
      return;
    }
    empty(output);
    remap(RemapRules.load(rules), jars, output);
    fingerprint.writeTo(output);
  }

  /**
   * Renames the content of jars by rules.
   *
   * @throws RemapException if a rule fits nothing, or two classes would get one name
   */
  static void remap(RemapRules rules, List<Path> jars, Path output) throws IOException {
    RemapJars run = new RemapJars(rules);
    for (Path jar : jars) {
      run.read(jar);
    }
    run.write(output);
    run.use.requireAllUsed(rules);
  }

  /** Classes of earlier rules must not stay beside those of the new ones. */
  private static void empty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void read(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (entry.isDirectory()
            || name.startsWith("META-INF/maven/")
            || name.equals(JarFile.MANIFEST_NAME)) {
          continue;
        }
        byte[] content = jar.getInputStream(entry).readAllBytes();
        if (entries.put(name, content) != null) {
          throw new RemapException(path + ": " + name + " is in an earlier jar too");
        }
        if (name.endsWith(".class")) {
          hierarchy.add(content);
        }
      }
    }
  }

  private void write(Path output) throws IOException {
    ResourceRenamer resources = new ResourceRenamer(rules.names());
    Map<String, String> origins = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      String name = entry.getKey();
      boolean isClass = name.endsWith(".class");
      String renamed = resources.path(name);
      String earlier = origins.put(renamed, name);
      if (earlier != null) {
        throw new RemapException(
            "%s and %s would both become %s".formatted(earlier, name, renamed));
      }
      Path file = output.resolve(renamed);
      Files.createDirectories(file.getParent());
      Files.write(
          file,
          isClass
              ? ClassRenamer.rename(entry.getValue(), rules, hierarchy, use)
              : resources.content(entry.getValue()));
    }
  }
}
