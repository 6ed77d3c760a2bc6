package org.juxta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.control.TinyCheckpoint;

class ModelsTest {
  @TempDir Path directory;

  private static void assertRefused(String name, String why) {
    assertThatThrownBy(() -> Models.load(name))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatAKilledProcessHasLeftIsRemovedAndWhatIsInUseIsNot() throws IOException {
    Path stale = Files.createDirectory(directory.resolve("juxta-model-1"));
    Files.writeString(stale.resolve("config.json"), "{}");
    Files.setLastModifiedTime(stale, FileTime.from(Instant.EPOCH));
    Path inUse = Files.createDirectory(directory.resolve("juxta-model-2"));
    Path others = Files.createDirectory(directory.resolve("other"));
    Files.setLastModifiedTime(others, FileTime.from(Instant.EPOCH));

    Models.removeStale(directory, Instant.EPOCH.plusSeconds(1));

    assertThat(stale).doesNotExist();
    assertThat(inUse).exists();
    assertThat(others).exists();
  }

  @Test
  void whatIsNoDirectoryIsNamed() throws IOException {
    Path missing = directory.resolve("missing");
    assertRefused(missing.toString(), "no checkpoint directory " + missing);
    Path file = Files.createFile(directory.resolve("file"));
    assertRefused(file.toString(), "no checkpoint directory " + file);
    assertRefused("\0", "not the name of a directory");
  }

  @Test
  void everyFileThatACheckpointLacksIsNamed() throws IOException {
    assertRefused(directory.toString(), "no config.json in " + directory);
    for (String file :
        List.of(
            "config.json",
            "preprocessor_config.json",
            "tokenizer.json",
            "model.safetensors",
            "README.md")) {
      TinyCheckpoint.create(directory, 1);
      Files.delete(directory.resolve(file));
      assertRefused(directory.toString(), file);
    }
  }

  @Test
  void weightsOfAnotherModelAreRefused() throws IOException {
    TinyCheckpoint.create(directory, 1);
    TinyCheckpoint.config(290).write(directory);
    assertRefused(directory.toString(), "vocab_size");
  }
}
