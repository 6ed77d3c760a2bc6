package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewResolverTest {

  @ParameterizedTest(name = "position {0}: {1}")
  @CsvSource({
    "PA, PA",
    "pa, PA",
    "AP, AP",
    "LL, LL",
    "RL, RL",
    "LAT, LATERAL",
    "LEFT LATERAL, LL",
    "L-LAT, LL",
    "LLD, LLD",
    "MLO, MLO"
  })
  void viewPositionComesFirst(String position, String view) {
    Attributes header = new Attributes();
    header.setString(Tag.ViewPosition, VR.CS, position);
    code(header, "399173006", "SCT", "left lateral");

    assertThat(ViewResolver.of(header))
        .isEqualTo(new ViewResolver.View(view, "View Position (0018,5101) " + position));
  }

  @ParameterizedTest(name = "{1} {0}: {2}")
  @CsvSource({
    "272479007, SCT, PA",
    "399348003, SCT, AP",
    "399173006, SCT, LL",
    "399198007, SCT, RL",
    "399067008, SCT, LATERAL",
    "R-10206, SRT, AP",
    "R-40888, SRT, PA",
    "R-10236, SNM3, LL"
  })
  void theViewCodeIsNext(String value, String scheme, String view) {
    Attributes header = new Attributes();
    code(header, value, scheme, "as coded");
    header.setString(Tag.SeriesDescription, VR.LO, "RL");

    assertThat(ViewResolver.of(header).view()).isEqualTo(view);
    assertThat(ViewResolver.of(header).reason())
        .isEqualTo("View Code Sequence (0054,0220) " + value + ", as coded");
  }

  @ParameterizedTest(name = "orientation {0}\\{1}, {2}: {3}")
  @CsvSource({
    "L, F, , FRONTAL",
    "R, F, , FRONTAL",
    "A, F, , LATERAL",
    "P, F, , LATERAL",
    "L, F, Chest AP, AP",
    "P, F, Chest AP, LATERAL",
    "AL, F, , ''",
    "L, A, , ''"
  })
  void patientOrientationTellsThePlaneAndADescriptionTheDirection(
      String row, String column, String description, String view) {
    Attributes header = new Attributes();
    header.setString(Tag.PatientOrientation, VR.CS, row, column);
    header.setString(Tag.SeriesDescription, VR.LO, description);

    assertThat(ViewResolver.of(header).view()).isEqualTo(view);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Thorax p.a., PA",
    "Thorax seitl., LATERAL",
    "CHEST LEFT LATERAL, LL",
    "chest right lat, RL",
    "Chest PA and lateral, ''",
    "Chest PA/LAT, ''",
    "PARANASAL SINUSES, ''",
    "Thorax, ''"
  })
  void descriptionsAreLast(String description, String view) {
    Attributes header = new Attributes();
    header.setString(Tag.SeriesDescription, VR.LO, description);

    assertThat(ViewResolver.of(header).view()).isEqualTo(view);
  }

  @Test
  void aDescriptionThatNamesSeveralViewsIsPassedOverForOneThatNamesOne() {
    Attributes header = new Attributes();
    header.setString(Tag.SeriesDescription, VR.LO, "PA + LAT");
    header.setString(Tag.StudyDescription, VR.LO, "Thorax a.p. im Liegen");

    assertThat(ViewResolver.of(header))
        .isEqualTo(
            new ViewResolver.View("AP", "Study Description (0008,1030) Thorax a.p. im Liegen"));
  }

  @Test
  void whereNothingStatesTheViewTheReasonSaysSo() {
    Attributes header = new Attributes();
    header.setString(Tag.StudyDescription, VR.LO, "Chest PA and lateral");

    assertThat(ViewResolver.of(header))
        .isEqualTo(
            new ViewResolver.View(
                "",
                "no attribute states the view; Study Description (0008,1030) names several views"));
  }

  @Test
  void aContradictionIsRecorded() {
    Attributes header = new Attributes();
    header.setString(Tag.ViewPosition, VR.CS, "PA");
    header.setString(Tag.PatientOrientation, VR.CS, "P", "F");

    assertThat(ViewResolver.of(header))
        .isEqualTo(
            new ViewResolver.View(
                "PA",
                "View Position (0018,5101) PA, though Patient Orientation (0020,0020) P\\F,"
                    + " lateral"));
  }

  private static void code(Attributes header, String value, String scheme, String meaning) {
    Attributes item = new Attributes();
    item.setString(Tag.CodeValue, VR.SH, value);
    item.setString(Tag.CodingSchemeDesignator, VR.SH, scheme);
    item.setString(Tag.CodeMeaning, VR.LO, meaning);
    header.newSequence(Tag.ViewCodeSequence, 1).add(item);
  }
}
