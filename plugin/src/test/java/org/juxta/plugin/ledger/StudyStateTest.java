package org.juxta.plugin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StudyStateTest {

  /** The table seen from the other side: by event, from where to where; all else is refused. */
  private static final String REFERENCE =
      """
      ARRIVAL              RECEIVING>RECEIVING COMPLETE>RECEIVING READING>RECEIVING READ>RECEIVING
      ARRIVAL              REPORTED>RECEIVING DELIVERED>RECEIVING NOT_READ>RECEIVING FAILED>RECEIVING
      QUIET                RECEIVING>COMPLETE
      READING_BEGUN        COMPLETE>READING READING>READING
      PRIOR_AWAITED        READING>COMPLETE
      READING_RECORDED     READING>READ
      NOTHING_TO_READ      READING>NOT_READ
      REPORT_WRITTEN       READ>REPORTED
      BETTER_PRIOR         READ>COMPLETE REPORTED>COMPLETE DELIVERED>COMPLETE
      DELIVERED_EVERYWHERE REPORTED>DELIVERED
      GIVEN_UP             RECEIVING>FAILED COMPLETE>FAILED READING>FAILED READ>FAILED REPORTED>FAILED
      """;

  @Test
  void everyEventInEveryStateGoesWhereTheReferenceSays() {
    Map<String, String> expected = reference();
    int moves = 0;
    for (StudyState state : StudyState.values()) {
      for (StudyEvent event : StudyEvent.values()) {
        String next = state.on(event).map(Enum::name).orElse("refused");
        assertThat(next)
            .as("%s on %s", state, event)
            .isEqualTo(expected.getOrDefault(event + " " + state, "refused"));
        moves += next.equals("refused") ? 0 : 1;
      }
    }
    assertThat(moves).isEqualTo(expected.size());
  }

  @Test
  void theDatabaseAllowsExactlyTheStatesOfStudies() throws IOException {
    assertThat(checkOf("studies")).isEqualTo(names(StudyState.values()));
  }

  @Test
  void theDatabaseAllowsExactlyTheStatesOfDeliveries() throws IOException {
    assertThat(checkOf("deliveries")).isEqualTo(names(DeliveryState.values()));
  }

  private static Map<String, String> reference() {
    Map<String, String> reference = new HashMap<>();
    for (String line : REFERENCE.lines().toList()) {
      List<String> words = List.of(line.split("\\s+", -1));
      for (String move : words.subList(1, words.size())) {
        int arrow = move.indexOf('>');
        reference.put(words.get(0) + " " + move.substring(0, arrow), move.substring(arrow + 1));
      }
    }
    return reference;
  }

  private static Set<String> names(Enum<?>[] constants) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(constants).forEach(constant -> names.add(constant.name()));
    return names;
  }

  /** The names in the CHECK of a table's state column, as the migration has it. */
  private static Set<String> checkOf(String table) throws IOException {
    String sql;
    try (InputStream in =
        Objects.requireNonNull(
            StudyStateTest.class.getResourceAsStream(
                "/org/juxta/plugin/database/schema/V201__ledger.sql"))) {
      sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Matcher check =
        Pattern.compile(
                "CREATE TABLE " + table + " .*?CHECK \\(state IN \\((.*?)\\)\\)", Pattern.DOTALL)
            .matcher(sql);
    assertThat(check.find()).isTrue();
    Set<String> names = new TreeSet<>();
    Matcher name = Pattern.compile("'(\\w+)'").matcher(check.group(1));
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }
}
