package org.juxta.inference.dataset.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.juxta.inference.dataset.record.LetteredQuestion.Option;

class LetteredQuestionTest {
  private static final LetteredQuestion QUESTION =
      LetteredQuestion.parse(
              "What is it?\nIn short.\nA: a cyst\nB: a nodule\nof the lung\nD: none\n")
          .orElseThrow();

  @Test
  void aLetterMayBeLeftOutAndAnOptionMayHaveTwoLines() {
    assertThat(QUESTION.text()).isEqualTo("What is it?\nIn short.");
    assertThat(QUESTION.options())
        .containsExactly(
            new Option('A', "a cyst"),
            new Option('B', "a nodule\nof the lung"),
            new Option('D', "none"));
  }

  @Test
  void whatIsWrittenIsReadTheSame() {
    assertThat(LetteredQuestion.parse(QUESTION.format())).contains(QUESTION);
  }

  @Test
  void anAnswerChoosesByLetterAndTextTogether() {
    assertThat(QUESTION.chosen("D: none")).contains(new Option('D', "none"));
    assertThat(QUESTION.chosen("B: none")).isEmpty();
    assertThat(QUESTION.chosen("none")).isEmpty();
  }

  @Test
  void anOpenQuestionHasNoOptions() {
    assertThat(LetteredQuestion.parse("What has changed? Note: be short.")).isEmpty();
    assertThat(LetteredQuestion.parse("Vitamin\nA: is it one?")).isEmpty();
  }
}
