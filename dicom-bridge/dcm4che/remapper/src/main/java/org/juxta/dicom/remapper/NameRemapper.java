package org.juxta.dicom.remapper;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.remapper.RemapRules.MemberRule;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;

/**
 * Renames every class and method name inside one class file, string constants that name classes
 * included (bus, like dcm4che, loads some classes by name).
 */
final class NameRemapper extends Remapper {
  private static final String MERGED_EXCEPTION = "org/aoju/bus/core/exception/InternalException";
  private static final Pattern BUS_NAME = Pattern.compile("org[./]aoju[./]bus[./][\\w./$]+");

  private final RemapRules rules;
  private final ClassHierarchy hierarchy;
  private @Nullable String thrownHere;

  NameRemapper(RemapRules rules, ClassHierarchy hierarchy) {
    super(Opcodes.ASM9);
    this.rules = rules;
    this.hierarchy = hierarchy;
  }

  /**
   * Says which exception stands for bus's merged one in what is renamed next.
   *
   * @param exception internal name, or null for the merged one itself
   */
  void throwHere(@Nullable String exception) {
    thrownHere = exception;
  }

  @Override
  public String map(String internalName) {
    if (thrownHere != null && internalName.equals(MERGED_EXCEPTION)) {
      return thrownHere;
    }
    return rules.names().renameInternal(internalName);
  }

  @Override
  public String mapMethodName(String owner, String name, String descriptor) {
    for (MemberRule rule : rules.methods()) {
      if (rule.member().equals(name) && hierarchy.isA(owner, rule.owner())) {
        return rule.value();
      }
    }
    return name;
  }

  @Override
  public Object mapValue(Object value) {
    if (value instanceof String text && BUS_NAME.matcher(text).matches()) {
      return text.indexOf('/') >= 0
          ? rules.names().renameInternal(text)
          : rules.names().rename(text);
    }
    return super.mapValue(value);
  }
}
