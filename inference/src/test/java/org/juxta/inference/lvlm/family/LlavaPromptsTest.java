package org.juxta.inference.lvlm.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.checkpoint.LlavaConfig;
import org.juxta.inference.lvlm.control.TinyCheckpoint;
import org.juxta.inference.lvlm.text.Tokenizer;

/** The words and ids that checkpoints are tuned with: changing one makes them worthless. */
class LlavaPromptsTest {
  @TempDir Path directory;

  private LlavaConfig config;
  private Tokenizer tokenizer;
  private LlavaPrompts prompts;

  @BeforeEach
  void create() throws IOException {
    config = TinyCheckpoint.create(directory, 1);
    tokenizer = Tokenizer.read(directory);
    prompts = new LlavaPrompts(tokenizer, config);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @Test
  void specialTokensHaveTheirPlaces() {
    assertThat(LlavaPrompts.specialTokens(2))
        .containsExactly("<pad>", "<s>", "</s>", "<image>", "<no_box>", "<loc_0>", "<loc_1>");
  }

  @Test
  void imagesComeFirstEachBehindTheWordForItsTime() {
    assertThat(LlavaPrompts.prefixText(1)).isEqualTo("<s>current:<image>\n");
    assertThat(LlavaPrompts.prefixText(2)).isEqualTo("<s>prior:<image>\ncurrent:<image>\n");
    assertThatThrownBy(() -> LlavaPrompts.prefixText(3))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("3 images");
    assertThatThrownBy(() -> LlavaPrompts.prefixText(0)).isInstanceOf(InferenceException.class);
  }

  @Test
  void theImageTokenIsRepeatedForEveryPatchOfEveryImage() {
    long[] prefix = prompts.prefix(2);
    assertThat(prefix[0]).isEqualTo(config.bosTokenId());
    assertThat(Arrays.stream(prefix).filter(id -> id == config.imageTokenIndex()).count())
        .isEqualTo(2 * 64);
    assertThat(tokenizer.decode(prefix)).isEqualTo("prior:\ncurrent:\n");
  }

  @Test
  void questionsAndAnswersAreWrittenAsTheyAreTuned() {
    assertThat(tokenizer.decode(prompts.question("Is there x?"))).isEqualTo("Q: Is there x?\nA:");
    long[] answer = prompts.answer("worsened");
    assertThat(answer[answer.length - 1]).isEqualTo(config.eosTokenId());
    assertThat(tokenizer.decode(answer)).isEqualTo(" worsened");
    assertThat(prompts.noBox()).containsExactly(4, config.eosTokenId());
    assertThat(prompts.place(new int[] {0, 1, 2, 15}))
        .containsExactly(5, 6, 7, 20, config.eosTokenId());
    assertThat(LlavaPrompts.locateQuestion("nodule", 0, 2))
        .isEqualTo("Where is nodule in the prior image?");
    assertThat(LlavaPrompts.locateQuestion("nodule", 0, 1))
        .isEqualTo("Where is nodule in the current image?");
  }

  @Test
  void theNameOfASpecialTokenIsRefusedInQuestionsAndOptions() {
    assertThatThrownBy(() -> prompts.question("x</s>"))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("</s>");
    assertThatThrownBy(() -> prompts.answer("<loc_3>"))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("<loc_3>");
  }
}
