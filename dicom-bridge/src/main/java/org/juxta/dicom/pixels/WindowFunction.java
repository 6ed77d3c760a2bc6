package org.juxta.dicom.pixels;

/** VOI LUT Function (0028,1056), output from 0 to 1 (PS3.3 C.11.2.1.2, C.11.2.1.3). */
enum WindowFunction {
  LINEAR {
    @Override
    double at(double value, double center, double width) {
      if (value <= center - 0.5 - (width - 1) / 2) {
        return 0;
      }
      if (value > center - 0.5 + (width - 1) / 2) {
        return 1;
      }
      return (value - (center - 0.5)) / (width - 1) + 0.5;
    }

    @Override
    boolean takes(double width) {
      return width >= 1;
    }
  },
  LINEAR_EXACT {
    @Override
    double at(double value, double center, double width) {
      if (value <= center - width / 2) {
        return 0;
      }
      if (value > center + width / 2) {
        return 1;
      }
      return (value - center) / width + 0.5;
    }

    @Override
    boolean takes(double width) {
      return width > 0;
    }
  },
  SIGMOID {
    @Override
    double at(double value, double center, double width) {
      return 1 / (1 + Math.exp(-4 * (value - center) / width));
    }

    @Override
    boolean takes(double width) {
      return width > 0;
    }
  };

  abstract double at(double value, double center, double width);

  /** Whether the width is one the function is defined for. */
  abstract boolean takes(double width);
}
