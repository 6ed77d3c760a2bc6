package org.juxta.dicom.remapped;

import java.util.Optional;
import java.util.function.Consumer;
import org.juxta.dicom.remapped.ClassIndex.ClassInfo;
import org.juxta.dicom.remapped.ClassIndex.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Judges one class's references as the virtual machine would when it comes to them at run time:
 * what is named must exist and be accessible (JVMS 5.4.3, 5.4.4).
 */
final class ReferenceCheck {
  private final ClassIndex index;
  private final AbsentDependencies absent;
  private final ClassInfo from;
  private final Consumer<String> problems;

  ReferenceCheck(
      ClassIndex index, AbsentDependencies absent, ClassInfo from, Consumer<String> problems) {
    this.index = index;
    this.absent = absent;
    this.from = from;
    this.problems = problems;
  }

  /** Checks a class named by internal name or array descriptor. */
  void type(String name) {
    if (name.startsWith("[")) {
      Type element = Type.getType(name).getElementType();
      if (element.getSort() == Type.OBJECT) {
        type(element.getInternalName());
      }
      return;
    }
    Optional<ClassInfo> found = index.find(name);
    if (found.isEmpty()) {
      if (!absent.contain(name)) {
        problems.accept(from.name() + " names the absent class " + name);
      }
    } else if (!isPublic(found.get().access()) && !samePackage(name)) {
      problems.accept(from.name() + " may not see the class " + name);
    }
  }

  /** Checks a field ({@code name:type}) or method ({@code name(parameters)result}). */
  void member(String owner, String key) {
    if (owner.startsWith("[")
        || owner.equals("java/lang/invoke/MethodHandle") // has a method for every descriptor
        || absent.contain(owner)) {
      return;
    }
    type(owner);
    Optional<Member> found = index.member(owner, key);
    if (found.isEmpty()) {
      if (!reachesAnAbsentClass(owner)) {
        problems.accept(from.name() + " names the absent member " + owner + "." + key);
      }
    } else if (!accessible(found.get())) {
      problems.accept(from.name() + " may not use " + owner + "." + key);
    }
  }

  private boolean accessible(Member member) {
    int access = member.access();
    if (isPublic(access)) {
      return true;
    }
    if ((access & Opcodes.ACC_PRIVATE) != 0) {
      return member.declaring().nest().equals(from.nest());
    }
    return samePackage(member.declaring().name())
        || ((access & Opcodes.ACC_PROTECTED) != 0
            && index.isA(from.name(), member.declaring().name()));
  }

  private boolean reachesAnAbsentClass(String type) {
    return absent.contain(type)
        || index.find(type).stream()
            .flatMap(info -> info.parents().stream())
            .anyMatch(this::reachesAnAbsentClass);
  }

  private boolean samePackage(String other) {
    return packageOf(from.name()).equals(packageOf(other));
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  private static boolean isPublic(int access) {
    return (access & Opcodes.ACC_PUBLIC) != 0;
  }
}
