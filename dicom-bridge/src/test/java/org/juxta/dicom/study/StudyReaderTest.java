package org.juxta.dicom.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomEncodingOptions;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.radiograph.RadiographWriter;
import org.juxta.dicom.testing.SharedData;
import org.juxta.dicom.testing.TestRadiographs;

class StudyReaderTest {

  @Test
  void aStudyOfTwoViewsIsReadWhole(@TempDir Path directory) throws IOException {
    StudyDetails study =
        StudyReader.read(
            List.of(
                radiograph(directory, 2, ChestProjection.LL, header -> {}),
                radiograph(directory, 1, ChestProjection.PA, header -> {})));

    assertThat(study.studyInstanceUid()).isEqualTo("2.25.1000");
    assertThat(study.patientId()).isEqualTo("P-1");
    assertThat(study.issuerOfPatientId()).isEqualTo("HOSPITAL");
    assertThat(study.patientName()).isEqualTo("Müller^Änne");
    assertThat(study.patientBirthDate()).isEqualTo(LocalDate.of(1950, 2, 3));
    assertThat(study.patientSex()).isEqualTo("F");
    assertThat(study.dateTime()).isEqualTo(LocalDateTime.of(2026, 3, 4, 5, 6, 7));
    assertThat(study.timeStated()).isTrue();
    assertThat(study.accessionNumber()).isEqualTo("ACC-1");
    assertThat(study.description()).isEqualTo("Chest PA and lateral");
    assertThat(study.modality()).isEqualTo("DX");
    assertThat(study.bodyPart()).isEqualTo("CHEST");
    assertThat(study.bodyRegions()).containsExactly("CHEST");
    assertThat(study.series()).extracting(SeriesDetails::number).containsExactly(1, 2);
    assertThat(study.images()).extracting(ImageDetails::view).containsExactly("PA", "LL");
    assertThat(study.images())
        .allSatisfy(
            image -> {
              assertThat(image.rows()).isEqualTo(6);
              assertThat(image.columns()).isEqualTo(8);
              assertThat(image.frames()).isEqualTo(1);
              assertThat(image.laterality()).isEqualTo("U");
              assertThat(image.presentationIntent()).isEqualTo("FOR PRESENTATION");
              assertThat(image.dateTime()).isEqualTo(LocalDateTime.of(2026, 3, 4, 5, 6, 7));
            });
  }

  @Test
  void aReportIsNoImageThoughItIsListed(@TempDir Path directory) throws IOException {
    StudyDetails study =
        StudyReader.read(
            List.of(
                radiograph(directory, 1, ChestProjection.PA, header -> {}),
                radiograph(
                    directory,
                    2,
                    ChestProjection.PA,
                    header -> {
                      header.setString(Tag.SOPClassUID, VR.UI, UID.Comprehensive3DSRStorage);
                      header.setString(Tag.Modality, VR.CS, "SR");
                      header.remove(Tag.PixelData);
                    })));

    assertThat(study.images()).hasSize(1);
    assertThat(study.imageModalities()).containsExactly("DX");
    assertThat(study.series().get(1).otherObjects()).hasSize(1);
  }

  @Test
  void aSegmentationHasPixelsAndIsNoImage(@TempDir Path directory) throws IOException {
    StudyDetails study =
        StudyReader.read(
            List.of(
                radiograph(
                    directory,
                    1,
                    ChestProjection.PA,
                    header -> header.setString(Tag.SOPClassUID, VR.UI, UID.SegmentationStorage))));

    assertThat(study.images()).isEmpty();
    assertThat(study.bodyPart()).isEmpty();
    assertThat(study.bodyPartReason()).isEqualTo("the study has no images");
  }

  @Test
  void anIconIsNotThePixelDataOfItsObject(@TempDir Path directory) throws IOException {
    StudyDetails study =
        StudyReader.read(
            List.of(
                radiograph(
                    directory,
                    1,
                    ChestProjection.PA,
                    header -> {
                      header.remove(Tag.PixelData);
                      Attributes icon = new Attributes();
                      icon.setBytes(Tag.PixelData, VR.OB, new byte[4]);
                      header.newSequence(Tag.IconImageSequence, 1).add(icon);
                      for (int tag : header.tags()) {
                        if (Integer.compareUnsigned(tag, Tag.IconImageSequence) > 0) {
                          header.remove(tag);
                        }
                      }
                    })));

    assertThat(study.images()).isEmpty();
  }

  @Test
  void anObjectThatCannotBeReadHidesNoneOfTheOthers(@TempDir Path directory) throws IOException {
    StoredInstance good = radiograph(directory, 1, ChestProjection.PA, header -> {});
    StoredInstance bad = radiograph(directory, 2, ChestProjection.LL, header -> {});
    Files.writeString(bad.file(), "no DICOM ".repeat(50));
    StoredInstance gone = radiograph(directory, 3, ChestProjection.LL, header -> {});
    Files.delete(gone.file());

    StudyDetails study = StudyReader.read(List.of(bad, gone, good));

    assertThat(study.images()).hasSize(1);
    assertThat(study.unreadable())
        .extracting(object -> object.instance().sopInstanceUid())
        .containsExactlyInAnyOrder("2.25.3000.2", "2.25.3000.3");
    assertThat(study.unreadable()).allSatisfy(o -> assertThat(o.reason()).isNotBlank());
  }

  @Test
  void noDamageOfOneHeaderHidesTheOthers(@TempDir Path directory) throws IOException {
    StoredInstance good = radiograph(directory, 1, ChestProjection.PA, header -> {});
    StoredInstance damaged = radiograph(directory, 2, ChestProjection.LL, header -> {});
    byte[] whole = Files.readAllBytes(damaged.file());
    int header = whole.length - 2 * 8 * 6;
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = whole.clone();
      for (int hits = random.nextInt(1, 9); hits > 0; hits--) {
        bytes[132 + random.nextInt(header - 132)] = (byte) random.nextInt(256);
      }
      Files.write(damaged.file(), bytes);

      StudyDetails study = StudyReader.read(List.of(damaged, good));

      assertThat(study.images())
          .extracting(image -> image.instance().sopInstanceUid())
          .contains("2.25.3000.1");
    }
  }

  @Test
  void objectsThatNameDifferentPatientsNameNone(@TempDir Path directory) throws IOException {
    StoredInstance one = radiograph(directory, 1, ChestProjection.PA, header -> {});
    StoredInstance other =
        radiograph(
            directory,
            2,
            ChestProjection.LL,
            header -> header.setString(Tag.PatientID, VR.LO, "P-2"));

    StudyDetails study = StudyReader.read(List.of(one, other));

    assertThat(study.patientId()).isEmpty();
    assertThat(study.identityReason()).isEqualTo("its objects name 2 different patients");
  }

  @Test
  void aMissingStudyDateIsTakenFromTheSeriesOrTheAcquisition(@TempDir Path directory)
      throws IOException {
    StudyDetails study =
        StudyReader.read(
            List.of(
                radiograph(
                    directory,
                    1,
                    ChestProjection.PA,
                    header -> {
                      header.setNull(Tag.StudyDate, VR.DA);
                      header.setString(Tag.AcquisitionDate, VR.DA, "20260305");
                      header.setNull(Tag.AcquisitionTime, VR.TM);
                    })));

    assertThat(study.dateTime()).isEqualTo(LocalDateTime.of(2026, 3, 5, 0, 0));
    assertThat(study.timeStated()).isFalse();
    assertThat(study.dateTimeReason()).isEqualTo("Acquisition Date (0008,0022), no time stated");
  }

  @Test
  void withoutAnyDateThereIsNone(@TempDir Path directory) throws IOException {
    StudyDetails study =
        StudyReader.read(
            List.of(
                radiograph(
                    directory,
                    1,
                    ChestProjection.PA,
                    header -> {
                      for (int tag :
                          new int[] {Tag.StudyDate, Tag.AcquisitionDate, Tag.ContentDate}) {
                        header.setString(tag, VR.DA, "unknown");
                      }
                    })));

    assertThat(study.dateTime()).isNull();
    assertThat(study.dateTimeReason()).isEqualTo("no attribute states a date");
  }

  @Test
  void objectsOfSeveralStudiesAreRefused(@TempDir Path directory) throws IOException {
    StoredInstance one = radiograph(directory, 1, ChestProjection.PA, header -> {});
    StoredInstance other =
        radiograph(
            directory,
            2,
            ChestProjection.PA,
            header -> header.setString(Tag.StudyInstanceUID, VR.UI, "2.25.7"));

    assertThatThrownBy(() -> StudyReader.read(List.of(one, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2.25.1000")
        .hasMessageContaining("2.25.7");
    assertThatThrownBy(() -> StudyReader.read(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyPublicTestFileIsReadOrListedWithItsReason() throws IOException {
    Path root = SharedData.require("data/dicom");
    List<StoredInstance> instances = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> instances.add(instance(file, new Attributes())));
    }

    StudyDetails study = StudyReader.read(instances);

    long listed =
        study.series().stream()
            .mapToLong(series -> series.images().size() + series.otherObjects().size())
            .sum();
    assertThat(listed + study.unreadable().size()).isEqualTo(instances.size());
    assertThat(study.images().size()).isGreaterThan(300);
    assertThat(study.images()).allSatisfy(image -> assertThat(image.viewReason()).isNotBlank());
  }

  private static StoredInstance radiograph(
      Path directory, int number, ChestProjection projection, Consumer<Attributes> change)
      throws IOException {
    Path file = directory.resolve(number + ".dcm");
    RadiographWriter.write(
        TestRadiographs.header(number, projection), TestRadiographs.noise(8, 6, 12, number), file);
    Attributes dataset;
    try (DicomInputStream in = new DicomInputStream(file.toFile())) {
      dataset = in.readDataset(-1, -1);
    }
    change.accept(dataset);
    try (DicomOutputStream out = new DicomOutputStream(file.toFile())) {
      // Stated lengths, so that nothing follows the last value, not even a delimiter.
      out.setEncodingOptions(new DicomEncodingOptions(false, false, false, false, false));
      out.writeDataset(dataset.createFileMetaInformation(UID.ExplicitVRLittleEndian), dataset);
    }
    return instance(file, dataset);
  }

  private static StoredInstance instance(Path file, Attributes dataset) {
    return new StoredInstance(
        dataset.getString(Tag.SOPInstanceUID, file.toString()),
        dataset.getString(Tag.SOPClassUID, ""),
        dataset.getString(Tag.StudyInstanceUID, ""),
        dataset.getString(Tag.SeriesInstanceUID, ""),
        dataset.getString(Tag.PatientID, ""),
        dataset.getString(Tag.IssuerOfPatientID, ""),
        dataset.getString(Tag.Modality, ""),
        UID.ExplicitVRLittleEndian,
        file,
        Instant.EPOCH,
        "TEST");
  }
}
