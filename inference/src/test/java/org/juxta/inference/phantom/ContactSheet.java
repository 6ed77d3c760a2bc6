package org.juxta.inference.phantom;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.juxta.inference.lvlm.Box;
import org.juxta.inference.reading.FindingType;

/**
 * A command for looking: writes a PNG with one simulated patient a cell, prior beside current.
 *
 * <p>Arguments: first seed, columns, rows, image size, view (PA or LL), boxes (true or false),
 * file.
 */
final class ContactSheet {
  private static final Map<FindingType, Color> COLOURS =
      Map.of(
          FindingType.NODULE, Color.YELLOW,
          FindingType.CONSOLIDATION, Color.ORANGE,
          FindingType.PLEURAL_EFFUSION, Color.CYAN,
          FindingType.PNEUMOTHORAX, Color.MAGENTA,
          FindingType.CARDIOMEGALY, Color.GREEN);

  private ContactSheet() {}

  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[0]);
    int columns = Integer.parseInt(args[1]);
    int rows = Integer.parseInt(args[2]);
    int size = Integer.parseInt(args[3]);
    View view = View.valueOf(args[4]);
    boolean boxes = Boolean.parseBoolean(args[5]);
    int cell = 2 * size + 6;
    BufferedImage sheet =
        new BufferedImage(columns * cell, rows * (size + 16), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    for (int i = 0; i < columns * rows; i++) {
      SimulatedPatient patient = new PatientSimulator().simulate(seed + i);
      int x = i % columns * cell;
      int y = i / columns * (size + 16);
      for (TimePoint time : TimePoint.values()) {
        SimulatedRadiograph image = new RadiographRenderer().render(patient, time, view, size);
        paint(graphics, image, x + time.ordinal() * (size + 1), y + 14, boxes);
      }
      graphics.setColor(Color.WHITE);
      graphics.drawString(caption(patient), x + 2, y + 11);
    }
    graphics.dispose();
    ImageIO.write(sheet, "png", new File(args[6]));
  }

  private static String caption(SimulatedPatient patient) {
    StringBuilder text = new StringBuilder(patient.seed() + " " + patient.sex() + patient.age());
    for (FindingHistory history : patient.histories().values()) {
      if (history.change() != null && history.site() != null) {
        text.append(
            String.format(
                " %s:%s %s %.0f>%.0f",
                history.type().id().substring(0, 6),
                history.change().word(),
                history.site().region(),
                history.priorExtent() * (history.priorExtent() < 1 ? 100 : 1),
                history.currentExtent() * (history.currentExtent() < 1 ? 100 : 1)));
      }
    }
    return text.toString();
  }

  private static void paint(
      Graphics2D graphics, SimulatedRadiograph image, int x, int y, boolean boxes) {
    BufferedImage gray =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < image.pixels().length; i++) {
      gray.getRaster().setSample(i % image.width(), i / image.width(), 0, image.pixels()[i] >> 4);
    }
    graphics.drawImage(gray, x, y, null);
    graphics.setStroke(new BasicStroke(1));
    if (boxes) {
      image
          .boxes()
          .forEach(
              (type, box) -> {
                graphics.setColor(COLOURS.get(type));
                draw(graphics, box, x, y);
              });
    }
  }

  private static void draw(Graphics2D graphics, Box box, int x, int y) {
    graphics.drawRect(
        (int) (x + box.x0()), (int) (y + box.y0()), (int) box.width(), (int) box.height());
  }
}
