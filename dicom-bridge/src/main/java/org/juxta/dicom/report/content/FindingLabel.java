package org.juxta.dicom.report.content;

import java.util.Locale;

/** The words that viewers draw beside a finding: {@code Nodule 89 %, worsened 51 %}. */
public final class FindingLabel {
  private FindingLabel() {}

  /** What, how certain, and how it changed. */
  public static String of(ReportedFinding finding) {
    StringBuilder label = new StringBuilder(finding.finding().meaning());
    if (finding.presence() != Presence.PRESENT) {
      label.append(' ').append(finding.presence().name().toLowerCase(Locale.ROOT));
    }
    if (finding.probability() != null) {
      label.append(percent(finding.presence().certainty(finding.probability())));
    }
    if (finding.change() != null) {
      label.append(", ").append(finding.change().name().toLowerCase(Locale.ROOT));
    }
    if (finding.changeProbability() != null) {
      label.append(percent(finding.changeProbability()));
    }
    return label.toString();
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, " %.0f %%", probability * 100);
  }
}
