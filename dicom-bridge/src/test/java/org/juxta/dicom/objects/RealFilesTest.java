package org.juxta.dicom.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.juxta.dicom.testing.SharedData;

/**
 * The walk through real files of many makers, beside dcm4che's reader, the slow and well-known
 * control.
 */
class RealFilesTest {

  @Test
  void theHeadIsWhatDcm4cheReads() throws IOException {
    Path root = SharedData.require("data/dicom");
    int compared = 0;
    Map<String, String> refused = new TreeMap<>();
    List<String> unreadableToControl = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path path : files) {
      Part10File file = part10(path);
      if (file == null) {
        continue;
      }
      DatasetHead head;
      try (DatasetScanner scanner = new DatasetScanner(file.transferSyntaxUid())) {
        byte[] dataset = file.dataset();
        scanner.feed(dataset, 0, dataset.length);
        head = scanner.finish();
      } catch (UnreadableDatasetException e) {
        refused.put(path.getFileName().toString(), String.valueOf(e.getMessage()));
        continue;
      }
      DatasetHead control = control(path);
      if (control == null) {
        unreadableToControl.add(path.getFileName().toString());
      } else {
        assertThat(head).as(path.toString()).isEqualTo(control);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(400);
    assertThat(unreadableToControl)
        .as("files that dcm4che gives up on: a value where a sequence belongs, a wrong" + " syntax")
        .isSubsetOf("Tag-0040-A170-VR-CS.dcm", "SC_rgb_jpeg.dcm");
    assertThat(refused.keySet())
        .as("files that end early, and a broken directory record")
        .containsExactlyInAnyOrder(
            "3gb-bulk-data-truncated",
            "MR_truncated.dcm",
            "DICOMDIR-nooffset",
            "rtplan_truncated.dcm",
            "emri_small_jpeg_2k_lossless_too_short.dcm");
  }

  private static @Nullable Part10File part10(Path path) {
    try {
      return Part10File.read(path);
    } catch (IOException notPart10) {
      return null;
    }
  }

  private static @Nullable DatasetHead control(Path path) {
    try (InputStream in = Files.newInputStream(path);
        DicomInputStream dicom = new DicomInputStream(in)) {
      Attributes attributes = dicom.readDataset(-1, Tag.SeriesInstanceUID + 1);
      if (attributes.isEmpty()) {
        return null;
      }
      return new DatasetHead(
          text(attributes, Tag.SOPClassUID),
          text(attributes, Tag.SOPInstanceUID),
          text(attributes, Tag.StudyInstanceUID),
          text(attributes, Tag.SeriesInstanceUID),
          text(attributes, Tag.PatientID),
          text(attributes, Tag.IssuerOfPatientID),
          text(attributes, Tag.Modality),
          text(attributes, Tag.StudyDate),
          text(attributes, Tag.StudyTime));
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }

  private static String text(Attributes attributes, int tag) {
    String value = attributes.getString(tag);
    return value == null ? "" : value.trim();
  }
}
