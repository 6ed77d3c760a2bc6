package org.juxta.dicom.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.testing.ScriptedPeer;
import org.juxta.dicom.testing.TestObjects;

class DatasetScannerTest {
  private static final DatasetHead CT_HEAD =
      new DatasetHead(
          UID.CTImageStorage,
          "2.25.77.1",
          "2.25.75",
          "2.25.76",
          "Ö-1",
          "HOSPITAL",
          "CT",
          "20260304",
          "050607");

  @ParameterizedTest
  @ValueSource(
      strings = {
        UID.ImplicitVRLittleEndian,
        UID.ExplicitVRLittleEndian,
        UID.ExplicitVRBigEndian,
        UID.DeflatedExplicitVRLittleEndian
      })
  void theHeadIsReadInEverySyntaxWhateverLiesAroundIt(String syntax) throws IOException {
    byte[] bytes = TestObjects.encode(crowded(), syntax);

    assertThat(scan(syntax, bytes, bytes.length)).isEqualTo(CT_HEAD);
  }

  @Property(tries = 200)
  void thePiecesItComesInDoNotMatter(@ForAll @IntRange(min = 1, max = 700) int pieceSize)
      throws IOException {
    for (String syntax : new String[] {UID.ImplicitVRLittleEndian, UID.ExplicitVRBigEndian}) {
      assertThat(scan(syntax, TestObjects.encode(crowded(), syntax), pieceSize)).isEqualTo(CT_HEAD);
    }
  }

  @Property(tries = 500)
  void noiseIsReadOrRefusedButNeverBreaksIt(@ForAll @Size(max = 400) byte[] noise) {
    for (String syntax :
        new String[] {
          UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian, UID.DeflatedExplicitVRLittleEndian
        }) {
      try {
        scan(syntax, noise, 64);
      } catch (UnreadableDatasetException refused) {
        assertThat(refused).hasMessageMatching("\\p{Print}+");
      }
    }
  }

  @Property(tries = 500)
  void aDatasetCutAnywhereInsideAnElementIsUnreadable(@ForAll @IntRange(min = 1, max = 599) int cut)
      throws IOException {
    Attributes image = TestObjects.ct(1, 16);
    byte[] bytes = TestObjects.encode(image, UID.ExplicitVRLittleEndian);
    // Behind this offset only the value of Pixel Data is left, so every cut is inside an element.
    int at = bytes.length - 512 + cut % 512;
    assertThatThrownBy(() -> scan(UID.ExplicitVRLittleEndian, Arrays.copyOf(bytes, at), 100))
        .isInstanceOf(UnreadableDatasetException.class);
  }

  @Test
  void implicitVrThatIsCalledExplicitIsRead() throws IOException {
    byte[] bytes = TestObjects.encode(crowded(), UID.ImplicitVRLittleEndian);

    assertThat(scan(UID.ExplicitVRLittleEndian, bytes, bytes.length)).isEqualTo(CT_HEAD);
  }

  @Test
  void aValueLongerThanTheItemAroundItIsUnreadable() {
    byte[] bytes = {
      0x40,
      0,
      0x30,
      (byte) 0xA7,
      'S',
      'Q',
      0,
      0,
      16,
      0,
      0,
      0, // sequence of 16 bytes
      (byte) 0xFE,
      (byte) 0xFF,
      0,
      (byte) 0xE0,
      8,
      0,
      0,
      0, // item of 8 bytes
      0x40,
      0,
      0x40,
      (byte) 0xA0,
      'C',
      'S',
      2,
      0 // value of 2 bytes more
    };
    assertThatThrownBy(() -> scan(UID.ExplicitVRLittleEndian, bytes, 100))
        .hasMessageContaining("(0040,A040) is longer than the item around it");
  }

  @Test
  void aDeflateBombIsRefusedBeforeItHasGrownWithoutBound() {
    // One element that says it has 4 GiB, of zeros.
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(new byte[] {8, 0, 5, 0, 'U', 'N', 0, 0, -2, -1, -1, -1});
    byte[] zeros = new byte[1 << 20];
    byte[] out = new byte[1 << 16];
    try (DatasetScanner scanner =
        new DatasetScanner(UID.DeflatedExplicitVRLittleEndian, 16 << 20)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 32; i++) {
                  int n;
                  while ((n = deflater.deflate(out)) > 0) {
                    scanner.feed(out, 0, n);
                  }
                  deflater.setInput(zeros);
                }
              })
          .isInstanceOf(UnreadableDatasetException.class)
          .hasMessage("dataset inflates to more than 16777216 bytes");
    } finally {
      deflater.end();
    }
  }

  @Test
  void aCharacterSetThatCannotBeDecodedStillGivesTheSameTextForTheSameBytes() throws IOException {
    Attributes image = TestObjects.ct(1, 16);
    image.remove(Tag.SpecificCharacterSet);
    image.setString(Tag.PatientID, VR.LO, "12345678");
    byte[] characterSet =
        "\u0008\0\u0005\0CS\u0010\0\\ISO 2022 IR 87 ".getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes =
        ScriptedPeer.concat(characterSet, TestObjects.encode(image, UID.ExplicitVRLittleEndian));
    byte[] kanji = {0x1B, 0x24, 0x42, 0x3B, 0x33, 0x1B, 0x28, 0x42};
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    System.arraycopy(kanji, 0, bytes, latin.indexOf("12345678"), 8);

    DatasetHead head = scan(UID.ExplicitVRLittleEndian, bytes, 50);

    assertThat(head.patientId()).isNotEmpty();
    assertThat(head).isEqualTo(scan(UID.ExplicitVRLittleEndian, bytes, 51));
  }

  /**
   * The CT image among sequences in sequences, private and unknown elements, and values too long to
   * keep.
   */
  private static Attributes crowded() {
    Attributes image = TestObjects.ct(1, 16);
    image.setBytes(0x00090010, VR.LO, "JUXTA TEST".getBytes(StandardCharsets.US_ASCII));
    image.setBytes(0x00091001, VR.OB, new byte[5000]);
    image.setBytes(0x00091002, VR.UN, new byte[] {1, 2, 3, 4});
    Sequence references = image.newSequence(Tag.ReferencedStudySequence, 2);
    for (int i = 0; i < 2; i++) {
      Attributes item = new Attributes();
      item.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3.4");
      item.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3.5");
      Attributes inner = new Attributes();
      inner.setString(Tag.PatientID, VR.LO, "SOMEBODY ELSE");
      item.newSequence(Tag.OtherPatientIDsSequence, 1).add(inner);
      item.newSequence(Tag.PurposeOfReferenceCodeSequence, 1);
      references.add(item);
    }
    image.newSequence(Tag.ReferencedImageSequence, 1).add(new Attributes());
    return image;
  }

  @Test
  void fragmentsAreSteppedOver() throws IOException {
    Attributes image = TestObjects.encapsulated(1);
    Fragments pixels = (Fragments) image.getValue(Tag.PixelData);
    byte[] noise = new byte[3000];
    new Random(1).nextBytes(noise);
    pixels.add(noise);
    byte[] bytes = TestObjects.encode(image, UID.JPEG2000Lossless);

    assertThat(scan(UID.JPEG2000Lossless, bytes, 333)).isEqualTo(CT_HEAD);
  }

  private static DatasetHead scan(String syntax, byte[] bytes, int pieceSize)
      throws UnreadableDatasetException {
    try (DatasetScanner scanner = new DatasetScanner(syntax)) {
      for (int at = 0; at < bytes.length; at += pieceSize) {
        scanner.feed(bytes, at, Math.min(pieceSize, bytes.length - at));
      }
      return scanner.finish();
    }
  }
}
