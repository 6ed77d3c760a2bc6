package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

class PatientTruthTest {

  @Test
  void theTruthGoesToJsonWithTheBoxesOfBothImages() {
    SimulatedPatient patient = new PatientSimulator().simulate(5);
    RadiographRenderer renderer = new RadiographRenderer();
    SimulatedRadiograph prior = renderer.render(patient, TimePoint.PRIOR, View.PA, 128);
    SimulatedRadiograph current = renderer.render(patient, TimePoint.CURRENT, View.PA, 128);

    JsonNode json = new ObjectMapper().valueToTree(PatientTruth.of(patient, prior, current));

    assertThat(json.path("patientId").asText()).isEqualTo("PHANTOM-000005");
    assertThat(json.path("prior").path("imageSize").asInt()).isEqualTo(128);
    assertThat(json.path("findings").size()).isEqualTo(FindingType.values().length);
    for (JsonNode finding : json.path("findings")) {
      FindingType type = FindingType.ofId(finding.path("finding").asText());
      Box box = current.boxes().get(type);
      assertThat(finding.path("presentOnCurrent").asBoolean()).isEqualTo(box != null);
      if (box == null) {
        assertThat(finding.path("currentBox").isNull()).isTrue();
      } else {
        assertThat(finding.path("currentBox").get(2).asDouble()).isEqualTo(box.x1());
        assertThat(finding.path("region").asText()).isNotEmpty();
        assertThat(finding.path("change").asText()).isNotEmpty();
      }
    }
  }
}
