package org.juxta.dicom.remapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All rules of a run. Each file's first lines say what it holds.
 *
 * @param names classes.txt and packages.txt
 * @param methods methods.txt; owner is the declaring class, value the new name
 * @param thrown throws.txt; value is the exception to declare
 * @param exceptions exceptions.txt; value is the exception that the method throws in place of the
 *     merged one, member {@code *} stands for every method without a rule
 * @param hidden hidden.txt; owner and member by their new names, no value
 * @param uids uids.txt; constant name to UID
 */
record RemapRules(
    ClassNames names,
    List<MemberRule> methods,
    List<MemberRule> thrown,
    List<MemberRule> exceptions,
    List<MemberRule> hidden,
    Map<String, String> uids) {

  /** A rule for a method of a class; owner and value are class names with slashes if classes. */
  record MemberRule(String owner, String member, String value) {}

  /**
   * Reads the rules of a directory.
   *
   * @throws RemapException if a line has too many or too few columns or a key stands twice
   */
  static RemapRules load(Path directory) throws IOException {
    return new RemapRules(
        new ClassNames(pairs(directory, "classes.txt"), pairs(directory, "packages.txt")),
        members(directory, "methods.txt"),
        members(directory, "throws.txt"),
        members(directory, "exceptions.txt"),
        RuleFile.read(directory.resolve("hidden.txt"), 2).stream()
            .map(rule -> new MemberRule(rule.get(0).replace('.', '/'), rule.get(1), ""))
            .toList(),
        pairs(directory, "uids.txt"));
  }

  private static Map<String, String> pairs(Path directory, String file) throws IOException {
    Function<List<String>, String> key = rule -> rule.get(0);
    return RuleFile.read(directory.resolve(file), 2).stream()
        .collect(
            Collectors.toMap(
                key,
                rule -> rule.get(1),
                (first, second) -> {
                  throw new RemapException(
                      file + ": one name is given both " + first + " and " + second);
                },
                LinkedHashMap::new));
  }

  private static List<MemberRule> members(Path directory, String file) throws IOException {
    return RuleFile.read(directory.resolve(file), 3).stream()
        .map(
            rule ->
                new MemberRule(
                    rule.get(0).replace('.', '/'), rule.get(1), rule.get(2).replace('.', '/')))
        .toList();
  }
}
