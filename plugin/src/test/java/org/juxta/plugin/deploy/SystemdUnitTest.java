package org.juxta.plugin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.testing.PeerProgram;

class SystemdUnitTest {
  @Test
  void systemdFindsNothingWrongWithTheUnit() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/java")),
        "skipped: no /usr/bin/java, which the unit starts");
    PeerProgram.Result verified =
        PeerProgram.run("systemd-analyze", "verify", DeployFolder.file("juxta.service").toString());
    assertThat(verified.exitStatus()).as(verified.output()).isZero();
    assertThat(verified.output()).doesNotContain("juxta.service:");
  }
}
