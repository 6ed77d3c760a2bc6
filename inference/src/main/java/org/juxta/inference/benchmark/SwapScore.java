package org.juxta.inference.benchmark;

import org.jspecify.annotations.Nullable;
import org.juxta.inference.phantom.SimulatedPatient;
import org.juxta.inference.reading.Change;
import org.juxta.inference.reading.Finding;
import org.juxta.inference.reading.Reading;

/** Whether the answer turns round when prior and current are swapped, where something changed. */
final class SwapScore {
  private int changed;
  private int flipped;

  void add(SimulatedPatient patient, Reading reading, Reading swapped) {
    for (int i = 0; i < reading.findings().size(); i++) {
      Finding finding = reading.findings().get(i);
      Change truth = patient.history(finding.type()).change();
      if (truth != null && truth != Change.STABLE) {
        changed++;
        Change answer = finding.change();
        boolean turned =
            answer != Change.STABLE
                && answer != null
                && swapped.findings().get(i).change() == mirror(answer);
        flipped += turned ? 1 : 0;
      }
    }
  }

  private static @Nullable Change mirror(Change change) {
    return switch (change) {
      case NEW -> Change.RESOLVED;
      case RESOLVED -> Change.NEW;
      case WORSENED -> Change.IMPROVED;
      case IMPROVED -> Change.WORSENED;
      case STABLE -> Change.STABLE;
    };
  }

  /** Share of changed findings whose answer is a change and whose swapped answer is its mirror. */
  double flipped() {
    return (double) flipped / changed;
  }
}
