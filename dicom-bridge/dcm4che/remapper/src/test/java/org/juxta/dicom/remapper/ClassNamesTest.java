package org.juxta.dicom.remapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
  private final ClassNames names =
      new ClassNames(
          Map.of("bus.Tag", "dcm.data.Tag", "bus.Option$Type", "dcm.net.QueryOption"),
          Map.of("bus.", "dcm.internal.", "bus.metric.", "dcm.net."));

  @Test
  void aClassWithItsOwnRuleGoesWhereTheRuleSays() {
    assertThat(names.rename("bus.Tag")).isEqualTo("dcm.data.Tag");
  }

  @Test
  void aNestedClassFollowsTheClassAroundIt() {
    assertThat(names.rename("bus.Tag$Private$1")).isEqualTo("dcm.data.Tag$Private$1");
  }

  @Test
  void aNestedClassWithItsOwnRuleLeavesItsNest() {
    assertThat(names.rename("bus.Option$Type")).isEqualTo("dcm.net.QueryOption");
    assertThat(names.leavesItsNest("bus/Option$Type")).isTrue();
    assertThat(names.leavesItsNest("bus/Option$Other")).isFalse();
  }

  @Test
  void theLongestPackagePrefixWins() {
    assertThat(names.rename("bus.metric.Association")).isEqualTo("dcm.net.Association");
    assertThat(names.rename("bus.Args")).isEqualTo("dcm.internal.Args");
  }

  @Test
  void aNameThatOnlyBeginsLikeARuleIsNotRenamed() {
    assertThat(names.rename("bus.TagPath")).isEqualTo("dcm.internal.TagPath");
    assertThat(names.rename("business.Plan")).isEqualTo("business.Plan");
  }
}
