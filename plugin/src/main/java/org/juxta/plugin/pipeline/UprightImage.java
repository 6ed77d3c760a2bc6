package org.juxta.plugin.pipeline;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.geometry.ImageTurn;
import org.juxta.dicom.pixels.GrayFrame;
import org.juxta.dicom.pixels.GrayFrameReader;
import org.juxta.dicom.pixels.UnreadablePixelsException;
import org.juxta.dicom.study.ImageDetails;
import org.juxta.dicom.study.RadiographOrientation;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.lvlm.ImageInput;

/**
 * A frontal radiograph as the model is shown it, and the way back to the pixels it is stored in.
 *
 * @param input upright
 * @param turn from stored to upright
 * @param columns as stored
 * @param rows as stored
 * @param note what is to be said of it, "" if nothing
 */
record UprightImage(ImageInput input, ImageTurn turn, int columns, int rows, String note) {

  /**
   * @throws IOException when it cannot be decoded or is not to be shown; the message is the reason
   */
  static UprightImage of(ImageDetails image) throws IOException {
    RadiographOrientation orientation = RadiographOrientation.of(image);
    ImageTurn turn = orientation.turn();
    if (turn == null) {
      throw new UnreadablePixelsException(orientation.reason());
    }
    GrayFrame frame = GrayFrameReader.read(image.instance().file(), 0);
    int width = frame.width();
    int height = frame.height();
    return new UprightImage(
        new ImageInput(
            turn.width(width, height),
            turn.height(width, height),
            turn.apply(frame.luminance(), width, height)),
        turn,
        width,
        height,
        orientation.reason());
  }

  /** A box on the image as it is stored. */
  @Nullable Box stored(@Nullable Box box) {
    return box == null ? null : stored(box, turn, columns, rows);
  }

  /** A box of a turned image on the image as it is stored. */
  static Box stored(Box box, ImageTurn turn, int columns, int rows) {
    double[] one = turn.toStored(box.x0(), box.y0(), columns, rows);
    double[] other = turn.toStored(box.x1(), box.y1(), columns, rows);
    return new Box(
        Math.min(one[0], other[0]),
        Math.min(one[1], other[1]),
        Math.max(one[0], other[0]),
        Math.max(one[1], other[1]));
  }
}
