package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SeriesPairingPropertiesTest {

  @Property(tries = 300)
  void everyImageIsReadOnceOrLeftOutAndPairsAgreeInTheirPlane(
      @ForAll("images") List<String> current, @ForAll("images") List<String> prior) {
    StudyDetails study = study("2", current);
    StudyDetails earlier = study("1", prior);
    List<ImagePair> pairs = SeriesPairing.pair(study, earlier);

    List<ImageDetails> accounted = new ArrayList<>();
    pairs.forEach(pair -> accounted.add(pair.current()));
    SeriesPairing.leftOut(study).forEach(image -> accounted.add(image.image()));
    assertThat(accounted).containsExactlyInAnyOrderElementsOf(study.images());
    for (ImagePair pair : pairs) {
      ImageDetails partner = pair.prior();
      assertThat(pair.reason()).isNotBlank();
      boolean sameViewExists =
          earlier.images().stream()
              .anyMatch(i -> i.modality().equals("DX") && i.view().equals(pair.current().view()));
      if (partner != null) {
        assertThat(earlier.images()).contains(partner);
        assertThat(partner.plane()).isEqualTo(pair.current().plane());
        assertThat(partner.plane()).isNotEqualTo(ViewPlane.UNKNOWN);
        assertThat(partner.view().equals(pair.current().view())).isEqualTo(sameViewExists);
      } else {
        assertThat(sameViewExists && !pair.current().view().isEmpty()).isFalse();
      }
    }
  }

  private static StudyDetails study(String uid, List<String> images) {
    StudyBuilder study = new StudyBuilder(uid);
    for (String image : images) {
      String[] parts = image.split(" ", 2);
      study.image(parts[0], parts[1]);
    }
    return study.build();
  }

  @Provide
  Arbitrary<List<String>> images() {
    return Arbitraries.of(
            "DX PA", "DX AP", "DX LL", "DX RL", "DX LATERAL", "DX FRONTAL", "DX LLD", "DX ", "CT ")
        .list()
        .ofMaxSize(5);
  }
}
