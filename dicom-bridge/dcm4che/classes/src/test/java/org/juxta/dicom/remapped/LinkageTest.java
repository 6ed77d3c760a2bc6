package org.juxta.dicom.remapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Verification leaves references inside method bodies until they are executed. Moving classes to
 * other packages can break exactly these, so they are all looked at here.
 */
class LinkageTest {
  private final ClassIndex index = new ClassIndex();

  @Test
  void everyReferenceNamesSomethingThatExistsAndMayBeUsed() throws IOException {
    AbsentDependencies absent = AbsentDependencies.load();
    TreeSet<String> problems = new TreeSet<>();
    for (String name : RemappedClasses.internalNames()) {
      ReferenceCheck check =
          new ReferenceCheck(index, absent, index.find(name).orElseThrow(), problems::add);
      new ClassReader(RemappedClasses.bytes(name))
          .accept(new References(check), ClassReader.SKIP_DEBUG);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void everyAbsentLibraryOnTheListIsAbsentAndAskedFor() throws IOException {
    TreeSet<String> asked = new TreeSet<>();
    AbsentDependencies absent = AbsentDependencies.load();
    for (String name : RemappedClasses.internalNames()) {
      ClassReader reader = new ClassReader(RemappedClasses.bytes(name));
      char[] buffer = new char[reader.getMaxStringLength()];
      for (int i = 1; i < reader.getItemCount(); i++) {
        int offset = reader.getItem(i);
        if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_CLASS) {
          String type = reader.readUTF8(offset, buffer);
          if (absent.contain(type) && index.find(type).isEmpty()) {
            asked.add(type);
          }
        }
      }
    }
    assertThat(absent.prefixes())
        .allSatisfy(prefix -> assertThat(asked).anyMatch(type -> type.startsWith(prefix)));
  }

  private static final int CONSTANT_CLASS = 7;

  private static final class References extends ClassVisitor {
    private final ReferenceCheck check;

    References(ReferenceCheck check) {
      super(Opcodes.ASM9);
      this.check = check;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      if (superName != null) {
        check.type(superName);
      }
      if (interfaces != null) {
        List.of(interfaces).forEach(check::type);
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new Body(check);
    }
  }

  private static final class Body extends MethodVisitor {
    private final ReferenceCheck check;

    Body(ReferenceCheck check) {
      super(Opcodes.ASM9);
      this.check = check;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      check.type(type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      check.member(owner, name + ":" + descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      check.member(owner, name + descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle) {
          check.member(handle.getOwner(), handle.getName() + handle.getDesc());
        }
      }
    }

    @Override
    public void visitTryCatchBlock(
        Label start, Label end, Label handler, @Nullable String exception) {
      if (exception != null) {
        check.type(exception);
      }
    }
  }
}
