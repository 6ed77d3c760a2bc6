package org.juxta.dicom.pixels;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Reads frames of one MONOCHROME image in values of its modality: decode, mask, Modality LUT (PS3.3
 * C.11.1). The header is read once, frames in any order. Not safe for use by several threads.
 */
public final class ModalityFrameReader implements Closeable {
  private final Part10File file;
  private final PixelFormat format;

  private ModalityFrameReader(Part10File file, PixelFormat format) {
    this.file = file;
    this.format = format;
  }

  /**
   * Opens a file.
   *
   * @throws UnreadablePixelsException when it has no frames that can be read
   */
  public static ModalityFrameReader open(Path part10File) throws UnreadablePixelsException {
    Part10File file;
    try {
      file = Part10File.open(part10File);
    } catch (IOException e) {
      throw unreadable(e);
    }
    try {
      return new ModalityFrameReader(file, formatOf(file));
    } catch (IOException | RuntimeException e) {
      try {
        file.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw unreadable(e);
    }
  }

  private static PixelFormat formatOf(Part10File file) throws IOException {
    if (!file.hasPixelData()) {
      throw new UnreadablePixelsException("there is no Pixel Data (7FE0,0010)");
    }
    PixelFormat format = PixelFormat.of(file.dataset());
    if (!format.monochrome()) {
      throw new UnreadablePixelsException(
          "Photometric Interpretation (0028,0004) %s has no values of a modality"
              .formatted(format.photometric()));
    }
    if (file.deflated() && format.frames() > 1) {
      throw new UnreadablePixelsException(
          "a deflated data set of several frames is not read frame by frame");
    }
    return format;
  }

  /**
   * Reads one frame.
   *
   * @param frame 0 for the first
   * @throws UnreadablePixelsException when there is no such frame or it cannot be decoded
   */
  public ModalityFrame read(int frame) throws UnreadablePixelsException {
    if (frame < 0 || frame >= format.frames()) {
      throw new UnreadablePixelsException(
          "frame %d was asked for, Number of Frames (0028,0008) is %d"
              .formatted(frame + 1, format.frames()));
    }
    try {
      List<String> steps = new ArrayList<>();
      int[] stored = FrameDecoder.decode(file, format, frame);
      StoredValues.extract(stored, format);
      PixelPadding padding = PixelPadding.of(file.dataset(), format);
      DoubleUnaryOperator modality =
          ModalityTransform.of(new FrameAttributes(file.dataset(), frame), format, steps);
      float[] values = new float[stored.length];
      for (int i = 0; i < values.length; i++) {
        boolean padded = padding != null && padding.contains(stored[i]);
        values[i] =
            padded
                ? Float.NaN
                : (float) modality.applyAsDouble(StoredValues.number(stored[i], format));
      }
      return new ModalityFrame(format.columns(), format.rows(), values, steps);
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** The library reports malformed values by unchecked exceptions of many kinds. */
  private static UnreadablePixelsException unreadable(Exception e) {
    if (e instanceof UnreadablePixelsException known) {
      return known;
    }
    return new UnreadablePixelsException(
        e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
