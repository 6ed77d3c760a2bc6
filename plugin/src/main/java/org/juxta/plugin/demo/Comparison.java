package org.juxta.plugin.demo;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.juxta.dicom.pixels.GrayFrameReader;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.phantom.View;
import org.juxta.inference.reading.FindingType;
import org.juxta.plugin.demo.ComparisonPicture.Mark;
import org.juxta.plugin.demo.ComparisonPicture.Panel;

/** Shows a reading: the prior beside the current image, with what was found on it. */
final class Comparison {
  private Comparison() {}

  /** Writes the picture of a patient's frontal images. */
  static void write(PatientFolder folder, ReadingFile reading, Path out) throws IOException {
    SimulatedPatient patient = folder.patient();
    SimulatedFiles.SimulatedImage prior = folder.prior().image(View.PA);
    SimulatedFiles.SimulatedImage current = folder.current().image(View.PA);
    LocalDate before = folder.prior().dateTime().toLocalDate();
    LocalDate now = folder.current().dateTime().toLocalDate();
    Panel left =
        new Panel(
            "PRIOR  " + before + "  PA",
            patient.id() + ", " + patient.sex().code() + ", born " + patient.birthDate(),
            GrayFrameReader.read(prior.file(), 0),
            List.of());
    Panel right =
        new Panel(
            "CURRENT  " + now + "  PA",
            ChronoUnit.DAYS.between(before, now) + " days after the prior" + gone(reading),
            GrayFrameReader.read(current.file(), 0),
            marks(reading, current.sopInstanceUid()));
    ComparisonPicture.write(
        List.of(left, right),
        reading.model()
            + " "
            + reading.modelVersion()
            + " on a simulated patient.  "
            + reading.notice(),
        out);
  }

  /** What was there before and is not now has no box to be drawn, so the caption says it. */
  private static String gone(ReadingFile reading) {
    List<String> gone =
        reading.findings().stream()
            .filter(finding -> "resolved".equals(finding.change()))
            .map(finding -> finding.type().displayName())
            .toList();
    return gone.isEmpty() ? "" : ".  Resolved: " + String.join(", ", gone);
  }

  private static List<Mark> marks(ReadingFile reading, String sopInstanceUid) {
    List<Mark> marks = new ArrayList<>();
    for (ReadFinding finding : reading.findings()) {
      Box box = finding.area();
      if (finding.present() && box != null && sopInstanceUid.equals(finding.sopInstanceUid())) {
        marks.add(new Mark(box, label(finding), colour(finding.type())));
      }
    }
    return marks;
  }

  private static String label(ReadFinding finding) {
    String certainty =
        finding.certainty() == null
            ? ""
            : String.format(Locale.ROOT, " %.0f %%", finding.certainty() * 100);
    String change = finding.change() == null ? "" : ", " + finding.change();
    return finding.type().displayName() + certainty + change;
  }

  private static Color colour(FindingType type) {
    return switch (type) {
      case NODULE -> new Color(0xFDD663);
      case CONSOLIDATION -> new Color(0xFF8A65);
      case PLEURAL_EFFUSION -> new Color(0x4FC3F7);
      case PNEUMOTHORAX -> new Color(0x81C995);
      case CARDIOMEGALY -> new Color(0xF48FB1);
    };
  }
}
