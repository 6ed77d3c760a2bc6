package org.juxta.dicom.remapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.dcm4che3.data.UID;
import org.junit.jupiter.api.Test;

/** Constants by their names in PS3.6 table A-1. */
class UidConstantsTest {
  @Test
  void losslessJpegMeansProcessFourteenAsInTheStandard() {
    assertThat(UID.JPEGLossless).isEqualTo("1.2.840.10008.1.2.4.57");
    assertThat(UID.JPEGLosslessSV1).isEqualTo("1.2.840.10008.1.2.4.70");
  }

  @Test
  void anAddedConstantHasItsValue() {
    assertThat(UID.Verification).isEqualTo("1.2.840.10008.1.1");
    assertThat(UID.LabelMapSegmentationStorage).isEqualTo("1.2.840.10008.5.1.4.1.1.66.7");
  }

  @Test
  void aNameFromBeforeTheRenamingIsHidden() throws NoSuchFieldException {
    Field old = UID.class.getField("VerificationSOPClass");
    assertThat(old.isSynthetic()).isTrue();
  }
}
