package org.juxta.dicom.remapper;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each class goes: by its own rule, else by the rule of the nearest class around it, else by
 * the longest package prefix that fits, else nowhere. Names here are with dots, as in the rules.
 */
final class ClassNames {
  private final Map<String, String> classes;
  private final List<Map.Entry<String, String>> packages;

  ClassNames(Map<String, String> classes, Map<String, String> packages) {
    this.classes = Map.copyOf(classes);
    this.packages =
        packages.entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<String, String> rule) -> rule.getKey().length())
                    .reversed())
            .toList();
  }

  /** Returns the new name of a class, or the name itself where no rule speaks of it. */
  String rename(String name) {
    int end = name.length();
    while (end > 0) {
      @Nullable String outer = classes.get(name.substring(0, end));
      if (outer != null) {
        return outer + name.substring(end);
      }
      end = name.lastIndexOf('$', end - 1);
    }
    for (Map.Entry<String, String> rule : packages) {
      if (name.startsWith(rule.getKey())) {
        return rule.getValue() + name.substring(rule.getKey().length());
      }
    }
    return name;
  }

  /** {@link #rename} for a name with slashes, as class files write it. */
  String renameInternal(String internalName) {
    return rename(internalName.replace('/', '.')).replace('.', '/');
  }

  /** Whether a nested class has a rule that takes it out of the class around it. */
  boolean leavesItsNest(String internalName) {
    return internalName.contains("$") && !renameInternal(internalName).contains("$");
  }
}
