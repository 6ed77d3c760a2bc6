package org.juxta.inference.lvlm.torch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.InferenceException;

class FreeMemoryTest {

  @Test
  void whatNoMachineHasIsRefusedBeforeItStarts() {
    assumeTrue(Files.exists(Path.of("/proc/meminfo")), "this system does not tell its memory");
    assertThatThrownBy(() -> FreeMemory.require("the prompt", 1L << 60))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("the prompt takes 1099511627776 MiB, the machine has");
    assertThatCode(() -> FreeMemory.require("the prompt", 1 << 20)).doesNotThrowAnyException();
  }
}
