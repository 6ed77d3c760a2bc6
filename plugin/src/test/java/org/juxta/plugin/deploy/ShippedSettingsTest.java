package org.juxta.plugin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsFile;
import org.juxta.plugin.config.SettingsSource;

/** deploy/juxta.yaml is the manual of the settings: it must say what the code does. */
class ShippedSettingsTest {

  @Test
  void itHoldsEveryKeyThereIsAndNoOther() throws Exception {
    SettingsSource file = SettingsFile.read(DeployFolder.file("juxta.yaml"));
    for (RecordComponent key : SettingsSource.class.getRecordComponents()) {
      assertThat(key.getAccessor().invoke(file)).as("key %s", name(key)).isNotNull();
    }
    assertThat(keysInOrder()).containsExactlyInAnyOrderElementsOf(knownKeys());
  }

  @Test
  void itsValuesAreTheDefaults() {
    SettingsSource file = SettingsFile.read(DeployFolder.file("juxta.yaml"));
    assertThat(SettingsCheck.check(file)).isEqualTo(SettingsCheck.check(SettingsSource.EMPTY));
  }

  @Test
  void everyKeyIsExplainedWithItsDefault() throws IOException {
    String comment = "";
    for (String line : DeployFolder.text("juxta.yaml").lines().toList()) {
      if (line.startsWith("#")) {
        comment += line + "\n";
      } else if (line.isBlank()) {
        comment = "";
      } else {
        assertThat(comment).as("comment above '%s'", line).contains("Default");
        comment = "";
      }
    }
  }

  private static List<String> keysInOrder() throws IOException {
    List<String> keys = new ArrayList<>();
    for (String line : DeployFolder.text("juxta.yaml").lines().toList()) {
      int colon = line.indexOf(':');
      if (!line.startsWith("#") && colon > 0) {
        keys.add(line.substring(0, colon));
      }
    }
    return keys;
  }

  private static List<String> knownKeys() {
    return Arrays.stream(SettingsSource.class.getRecordComponents())
        .map(ShippedSettingsTest::name)
        .toList();
  }

  private static String name(RecordComponent key) {
    return Objects.requireNonNull(key.getAccessor().getAnnotation(JsonProperty.class)).value();
  }
}
