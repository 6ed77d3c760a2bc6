package org.juxta.dicom.remapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The whole tool on a jar with an interface, a class that implements it, and a service file. */
class RemapJarsTest {
  private static final List<String> RULE_FILES =
      List.of(
          "classes.txt",
          "packages.txt",
          "methods.txt",
          "throws.txt",
          "exceptions.txt",
          "hidden.txt",
          "uids.txt");

  private final Path rules;
  private final Path output;
  private final Path jar;

  RemapJarsTest(@TempDir Path directory) {
    rules = directory.resolve("rules");
    output = directory.resolve("out");
    jar = directory.resolve("org.aoju.bus.jar");
  }

  @BeforeEach
  void writeJarAndRules() throws IOException {
    Files.createDirectories(rules);
    for (String file : RULE_FILES) {
      Files.writeString(rules.resolve(file), "# nothing\n");
    }
    rule("packages.txt", "org.aoju.bus. dcm.");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      add(
          out,
          "org/aoju/bus/Handler.class",
          abstractClass("org/aoju/bus/Handler", "java/lang/Object"));
      add(
          out,
          "org/aoju/bus/Echo.class",
          abstractClass("org/aoju/bus/Echo", "org/aoju/bus/Handler"));
      add(out, "org/aoju/bus/Other.class", abstractClass("org/aoju/bus/Other", "java/lang/Object"));
      add(out, "META-INF/services/org.aoju.bus.Handler", "org.aoju.bus.Echo".getBytes(UTF_8));
    }
  }

  @Test
  void aMethodRuleHoldsForSubtypesAndForNoOtherClass() throws Exception {
    rule("methods.txt", "org.aoju.bus.Handler onDimse onDimseRQ");
    run();
    assertThat(load("dcm.Echo").getMethod("onDimseRQ")).isNotNull();
    assertThat(load("dcm.Other").getMethod("onDimse")).isNotNull();
  }

  @Test
  void aThrowsRuleDeclaresTheException() throws Exception {
    rule("throws.txt", "org.aoju.bus.Handler onDimse java.io.IOException");
    run();
    assertThat(load("dcm.Handler").getMethod("onDimse").getExceptionTypes())
        .containsExactly(IOException.class);
    assertThat(load("dcm.Other").getMethod("onDimse").getExceptionTypes()).isEmpty();
  }

  @Test
  void aHiddenMethodIsSeenByNoCompiler() throws Exception {
    rule("hidden.txt", "dcm.Handler onDimse");
    run();
    assertThat(load("dcm.Handler").getMethod("onDimse").isSynthetic()).isTrue();
    assertThat(load("dcm.Other").getMethod("onDimse").isSynthetic()).isFalse();
  }

  @Test
  void aServiceFileIsRenamedByNameAndContent() throws IOException {
    run();
    assertThat(output.resolve("META-INF/services/dcm.Handler")).hasContent("dcm.Echo");
  }

  @Test
  void aRuleThatFitsNoMethodEndsTheBuild() throws IOException {
    rule("methods.txt", "org.aoju.bus.Handler onDimze onDimseRQ");
    assertThatExceptionOfType(RemapException.class)
        .isThrownBy(this::run)
        .withMessageContaining("onDimze");
  }

  @Test
  void twoClassesOfOneNameEndTheBuild() throws IOException {
    rule("classes.txt", "org.aoju.bus.Other dcm.Echo");
    assertThatExceptionOfType(RemapException.class)
        .isThrownBy(this::run)
        .withMessageContaining("dcm/Echo.class");
  }

  @Test
  void aRuleWithAColumnTooFewIsNamedByFileAndLine() throws IOException {
    rule("methods.txt", "org.aoju.bus.Handler onDimse");
    assertThatExceptionOfType(RemapException.class)
        .isThrownBy(this::run)
        .withMessageContaining("methods.txt:2");
  }

  @Test
  void unchangedInputsAreNotRemappedAgain() throws IOException {
    run();
    FileTime before = FileTime.fromMillis(1);
    Files.setLastModifiedTime(output.resolve("dcm/Echo.class"), before);
    run();
    assertThat(Files.getLastModifiedTime(output.resolve("dcm/Echo.class"))).isEqualTo(before);
  }

  @Test
  void aChangedRuleLeavesNothingOfTheEarlierResult() throws IOException {
    run();
    rule("classes.txt", "org.aoju.bus.Echo dcm.net.Echo");
    run();
    assertThat(output.resolve("dcm/net/Echo.class")).exists();
    assertThat(output.resolve("dcm/Echo.class")).doesNotExist();
  }

  private void run() throws IOException {
    RemapJars.main(new String[] {rules.toString(), output.toString(), jar.toString()});
  }

  private void rule(String file, String line) throws IOException {
    Files.writeString(rules.resolve(file), line + "\n", StandardOpenOption.APPEND);
  }

  private Class<?> load(String name) throws Exception {
    return new URLClassLoader(new URL[] {output.toUri().toURL()}, null).loadClass(name);
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
  }

  private static byte[] abstractClass(String name, String superName) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, name, null, superName, null);
    writer
        .visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "onDimse", "()V", null, null)
        .visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
