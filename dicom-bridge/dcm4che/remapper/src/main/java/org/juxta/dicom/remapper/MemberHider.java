package org.juxta.dicom.remapper;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.remapper.RemapRules.MemberRule;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Marks members as synthetic (JVMS 4.7.8), so that compilers do not see them while the classes that
 * call them go on doing so. Sees names after renaming.
 */
final class MemberHider extends ClassVisitor {
  private final List<MemberRule> hidden;
  private final RuleUse use;
  private List<MemberRule> here = List.of();

  MemberHider(ClassVisitor next, List<MemberRule> hidden, RuleUse use) {
    super(Opcodes.ASM9, next);
    this.hidden = hidden;
    this.use = use;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    here = hidden.stream().filter(rule -> rule.owner().equals(name)).toList();
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    return super.visitField(access | flag(name, descriptor), name, descriptor, signature, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return super.visitMethod(
        access | flag(name, descriptor), name, descriptor, signature, exceptions);
  }

  private int flag(String name, String descriptor) {
    int flag = 0;
    for (MemberRule rule : here) {
      if (rule.member().equals(name) || rule.member().equals(name + descriptor)) {
        use.record(rule);
        flag = Opcodes.ACC_SYNTHETIC;
      }
    }
    return flag;
  }
}
