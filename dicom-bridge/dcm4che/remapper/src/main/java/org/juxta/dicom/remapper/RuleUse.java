package org.juxta.dicom.remapper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.juxta.dicom.remapper.RemapRules.MemberRule;

/**
 * Keeps book of the rules that found their member, so that a rule that fits nothing ends the build
 * and cannot stay as a wish.
 */
final class RuleUse {
  private final Set<MemberRule> used = new HashSet<>();

  void record(MemberRule rule) {
    used.add(rule);
  }

  /**
   * @throws RemapException naming every rule that fitted no member
   */
  void requireAllUsed(RemapRules rules) {
    List<MemberRule> idle = new ArrayList<>();
    idle.addAll(rules.methods());
    idle.addAll(rules.thrown());
    idle.addAll(rules.exceptions());
    idle.addAll(rules.hidden());
    idle.removeAll(used);
    if (!idle.isEmpty()) {
      throw new RemapException("rules that fit no member: " + idle);
    }
  }
}
