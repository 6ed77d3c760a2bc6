package org.juxta.dicom.pixels;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.imageio.codec.BytesWithImageImageDescriptor;
import org.dcm4che3.imageio.codec.ImageDescriptor;
import org.dcm4che3.imageio.codec.ImageReaderFactory;
import org.dcm4che3.imageio.codec.TransferSyntaxType;
import org.juxta.dicom.codec.NativeCodecs;

/** Frames that the JPEG, JPEG-LS and JPEG 2000 codecs of the library decode. */
final class CodecFrames {
  /** How far from the end of a frame its codestream may end. */
  private static final int TRAILING_BYTES = 64;

  private CodecFrames() {}

  /** Whether there is a codec for it. */
  static boolean canDecode(String transferSyntaxUid) {
    return ImageReaderFactory.canDecompress(transferSyntaxUid);
  }

  /** Whether color frames of this transfer syntax come out of the codec as RGB. */
  static boolean givesRgb(String transferSyntaxUid) {
    return TransferSyntaxType.isYBRCompression(transferSyntaxUid);
  }

  /**
   * @param encoded the frame
   * @return samples in the order pixel by pixel; of three samples a pixel the codec may have made
   *     RGB, see {@link #givesRgb}
   * @throws UnreadablePixelsException when the codestream is damaged or of another size
   */
  static int[] decode(
      byte[] encoded, PixelFormat format, String transferSyntaxUid, Attributes dataset)
      throws IOException {
    CodestreamSize.of(encoded).requireSame(format);
    requireEnd(encoded);
    NativeCodecs.load();
    ImageReader reader =
        ImageReaderFactory.getImageReader(
            ImageReaderFactory.getImageReaderParam(transferSyntaxUid));
    try (EncodedFrame frame = new EncodedFrame(encoded, new ImageDescriptor(dataset))) {
      reader.setInput(frame);
      return samples(reader.read(0).getRaster(), format);
    } catch (IOException | RuntimeException e) {
      throw new UnreadablePixelsException(
          "the codec for %s refuses the frame: %s"
              .formatted(TransferSyntaxName.of(transferSyntaxUid), e.getMessage()),
          e);
    } finally {
      reader.dispose();
    }
  }

  /**
   * Codecs fill what a truncated codestream lacks with gray, so its end marker (EOI of T.81, EOC of
   * T.800, both FFD9) must be there, before the zeros that pad a fragment or a few strays.
   */
  private static void requireEnd(byte[] encoded) throws UnreadablePixelsException {
    for (int at = encoded.length - 2; at >= Math.max(0, encoded.length - TRAILING_BYTES); at--) {
      if ((encoded[at] & 0xFF) == 0xFF && (encoded[at + 1] & 0xFF) == 0xD9) {
        return;
      }
    }
    throw new UnreadablePixelsException(
        "the codestream in Pixel Data (7FE0,0010) ends without its end marker");
  }

  private static int[] samples(Raster raster, PixelFormat format) throws UnreadablePixelsException {
    if (raster.getWidth() != format.columns()
        || raster.getHeight() != format.rows()
        || raster.getNumBands() != format.samplesPerPixel()) {
      throw new UnreadablePixelsException(
          "the codec gives %d x %d x %d samples where the data set says %d x %d x %d"
              .formatted(
                  raster.getHeight(),
                  raster.getWidth(),
                  raster.getNumBands(),
                  format.rows(),
                  format.columns(),
                  format.samplesPerPixel()));
    }
    return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
  }

  /** The stream form in which the library's native readers take a frame from memory. */
  private static final class EncodedFrame extends MemoryCacheImageInputStream
      implements BytesWithImageImageDescriptor {
    private final byte[] bytes;
    private final ImageDescriptor descriptor;

    EncodedFrame(byte[] bytes, ImageDescriptor descriptor) {
      super(new ByteArrayInputStream(bytes));
      this.bytes = bytes;
      this.descriptor = descriptor;
    }

    @Override
    public ByteBuffer getBytes() {
      return ByteBuffer.wrap(bytes);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
      return descriptor;
    }
  }
}
