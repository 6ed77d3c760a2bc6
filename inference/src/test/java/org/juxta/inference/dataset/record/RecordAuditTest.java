package org.juxta.inference.dataset.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.inference.dataset.record.InstructionRecord.Role;
import org.juxta.inference.dataset.record.InstructionRecord.Turn;

class RecordAuditTest {
  private static InstructionRecord record(String prior, String current, String text) {
    String[] parts = text.split("->");
    return new InstructionRecord(
        "r",
        List.of(prior, current),
        List.of(
            new Turn(Role.USER, "<image><image>" + parts[0]), new Turn(Role.ASSISTANT, parts[1])),
        "s");
  }

  @Test
  void whatGivesAnswersAwayIsCounted() {
    RecordAudit audit =
        RecordAudit.of(
            List.of(record("b", "a", "Open?->yes")),
            List.of(
                record("a", "b", "Q\nA: worse\nB: the same\n->A: worse"),
                record("a", "c", "Q\nA: worse\nB: better now\n->B: better now"),
                record("a", "d", "Q\nA: worse\nB: no\nC: worse\nD: x\n->A: worse"),
                record("a", "e", "Q\nA: worse\nB: no\n->C: no"),
                record("a", "f", "Open?->yes")));
    assertThat(audit.closed()).isEqualTo(3);
    assertThat(audit.unanswerable()).isEqualTo(1);
    assertThat(audit.chance()).isEqualTo((0.5 + 0.5 + 0.25) / 3, within(1e-12));
    assertThat(audit.majorityLetter()).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(audit.majorityAnswer()).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(audit.longest()).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(audit.repeatedAnswer()).isEqualTo(1);
    assertThat(audit.shared()).as("images in the other order").isEqualTo(1);
  }

  @Test
  void nothingIsMeasuredOnNothing() {
    assertThat(RecordAudit.of(List.of(), List.of()))
        .isEqualTo(new RecordAudit(0, 0, 0, 0, 0, 0, 0, 0));
  }
}
