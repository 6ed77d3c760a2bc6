package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.juxta.dicom.geometry.ImageTurn;

class RadiographOrientationTest {
  /** An image of 3 columns and 2 rows whose pixels are numbered in reading order. */
  @ParameterizedTest(name = "{0}\\{1} is shown as {2}")
  @CsvSource({
    "L, F, 0 1 2 3 4 5",
    "R, F, 2 1 0 5 4 3",
    "L, H, 3 4 5 0 1 2",
    "R, H, 5 4 3 2 1 0",
    "F, L, 0 3 1 4 2 5",
    "H, L, 2 5 1 4 0 3",
    "F, R, 3 0 4 1 5 2",
    "H, R, 5 2 4 1 3 0",
    "LA, FR, 0 1 2 3 4 5"
  })
  void aTurnedImageIsTurnedBack(String row, String column, String shown) {
    ImageTurn turn = Objects.requireNonNull(RadiographOrientation.of(header(row, column)).turn());

    float[] upright = turn.apply(new float[] {0, 1, 2, 3, 4, 5}, 3, 2);

    String[] expected = shown.split(" ");
    for (int i = 0; i < 6; i++) {
      assertThat(upright[i]).isEqualTo(Float.parseFloat(expected[i]));
    }
  }

  @Test
  void whatIsDoneIsSaid() {
    assertThat(RadiographOrientation.of(header("L", "F")).reason()).isEmpty();
    assertThat(RadiographOrientation.of(header("R", "F")).reason())
        .isEqualTo("turned upright, Patient Orientation (0020,0020) R\\F");
    assertThat(RadiographOrientation.of(new Attributes()).reason()).contains("not stated");
  }

  @Test
  void anotherPlaneOrOneSideIsNotRead() {
    RadiographOrientation lateral = RadiographOrientation.of(header("P", "F"));
    assertThat(lateral.turn()).isNull();
    assertThat(lateral.reason()).contains("not that of a frontal view");

    Attributes oneSide = header("L", "F");
    oneSide.setString(Tag.ImageLaterality, VR.CS, "R");
    assertThat(RadiographOrientation.of(oneSide).turn()).isNull();
    assertThat(RadiographOrientation.of(oneSide).reason()).contains("(0020,0062) is R");
  }

  private static Attributes header(String row, String column) {
    Attributes header = new Attributes();
    header.setString(Tag.PatientOrientation, VR.CS, row, column);
    return header;
  }
}
