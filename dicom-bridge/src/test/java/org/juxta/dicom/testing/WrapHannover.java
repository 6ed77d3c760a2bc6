package org.juxta.dicom.testing;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.juxta.dicom.radiograph.ChestProjection;
import org.juxta.dicom.radiograph.PixelMatrix;
import org.juxta.dicom.radiograph.RadiographHeader;
import org.juxta.dicom.radiograph.RadiographWriter;

/**
 * Wraps the chest radiographs of Hannover Medical School (ml-workgroup covid-19-image-repository,
 * CC BY 3.0), JPEG pictures with a table, as DX studies that can be sent: {@code WrapHannover
 * <folder of data.csv and images> <output folder>} writes {@code <patient>/<date>-<image>.dcm}.
 *
 * <p>The table gives days between an image and the admission instead of dates, so every patient is
 * admitted on the first of 2020 here. UIDs are made from the names, so that a second run gives the
 * same objects. Images of one day are studies of their own, an hour apart, in the table's order.
 */
public final class WrapHannover {
  private static final LocalDate ADMISSION = LocalDate.of(2020, 1, 1);

  /** Columns of data.csv by their names. */
  private record Row(Map<String, String> values) {
    String of(String column) {
      return values.getOrDefault(column, "");
    }
  }

  private WrapHannover() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: WrapHannover <hannover folder> <output folder>");
    }
    List<Path> written = wrap(Path.of(args[0]), Path.of(args[1]));
    System.out.println(written.size() + " radiographs written to " + args[1]);
  }

  /** Wraps every image of data.csv and returns the files in the table's order. */
  public static List<Path> wrap(Path hannover, Path out) throws IOException {
    List<Path> written = new ArrayList<>();
    Set<LocalDateTime> taken = new HashSet<>();
    String patient = "";
    for (Row row : rows(hannover.resolve("data.csv"))) {
      if (!row.of("patient_id").equals(patient)) {
        patient = row.of("patient_id");
        taken.clear();
      }
      // An image -3 days from the admission's point of view was made three days after it.
      LocalDateTime when = ADMISSION.minusDays(days(row)).atTime(8, 0);
      while (!taken.add(when)) {
        when = when.plusHours(1);
      }
      written.add(wrap(row, when, hannover.resolve("images"), out));
    }
    return written;
  }

  private static Path wrap(Row row, LocalDateTime when, Path images, Path out) throws IOException {
    String name = row.of("image_id");
    Path jpeg = images.resolve(name + ".jpg");
    BufferedImage picture = readJpeg(jpeg);
    PixelMatrix pixels = pixels(picture.getRaster());
    Path folder = Files.createDirectories(out.resolve(row.of("patient_id")));
    Path file = folder.resolve(when.toLocalDate() + "-" + name + ".dcm");
    RadiographHeader header =
        new RadiographHeader(
            new RadiographHeader.Patient(
                row.of("patient_id"),
                "HANNOVER",
                "Hannover^" + row.of("patient_id"),
                null,
                row.of("sex").toUpperCase(Locale.ROOT)),
            new RadiographHeader.Study(
                uid("study " + name),
                when,
                name.toUpperCase(Locale.ROOT),
                "Thorax " + row.of("projection"),
                "Hannover Medical School",
                ""),
            new RadiographHeader.Image(
                uid("series " + name),
                uid("image " + name),
                1,
                "Thorax " + row.of("projection"),
                ChestProjection.valueOf(row.of("projection").toUpperCase(Locale.ROOT)),
                "U",
                false,
                // Sizes were changed when the pictures were made: as wide as a 35 cm detector.
                350.0 / pixels.columns(),
                128,
                256,
                (double) pixels.values().length / Files.size(jpeg)));
    RadiographWriter.write(header, pixels, file);
    return file;
  }

  /**
   * Reads a picture with the reader that is registered for the format's name: whoever asks ImageIO
   * for a reader of the content may get dcm4che's, which takes no plain files.
   */
  public static BufferedImage readJpeg(Path file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  /** The first channel: the pictures are gray. */
  private static PixelMatrix pixels(Raster raster) {
    int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    short[] values = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      values[i] = (short) samples[i];
    }
    return new PixelMatrix(raster.getWidth(), raster.getHeight(), 8, values);
  }

  private static long days(Row row) {
    String offset = row.of("admission_offset");
    return offset.isEmpty() ? 0 : Math.round(Double.parseDouble(offset));
  }

  private static List<Row> rows(Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < cells.length; i++) {
        values.put(columns.get(i), cells[i]);
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  /** A UID under 2.25 (PS3.5 B.2) that a name always gives. */
  private static String uid(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("hannover " + name).getBytes(StandardCharsets.UTF_8));
      return "2.25." + new BigInteger(1, Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
