package org.juxta.dicom.remapped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What any class on the class path, the platform's included, declares; read when asked for. */
final class ClassIndex {
  /**
   * A class as its file describes it.
   *
   * @param members name and descriptor to access flags
   */
  record ClassInfo(
      String name, int access, String nest, List<String> parents, Map<String, Integer> members) {}

  /** A member as found at or above the class that the reference names. */
  record Member(ClassInfo declaring, int access) {}

  private final Map<String, Optional<ClassInfo>> known = new HashMap<>();

  Optional<ClassInfo> find(String internalName) {
    @Nullable Optional<ClassInfo> found = known.get(internalName);
    if (found == null) {
      found = read(internalName);
      known.put(internalName, found);
    }
    return found;
  }

  Optional<Member> member(String owner, String key) {
    return find(owner)
        .flatMap(
            info ->
                Stream.ofNullable(info.members().get(key))
                    .map(access -> new Member(info, access))
                    .findFirst()
                    .or(
                        () ->
                            info.parents().stream()
                                .flatMap(parent -> member(parent, key).stream())
                                .findFirst()));
  }

  boolean isA(String type, String ancestor) {
    return type.equals(ancestor)
        || find(type).stream()
            .flatMap(info -> info.parents().stream())
            .anyMatch(parent -> isA(parent, ancestor));
  }

  private static Optional<ClassInfo> read(String internalName) {
    try (InputStream in =
        ClassIndex.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
      if (in == null) {
        return Optional.empty();
      }
      Collector collector = new Collector();
      new ClassReader(in.readAllBytes()).accept(collector, ClassReader.SKIP_CODE);
      return Optional.of(collector.info());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Collector extends ClassVisitor {
    private String name = "";
    private String nest = "";
    private int access;
    private final List<String> parents = new ArrayList<>();
    private final Map<String, Integer> members = new HashMap<>();

    Collector() {
      super(Opcodes.ASM9);
    }

    ClassInfo info() {
      return new ClassInfo(name, access, nest, parents, members);
    }

    @Override
    public void visit(
        int version,
        int flags,
        String self,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      name = self;
      nest = self;
      access = flags;
      if (superName != null) {
        parents.add(superName);
      }
      if (interfaces != null) {
        parents.addAll(List.of(interfaces));
      }
    }

    @Override
    public void visitNestHost(String nestHost) {
      nest = nestHost;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int flags, String field, String type, @Nullable String signature, @Nullable Object value) {
      members.put(field + ":" + type, flags);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int flags,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      members.put(method + descriptor, flags);
      return null;
    }
  }
}
