package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyPartResolverTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "CHEST, CHEST",
    "chest, CHEST",
    "THORAX, CHEST",
    "CHEST_ABDOMEN, ABDOMEN CHEST",
    "NECK CHEST ABD PELV, ABDOMEN CHEST NECK PELVIS",
    "TRUNK, HAND",
    "KNEE, KNEE"
  })
  void bodyPartExaminedIsLookedUp(String examined, String regions) {
    Attributes header = new Attributes();
    header.setString(Tag.BodyPartExamined, VR.CS, examined);
    header.setString(Tag.StudyDescription, VR.LO, "hand");

    String found = String.join(" ", new TreeSet<>(BodyPartResolver.of(header).regions()));
    assertThat(found).isEqualTo(regions);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "XR Chest 2 views, CHEST",
    "Röntgen-Thorax in 2 Ebenen, CHEST",
    "Thoraxübersicht, CHEST",
    "Radiografía de tórax, CHEST",
    "Chest and abdomen, ABDOMEN+CHEST",
    "CXR PORT, CHEST",
    "Knie bds., KNEE",
    "orchestra, ''"
  })
  void descriptionsAreReadWordByWord(String description, String name) {
    Attributes header = new Attributes();
    header.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    header.setString(Tag.StudyDescription, VR.LO, description);

    assertThat(BodyPartResolver.of(header).name()).isEqualTo(name);
  }

  @Test
  void theReasonNamesTheAttribute() {
    Attributes header = new Attributes();
    header.setString(Tag.SeriesDescription, VR.LO, "Lung");
    header.setString(Tag.StudyDescription, VR.LO, "Hand");

    assertThat(BodyPartResolver.of(header).reason())
        .isEqualTo("Series Description (0008,103E) Lung");
    assertThat(BodyPartResolver.of(new Attributes()).reason())
        .isEqualTo("no attribute states the body part");
  }

  @Test
  void aTermOfNoTableStandsForItself() {
    Attributes header = new Attributes();
    header.setString(Tag.BodyPartExamined, VR.CS, "LEFT TRUNK");

    assertThat(BodyPartResolver.of(header))
        .isEqualTo(
            new BodyPart(
                "LEFTTRUNK",
                Set.of("LEFTTRUNK"),
                "Body Part Examined (0018,0015) LEFT TRUNK, which is in no table"));
  }
}
