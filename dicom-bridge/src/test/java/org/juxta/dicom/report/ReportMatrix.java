package org.juxta.dicom.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.juxta.dicom.report.content.BoxRegion;
import org.juxta.dicom.report.content.Laterality;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.content.ReportImage;
import org.juxta.dicom.report.content.ReportedFinding;

/** 0, 1 and 20 findings, each with and without a prior, each on a radiograph and on CT. */
final class ReportMatrix {
  private static final List<String> FINDINGS =
      List.of("nodule", "consolidation", "pleural_effusion", "pneumothorax", "cardiomegaly");

  private ReportMatrix() {}

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String modality : List.of("DX", "CT")) {
      for (int findings : new int[] {0, 1, 20}) {
        cells.add(new Cell(findings, false, modality));
        cells.add(new Cell(findings, true, modality));
      }
    }
    return cells;
  }

  /** One cell of the matrix: so many findings, all with a box and a probability. */
  record Cell(int findings, boolean prior, String modality) implements ReportSample {
    @Override
    public String fileName() {
      return modality.toLowerCase(Locale.ROOT)
          + "-"
          + findings
          + (prior ? "-with-prior" : "-without-prior");
    }

    @Override
    public ReportContent content() {
      ReportImage image = SampleParts.image(SampleParts.STUDY, 1, modality, "20260304");
      List<ReportImage> priors =
          prior
              ? List.of(SampleParts.image(SampleParts.PRIOR_STUDY, 2, modality, "20250102"))
              : List.of();
      List<ReportedFinding> found = new ArrayList<>();
      for (int i = 1; i <= findings; i++) {
        found.add(
            SampleParts.present(
                i,
                FINDINGS.get(i % FINDINGS.size()),
                i % 2 == 0 ? Laterality.LEFT : Laterality.RIGHT,
                new BoxRegion(10 * i, 20.5 * i, 10 * i + 50, 20.5 * i + 60),
                image.reference(),
                prior ? priors.get(0).reference() : null));
      }
      return SampleParts.content(fileName(), "Doe^Jane", List.of(image), priors, found);
    }

    @Override
    public String toString() {
      return fileName();
    }
  }
}
