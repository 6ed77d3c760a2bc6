package org.juxta.dicom.remapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.remapper.RemapRules.MemberRule;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;

/** Renames one class file: names, declared exceptions, nesting, constants, visibility. */
final class ClassRenamer extends ClassRemapper {
  private static final String UID_CLASS = "org/aoju/bus/image/UID";
  private static final String EVERY_OTHER_METHOD = "*";

  private final RemapRules rules;
  private final NameRemapper names;
  private final RuleUse use;

  private ClassRenamer(ClassVisitor next, RemapRules rules, NameRemapper names, RuleUse use) {
    super(Opcodes.ASM9, next, names);
    this.rules = rules;
    this.names = names;
    this.use = use;
  }

  /** Returns the renamed form of a class file. */
  static byte[] rename(byte[] classFile, RemapRules rules, ClassHierarchy hierarchy, RuleUse use) {
    ClassWriter writer = new ClassWriter(0);
    NameRemapper names = new NameRemapper(rules, hierarchy);
    ClassVisitor hider = new MemberHider(writer, rules.hidden(), use);
    new ClassReader(classFile).accept(new ClassRenamer(hider, rules, names, use), 0);
    return writer.toByteArray();
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    for (MemberRule rule : rules.methods()) {
      if (rule.owner().equals(className) && rule.member().equals(name)) {
        use.record(rule);
      }
    }
    names.throwHere(exceptionFor(name));
    return super.visitMethod(access, name, descriptor, signature, declared(name, exceptions));
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    boolean replaced = className.equals(UID_CLASS) && rules.uids().containsKey(name);
    return replaced ? null : super.visitField(access, name, descriptor, signature, value);
  }

  private @Nullable String exceptionFor(String method) {
    @Nullable String found = null;
    for (MemberRule rule : rules.exceptions()) {
      if (rule.owner().equals(className)
          && (rule.member().equals(method)
              || (found == null && rule.member().equals(EVERY_OTHER_METHOD)))) {
        use.record(rule);
        found = rule.value();
      }
    }
    return found;
  }

  private String @Nullable [] declared(String method, String @Nullable [] exceptions) {
    List<String> all = new ArrayList<>(exceptions == null ? List.of() : Arrays.asList(exceptions));
    for (MemberRule rule : rules.thrown()) {
      if (rule.owner().equals(className) && rule.member().equals(method)) {
        use.record(rule);
        if (!all.contains(rule.value())) {
          all.add(rule.value());
        }
      }
    }
    return all.isEmpty() ? null : all.toArray(String[]::new);
  }

  @Override
  public void visitInnerClass(
      String name, @Nullable String outerName, @Nullable String innerName, int access) {
    if (!rules.names().leavesItsNest(name)) {
      super.visitInnerClass(name, outerName, innerName, access);
    }
  }

  @Override
  public void visitNestMember(String nestMember) {
    if (!rules.names().leavesItsNest(nestMember)) {
      super.visitNestMember(nestMember);
    }
  }

  @Override
  public void visitNestHost(String nestHost) {
    if (!rules.names().leavesItsNest(className)) {
      super.visitNestHost(nestHost);
    }
  }

  @Override
  public void visitEnd() {
    if (className.equals(UID_CLASS)) {
      for (Map.Entry<String, String> uid : rules.uids().entrySet()) {
        super.visitField(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                uid.getKey(),
                "Ljava/lang/String;",
                null,
                uid.getValue())
            .visitEnd();
      }
    }
    super.visitEnd();
  }
}
