package org.juxta.inference.lvlm.remote;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.InferenceException;
import org.juxta.inference.lvlm.image.ByteResampling;

/** An image as a server takes it: an 8-bit grey PNG in a data URL, with no metadata in it. */
final class PixelsOnly {
  /** Longest edge in pixels: beyond it servers reduce images themselves, after the transfer. */
  private static final int LONGEST = 1536;

  private PixelsOnly() {}

  static String dataUrl(ImageInput image) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(image));
  }

  private static byte[] png(ImageInput image) {
    double scale = Math.min(1, (double) LONGEST / Math.max(image.width(), image.height()));
    int width = (int) Math.max(1, Math.round(image.width() * scale));
    int height = (int) Math.max(1, Math.round(image.height() * scale));
    int[] grey =
        ByteResampling.BICUBIC.resize(grey(image), image.width(), image.height(), width, height);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, width, height, grey);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, "png", out)) {
        throw new InferenceException("this Java has no writer for PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static int[] grey(ImageInput image) {
    float[] luminance = image.luminance();
    int[] grey = new int[luminance.length];
    for (int i = 0; i < grey.length; i++) {
      if (!Float.isFinite(luminance[i])) {
        throw new InferenceException("an image has a pixel that is " + luminance[i]);
      }
      grey[i] = Math.max(0, Math.min(255, Math.round(luminance[i] * 255)));
    }
    return grey;
  }
}
