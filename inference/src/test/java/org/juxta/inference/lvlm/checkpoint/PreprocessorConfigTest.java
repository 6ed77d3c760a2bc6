package org.juxta.inference.lvlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.inference.lvlm.InferenceException;

class PreprocessorConfigTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    new PreprocessorConfig(0.4, 0.3).write(directory, 64);
    assertThat(PreprocessorConfig.read(directory, 64)).isEqualTo(new PreprocessorConfig(0.4, 0.3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"do_resize\" : true|\"do_resize\" : false|do_resize is 'false'",
        "\"do_pad\" : true|\"do_pad\" : false|do_pad",
        "\"do_normalize\" : true|\"x\" : true|unknown key x",
        "\"resample\" : 2|\"resample\" : 3|resample is '3', supported is 2",
        "\"height\" : 64|\"height\" : 32|height is '32', supported is 64",
        "[ 0.4 ]|[ 0.4, 0.5 ]|image_mean must be one number",
        "[ 0.3 ]|[ \"a\" ]|image_std must be one number",
        "[ 0.3 ]|[ 0 ]|image_std is 0.0",
        "{|[|cannot read",
      })
  void whatIsNotSupportedIsNamed(String from, String to, String why) throws IOException {
    new PreprocessorConfig(0.4, 0.3).write(directory, 64);
    Path file = directory.resolve("preprocessor_config.json");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
    assertThatThrownBy(() -> PreprocessorConfig.read(directory, 64))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> PreprocessorConfig.read(directory, 64))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("preprocessor_config.json");
  }
}
