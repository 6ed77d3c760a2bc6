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
    "TRUNK, HAND WRIST",
    "LIVER, ABDOMEN",
    "PORT CHEST, CHEST",
    "Knie li, KNEE",
    "L-SPINE, LSPINE",
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
    "L-spine 3V, LSPINE",
    "Rachis cervical, CSPINE",
    "Spine survey, CSPINE+LSPINE+TSPINE",
    "CT CAP staging, ABDOMEN+CHEST+PELVIS",
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
  void aDescriptionThatNamesMoreThanTheBodyPartExtendsIt() {
    Attributes header = new Attributes();
    header.setString(Tag.BodyPartExamined, VR.CS, "CHEST");
    header.setString(Tag.StudyDescription, VR.LO, "CT Thorax Abdomen Becken");
    assertThat(BodyPartResolver.of(header).regions())
        .containsExactlyInAnyOrder("CHEST", "ABDOMEN", "PELVIS", "HIP");

    header.setString(Tag.StudyDescription, VR.LO, "CT Abdomen");
    assertThat(BodyPartResolver.of(header).regions()).containsExactly("CHEST");
  }

  @Test
  void aCodedRegionGoesBeforeWords() {
    Attributes header = new Attributes();
    header.setString(Tag.StudyDescription, VR.LO, "Hand");
    Attributes code = new Attributes();
    header.newSequence(Tag.AnatomicRegionSequence, 1).add(code);
    code.setString(Tag.CodeValue, VR.SH, "70258002");
    code.setString(Tag.CodingSchemeDesignator, VR.SH, "SCT");
    code.setString(Tag.CodeMeaning, VR.LO, "Ankle joint");

    assertThat(BodyPartResolver.of(header).regions()).containsExactly("ANKLE");

    code.setString(Tag.CodeValue, VR.SH, "1");
    code.setString(Tag.CodeMeaning, VR.LO, "Shoulder");
    assertThat(BodyPartResolver.of(header).regions()).containsExactly("SHOULDER");
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
