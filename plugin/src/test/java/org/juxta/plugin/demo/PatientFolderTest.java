package org.juxta.plugin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientFolderTest {

  @Test
  void aPatientIsWrittenIntoARelativeFolderThatIsNotThereYet(@TempDir Path temporary)
      throws IOException {
    Path relative = Path.of("").toAbsolutePath().relativize(temporary.resolve("patients"));
    List<Integer> steps = new ArrayList<>();

    PatientFolder.write(1, relative, () -> steps.add(steps.size()));

    Path folder = relative.resolve("PHANTOM-000001");
    JsonNode truth = new JsonMapper().readTree(folder.resolve("truth.json").toFile());
    assertThat(steps).hasSize(PatientFolder.IMAGES);
    assertThat(truth.findValuesAsText("file"))
        .containsExactlyInAnyOrder(
            "prior/PA.dcm", "prior/LL.dcm", "current/PA.dcm", "current/LL.dcm")
        .allSatisfy(file -> assertThat(folder.resolve(file)).isNotEmptyFile());
  }
}
