package org.juxta.dicom.study.keyslice;

import java.util.Locale;
import org.juxta.dicom.pixels.ValueWindow;
import org.juxta.dicom.study.volume.VoxelGrid;

/** Windows in which a CT of the chest is read, as most scanners and workstations preset them. */
public enum CtWindow {
  LUNG(-600, 1500),
  SOFT_TISSUE(40, 400),
  BONE(400, 1800);

  private final ValueWindow window;

  CtWindow(double center, double width) {
    this.window = new ValueWindow(center, width);
  }

  /** From 0 (black) to 1 (white) by PS3.3 C.11.2.1.2.1. */
  public double at(double hounsfield) {
    return window.at(hounsfield);
  }

  /** The window in which two slices of the same grid differ most. */
  static CtWindow showing(short[] one, short[] other) {
    CtWindow best = LUNG;
    double most = -1;
    for (CtWindow window : values()) {
      double sum = 0;
      for (int i = 0; i < one.length; i++) {
        if (one[i] != VoxelGrid.NO_VALUE && other[i] != VoxelGrid.NO_VALUE) {
          sum += Math.abs(window.at(one[i]) - window.at(other[i]));
        }
      }
      if (sum > most) {
        most = sum;
        best = window;
      }
    }
    return best;
  }

  /** Its name as people say it. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " window";
  }
}
