package org.juxta.dicom.remapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** Supertypes of the classes being renamed. Names are with slashes, as in class files. */
final class ClassHierarchy {
  private final Map<String, List<String>> parents = new HashMap<>();

  void add(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    List<String> direct = new ArrayList<>(List.of(reader.getInterfaces()));
    if (reader.getSuperName() != null) {
      direct.add(reader.getSuperName());
    }
    parents.put(reader.getClassName(), direct);
  }

  boolean contains(String name) {
    return parents.containsKey(name);
  }

  /** Whether {@code type} is {@code ancestor} or extends or implements it at any distance. */
  boolean isA(String type, String ancestor) {
    return type.equals(ancestor)
        || parents.getOrDefault(type, List.of()).stream().anyMatch(up -> isA(up, ancestor));
  }
}
