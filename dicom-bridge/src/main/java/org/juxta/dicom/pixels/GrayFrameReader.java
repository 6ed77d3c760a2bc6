package org.juxta.dicom.pixels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;

/**
 * Reads one frame of an image as luminance: decode, mask, Modality LUT, VOI LUT, presentation, in
 * the size of the frame. Safe for use by several threads.
 *
 * <p>Grayscale of one to 32 bits, signed or not, RGB, YBR_FULL and its kin, and palettes are read,
 * from every transfer syntax of the table in CONFORMANCE.md. What a header claims is checked
 * against limits and against the length of the file before memory is taken for it.
 */
public final class GrayFrameReader {
  private GrayFrameReader() {}

  /**
   * Reads a frame.
   *
   * @param frameIndex 0 for the first
   * @throws UnreadablePixelsException when the file has no such frame or it cannot be shown; the
   *     message is the reason, with tag and value
   */
  public static GrayFrame read(Path part10File, int frameIndex) throws UnreadablePixelsException {
    try (Part10File file = Part10File.open(part10File)) {
      return read(file, frameIndex);
    } catch (UnreadablePixelsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The library reports malformed values by unchecked exceptions of many kinds.
      throw new UnreadablePixelsException(
          e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
    }
  }

  private static GrayFrame read(Part10File file, int frame) throws IOException {
    if (!file.hasPixelData()) {
      throw new UnreadablePixelsException(
          file.hasFloatPixelData()
              ? "Float Pixel Data (7FE0,0008), (7FE0,0009) are not shown as an image"
              : "there is no Pixel Data (7FE0,0010)");
    }
    Attributes dataset = file.dataset();
    PixelFormat format = PixelFormat.of(dataset);
    if (frame < 0 || frame >= format.frames()) {
      throw new UnreadablePixelsException(
          "frame %d was asked for, Number of Frames (0028,0008) is %d"
              .formatted(frame + 1, format.frames()));
    }
    ColorModel.require(format);
    List<String> steps = new ArrayList<>();
    int[] samples = FrameDecoder.decode(file, format, frame);
    steps.add(
        "frame %d of %d decoded: %s"
            .formatted(
                frame + 1, format.frames(), TransferSyntaxName.of(file.transferSyntaxUid())));
    StoredValues.extract(samples, format);
    steps.add(
        "%d bits below high bit %d, %s"
            .formatted(
                format.bitsStored(), format.highBit(), format.signed() ? "signed" : "unsigned"));
    float[] luminance =
        format.monochrome()
            ? GrayTransform.apply(samples, dataset, frame, format, steps)
            : ColorModel.luminance(samples, file, format, steps);
    return new GrayFrame(format.columns(), format.rows(), luminance, steps);
  }
}
