package org.juxta.dicom.pixels;

import java.util.List;

/** Which color frames can be shown, and by which of the ways of {@link ColorLuminance}. */
final class ColorModel {
  private ColorModel() {}

  /**
   * @throws UnreadablePixelsException when Photometric Interpretation and Samples per Pixel do not
   *     go together or are not known here
   */
  static void require(PixelFormat format) throws UnreadablePixelsException {
    int samples =
        switch (format.photometric()) {
          case "MONOCHROME1", "MONOCHROME2", "PALETTE COLOR" -> 1;
          case "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT" -> 3;
          default ->
              throw new UnreadablePixelsException(
                  "Photometric Interpretation (0028,0004) "
                      + format.photometric()
                      + " is not shown here");
        };
    if (samples != format.samplesPerPixel()) {
      throw new UnreadablePixelsException(
          "Photometric Interpretation (0028,0004) %s has %d samples, Samples per Pixel (0028,0002) is %d"
              .formatted(format.photometric(), samples, format.samplesPerPixel()));
    }
    if (!format.monochrome() && format.signed()) {
      throw new UnreadablePixelsException(
          "Pixel Representation (0028,0103) is 1 for Photometric Interpretation (0028,0004) "
              + format.photometric());
    }
  }

  /** Luminance of the samples of a frame that is not MONOCHROME. */
  static float[] luminance(int[] samples, Part10File file, PixelFormat format, List<String> steps)
      throws UnreadablePixelsException {
    if (format.photometric().equals("PALETTE COLOR")) {
      steps.add("palette looked up, luminance by BT.601");
      return ColorLuminance.ofPalette(samples, file.dataset(), format);
    }
    boolean luminanceFirst =
        format.photometric().startsWith("YBR") && !CodecFrames.givesRgb(file.transferSyntaxUid());
    if (luminanceFirst) {
      steps.add("luminance taken from " + format.photometric());
      return ColorLuminance.ofYbr(samples, format);
    }
    steps.add("luminance of " + format.photometric() + " by BT.601");
    return ColorLuminance.ofRgb(samples, format);
  }
}
