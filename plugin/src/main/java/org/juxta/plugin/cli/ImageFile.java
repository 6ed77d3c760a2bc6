package org.juxta.plugin.cli;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.juxta.dicom.pixels.GrayFrame;
import org.juxta.dicom.pixels.GrayFrameReader;
import org.juxta.inference.lvlm.ImageInput;

/** Reads an image to ask about: PNG, JPEG or the first frame of a DICOM file. */
final class ImageFile {
  private static final int PREAMBLE = 128;
  private static final byte[] DICM = "DICM".getBytes(StandardCharsets.US_ASCII);

  /** Weights of red, green and blue in luma (ITU-R BT.601). */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private ImageFile() {}

  /**
   * @throws CommandException when there is no such file, or it is none of these
   */
  static ImageInput read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CommandException("there is no file " + file);
    }
    try {
      if (isDicom(file)) {
        GrayFrame frame = GrayFrameReader.read(file, 0);
        return new ImageInput(frame.width(), frame.height(), frame.luminance());
      }
      return luminance(decode(file));
    } catch (IOException e) {
      throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * By the JDK's own readers: the DICOM codecs register some that take part of a DICOM file only.
   */
  private static BufferedImage decode(Path file) throws IOException {
    try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        if (reader.getClass().getModule().getName() != null) {
          reader.setInput(stream);
          try {
            return reader.read(0);
          } finally {
            reader.dispose();
          }
        }
      }
    }
    throw new CommandException(file + " is no PNG, JPEG or DICOM file");
  }

  private static boolean isDicom(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(PREAMBLE + DICM.length);
      return head.length == PREAMBLE + DICM.length
          && Arrays.equals(head, PREAMBLE, head.length, DICM, 0, DICM.length);
    }
  }

  private static ImageInput luminance(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[] values = new float[width * height];
    if (image.getColorModel().getNumColorComponents() == 1
        && image.getType() != BufferedImage.TYPE_BYTE_BINARY) {
      gray(image.getRaster(), values, (1 << image.getColorModel().getComponentSize(0)) - 1);
    } else {
      color(image, values);
    }
    return new ImageInput(width, height, values);
  }

  private static void gray(Raster raster, float[] values, int white) {
    int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) samples[i] / white;
    }
  }

  private static void color(BufferedImage image, float[] values) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    for (int i = 0; i < values.length; i++) {
      int pixel = pixels[i];
      values[i] =
          (LUMA[0] * (pixel >> 16 & 0xFF)
                  + LUMA[1] * (pixel >> 8 & 0xFF)
                  + LUMA[2] * (pixel & 0xFF))
              / 255;
    }
  }
}
