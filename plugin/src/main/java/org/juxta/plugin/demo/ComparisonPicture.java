package org.juxta.plugin.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.juxta.dicom.pixels.GrayFrame;
import org.juxta.inference.lvlm.Box;

/** Draws images side by side on black, each under its caption, with labelled boxes on them. */
public final class ComparisonPicture {
  private static final int PANEL = 900;
  private static final int MARGIN = 24;
  private static final int LINE = 30;
  private static final int CAPTION_LINES = 2;
  private static final Font CAPTION = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 22);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final Color PAPER = new Color(0x101214);
  private static final Color INK = new Color(0xE8EAED);
  private static final Color FAINT_INK = new Color(0x9AA0A6);
  private static final Color LABEL_GROUND = new Color(0, 0, 0, 190);

  private ComparisonPicture() {}

  /**
   * One image.
   *
   * @param title first line above it
   * @param caption second line above it
   * @param frame the image
   * @param marks what is drawn on it
   */
  public record Panel(String title, String caption, GrayFrame frame, List<Mark> marks) {
    public Panel {
      marks = List.copyOf(marks);
    }
  }

  /**
   * A labelled box.
   *
   * @param box in pixels of the frame
   * @param label beside it
   * @param colour of both
   */
  public record Mark(Box box, String label, Color colour) {}

  /**
   * Writes the picture as PNG.
   *
   * @param footer one line below the images
   */
  public static void write(List<Panel> panels, String footer, Path out) throws IOException {
    int width = MARGIN + panels.size() * (PANEL + MARGIN);
    int height = MARGIN + CAPTION_LINES * LINE + PANEL + MARGIN + LINE + MARGIN;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.setColor(PAPER);
    pen.fillRect(0, 0, width, height);
    for (int i = 0; i < panels.size(); i++) {
      draw(pen, panels.get(i), MARGIN + i * (PANEL + MARGIN));
    }
    pen.setFont(CAPTION);
    pen.setColor(FAINT_INK);
    pen.drawString(footer, MARGIN, height - MARGIN);
    pen.dispose();
    Path whole = Files.createTempFile(out.toAbsolutePath().getParent(), ".comparison", ".png");
    try {
      ImageIO.write(picture, "png", whole.toFile());
      Files.move(whole, out, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static void draw(Graphics2D pen, Panel panel, int left) {
    pen.setFont(TITLE);
    pen.setColor(INK);
    pen.drawString(panel.title(), left, MARGIN + LINE / 2);
    pen.setFont(CAPTION);
    pen.setColor(FAINT_INK);
    pen.drawString(panel.caption(), left, MARGIN + LINE + LINE / 2);
    GrayFrame frame = panel.frame();
    double scale = (double) PANEL / Math.max(frame.width(), frame.height());
    int width = (int) Math.round(frame.width() * scale);
    int height = (int) Math.round(frame.height() * scale);
    int x = left + (PANEL - width) / 2;
    int y = MARGIN + CAPTION_LINES * LINE + (PANEL - height) / 2;
    pen.drawImage(gray(frame), x, y, width, height, null);
    for (Mark mark : panel.marks()) {
      drawMark(pen, mark, new Rectangle2D.Double(x, y, width, height), scale);
    }
  }

  private static void drawMark(Graphics2D pen, Mark mark, Rectangle2D image, double scale) {
    Box box = mark.box().scaled(scale, scale);
    double left = image.getX() + box.x0();
    double top = image.getY() + box.y0();
    pen.setColor(mark.colour());
    pen.setStroke(new BasicStroke(3));
    pen.draw(new Rectangle2D.Double(left, top, box.width(), box.height()));
    pen.setFont(LABEL);
    FontMetrics metrics = pen.getFontMetrics();
    int textWidth = metrics.stringWidth(mark.label());
    int padding = 6;
    int ground = metrics.getHeight() + padding;
    double textLeft =
        Math.max(image.getX(), Math.min(left, image.getMaxX() - textWidth - 2 * padding));
    double textTop = top - ground < image.getY() ? top + box.height() : top - ground;
    textTop = Math.min(textTop, image.getMaxY() - ground);
    pen.setColor(LABEL_GROUND);
    pen.fill(new Rectangle2D.Double(textLeft, textTop, textWidth + 2 * padding, ground));
    pen.setColor(mark.colour());
    pen.drawString(
        mark.label(),
        (float) (textLeft + padding),
        (float) (textTop + padding / 2.0 + metrics.getAscent()));
  }

  private static BufferedImage gray(GrayFrame frame) {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] row = new byte[frame.width()];
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = (byte) Math.round(Math.max(0, Math.min(1, frame.at(x, y))) * 255);
      }
      image.getRaster().setDataElements(0, y, row.length, 1, row);
    }
    return image;
  }
}
