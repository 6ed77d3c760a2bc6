package org.juxta.dicom.report.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Wrong codes circulate and a wrong meaning breaks viewers: every triplet is pinned here. */
class CodeTableTest {
  private static final String PINNED =
      """
      IMAGING_MEASUREMENT_REPORT (126000,DCM,"Imaging Measurement Report")
      LANGUAGE_OF_CONTENT (121049,DCM,"Language of Content Item and Descendants")
      ENGLISH (en,RFC5646,"English")
      OBSERVER_TYPE (121005,DCM,"Observer Type")
      DEVICE (121007,DCM,"Device")
      DEVICE_OBSERVER_UID (121012,DCM,"Device Observer UID")
      DEVICE_OBSERVER_NAME (121013,DCM,"Device Observer Name")
      DEVICE_OBSERVER_MANUFACTURER (121014,DCM,"Device Observer Manufacturer")
      DEVICE_OBSERVER_MODEL_NAME (121015,DCM,"Device Observer Model Name")
      DEVICE_OBSERVER_SERIAL_NUMBER (121016,DCM,"Device Observer Serial Number")
      PROCEDURE_REPORTED (121058,DCM,"Procedure reported")
      IMAGING_PROCEDURE (363679005,SCT,"Imaging procedure")
      IMAGE_LIBRARY (111028,DCM,"Image Library")
      IMAGE_LIBRARY_GROUP (126200,DCM,"Image Library Group")
      MODALITY (121139,DCM,"Modality")
      DIGITAL_RADIOGRAPHY (DX,DCM,"Digital Radiography")
      COMPUTED_RADIOGRAPHY (CR,DCM,"Computed Radiography")
      COMPUTED_TOMOGRAPHY (CT,DCM,"Computed Tomography")
      MAGNETIC_RESONANCE (MR,DCM,"Magnetic Resonance")
      STUDY_DATE (111060,DCM,"Study Date")
      IMAGE_VIEW (111031,DCM,"Image View")
      VIEW_PA (272479007,SCT,"postero-anterior")
      VIEW_AP (399348003,SCT,"antero-posterior")
      VIEW_LATERAL (399067008,SCT,"lateral")
      VIEW_LEFT_LATERAL (399173006,SCT,"left lateral")
      VIEW_RIGHT_LATERAL (399198007,SCT,"right lateral")
      IMAGING_MEASUREMENTS (126010,DCM,"Imaging Measurements")
      MEASUREMENT_GROUP (125007,DCM,"Measurement Group")
      TRACKING_IDENTIFIER (112039,DCM,"Tracking Identifier")
      TRACKING_UNIQUE_IDENTIFIER (112040,DCM,"Tracking Unique Identifier")
      FINDING (121071,DCM,"Finding")
      FINDING_SITE (363698007,SCT,"Finding Site")
      LATERALITY (272741003,SCT,"Laterality")
      IMAGE_REGION (111030,DCM,"Image Region")
      SOURCE_OF_MEASUREMENT (121112,DCM,"Source of Measurement")
      CERTAINTY_OF_FINDING (111012,DCM,"Certainty of Finding")
      PERCENT (%,UCUM,"Percent")
      COMMENT (121106,DCM,"Comment")
      PRESENCE (705057003,SCT,"Presence")
      PRESENT (52101004,SCT,"Present")
      ABSENT (272519000,SCT,"Absent")
      UNDETERMINED (373068000,SCT,"Undetermined")
      DESCRIPTION_OF_CHANGE (111021,DCM,"Description of Change")
      CHANGE_NEW (7147002,SCT,"New")
      CHANGE_WORSENED (230993007,SCT,"Worsening")
      CHANGE_STABLE (58158008,SCT,"Stable")
      CHANGE_IMPROVED (385633008,SCT,"Improving")
      CHANGE_RESOLVED (723506003,SCT,"Resolved")
      QUALITATIVE_EVALUATIONS (C0034375,UMLS,"Qualitative Evaluations")
      COMPARISON_DONE (122140,DCM,"Comparison with Prior Study Done")
      YES (373066001,SCT,"Yes")
      NO (373067005,SCT,"No")
      COMPARISON_TO_PREVIOUS_STUDIES (111424,DCM,"Comparison to previous studies")
      PROCESSING_SUMMARY (111017,DCM,"CAD Processing and Findings Summary")
      SUCCEEDED_WITHOUT_FINDINGS (111241,DCM,"All algorithms succeeded; without findings")
      SUCCEEDED_WITH_FINDINGS (111242,DCM,"All algorithms succeeded; with findings")
      SOME_SUCCEEDED_WITHOUT_FINDINGS (111243,DCM,"Not all algorithms succeeded; without findings")
      SOME_SUCCEEDED_WITH_FINDINGS (111244,DCM,"Not all algorithms succeeded; with findings")
      NONE_SUCCEEDED (111245,DCM,"No algorithms succeeded; without findings")
      ALGORITHM_NAME (111001,DCM,"Algorithm Name")
      ALGORITHM_VERSION (111003,DCM,"Algorithm Version")
      ALGORITHM_PARAMETERS (111002,DCM,"Algorithm Parameters")
      ALGORITHM_FAMILY (111000,DCM,"Algorithm Family")
      ARTIFICIAL_INTELLIGENCE (123110,DCM,"Artificial Intelligence")
      NODULE (27925004,SCT,"Nodule")
      CONSOLIDATION (95436008,SCT,"Consolidation")
      PLEURAL_EFFUSION (60046008,SCT,"Pleural effusion")
      PNEUMOTHORAX (36118008,SCT,"Pneumothorax")
      CARDIOMEGALY (8186001,SCT,"Cardiomegaly")
      LUNG (39607008,SCT,"Lung")
      PLEURA (3120008,SCT,"Pleural structure")
      HEART (80891009,SCT,"Heart")
      LEFT (7771000,SCT,"Left")
      RIGHT (24028007,SCT,"Right")
      BILATERAL (51440002,SCT,"Bilateral")
      UNILATERAL (66459002,SCT,"Unilateral")
      """;

  @Test
  void everyTripletIsThePinnedOne() {
    String table =
        CodeTable.standard().keys().stream()
            .map(key -> key + " " + CodeTable.standard().entry(key).code() + "\n")
            .collect(Collectors.joining());

    assertThat(table).isEqualTo(PINNED);
  }

  @Test
  void everyRowHasItsConceptAndEveryConceptItsRow() {
    assertThat(CodeTable.standard().keys())
        .containsExactlyElementsOf(Arrays.stream(Concept.values()).map(Enum::name).toList());
  }

  @Test
  void everyRowSaysWhereItIsFrom() {
    assertThat(CodeTable.standard().keys())
        .map(key -> CodeTable.standard().entry(key))
        .allSatisfy(
            entry -> {
              assertThat(entry.usedFor()).isNotBlank();
              assertThat(entry.edition()).isNotBlank();
              assertThat(entry.origin()).isNotBlank();
            });
  }

  @Test
  void noTwoConceptsShareATriplet() {
    assertThat(
            Arrays.stream(Concept.values())
                .map(Concept::code)
                .map(code -> code.scheme() + code.value()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyFindingOfTheReadingProtocolHasACodeAndASite() {
    assertThat(Terms.FINDING.words())
        .containsOnlyKeys(
            "nodule", "consolidation", "pleural_effusion", "pneumothorax", "cardiomegaly");
    assertThat(Terms.SITE_OF_FINDING.words().keySet()).isEqualTo(Terms.FINDING.words().keySet());
  }

  @Test
  void aTermComesBackFromItsCodeWhateverTheMeaningSays() {
    assertThat(Terms.VIEW.word(new Code("272479007", "SCT", "PA projection"))).contains("PA");
    assertThat(Terms.VIEW.word(new Code("272479007", "DCM", "postero-anterior"))).isEmpty();
    assertThat(Terms.FINDING.concept("scoliosis")).isEmpty();
  }
}
