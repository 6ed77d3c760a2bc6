package org.juxta.plugin.web;

import io.javalin.http.Context;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.pixels.GrayFrame;
import org.juxta.dicom.pixels.GrayFrameReader;
import org.juxta.dicom.pixels.UnreadablePixelsException;

/** Frames as a browser shows them: 8-bit gray PNG, as the model saw them or in another window. */
final class FrameRoutes {
  /** A large frame takes some hundred megabytes while it is decoded. */
  private static final int AT_ONCE = 2;

  private static final int PATIENCE_SECONDS = 20;
  private static final double WHITE = 255;

  private final ObjectStore store;
  private final Semaphore decoders = new Semaphore(AT_ONCE, true);

  /**
   * Part of the image's own brightness that is spread over the screen's.
   *
   * @param center 0 to 1
   * @param width more than 0, 1 for all
   */
  private record Window(double center, double width) {
    static Window of(Context context) {
      return new Window(
          number(context, "center", 0.5, 0, 1), number(context, "width", 1, 0.001, 2));
    }

    private static double number(
        Context context, String parameter, double byDefault, double least, double most) {
      String text = context.queryParam(parameter);
      if (text == null) {
        return byDefault;
      }
      try {
        double number = Double.parseDouble(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // the same answer for a word and for a number out of range
      }
      throw ProblemException.badRequest(parameter, "is not a number from " + least + " to " + most);
    }

    byte at(float luminance) {
      double share = (luminance - center) / width + 0.5;
      return (byte) Math.round(Math.min(1, Math.max(0, share)) * WHITE);
    }
  }

  FrameRoutes(ObjectStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/v1/frames/{sopInstanceUid}/{frame}", this::frame));
  }

  private void frame(Context context) throws IOException, InterruptedException {
    String uid = Uids.of(context, "sopInstanceUid");
    int frame = frameNumber(context);
    Window window = Window.of(context);
    StoredInstance instance =
        store
            .instance(uid)
            .orElseThrow(
                () -> ProblemException.notFound("sopInstanceUid", "there is no such object"));
    // What is stored under a UID never changes, so the tag follows from what was asked for.
    String tag = "\"" + uid + "-" + frame + "-" + window.center() + "-" + window.width() + "\"";
    context.header("Cache-Control", "private, no-cache").header("ETag", tag);
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType("image/png").result(png(instance, frame, window));
  }

  private static int frameNumber(Context context) {
    String text = context.pathParam("frame");
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw ProblemException.badRequest("frame", "is not the number of a frame, 1 for the first");
    }
    return Integer.parseInt(text);
  }

  private byte[] png(StoredInstance instance, int frame, Window window)
      throws IOException, InterruptedException {
    if (!decoders.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new ProblemException(503, "frame", "too many frames are asked for at once; ask again");
    }
    try {
      return png(GrayFrameReader.read(instance.file(), frame - 1), window);
    } catch (UnreadablePixelsException e) {
      throw new ProblemException(422, "sopInstanceUid", "cannot be shown: " + e.getMessage());
    } finally {
      decoders.release();
    }
  }

  private static byte[] png(GrayFrame frame, Window window) throws IOException {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    float[] luminance = frame.luminance();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = window.at(luminance[i]);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
