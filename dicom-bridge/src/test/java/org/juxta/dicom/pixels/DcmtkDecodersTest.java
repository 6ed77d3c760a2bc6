package org.juxta.dicom.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.dcm4che3.data.UID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.testing.ConformanceStatement;
import org.juxta.dicom.testing.PeerProgram;
import org.juxta.dicom.testing.SharedData;

/**
 * The first frames of the public test sets beside dcmtk's decoders: images of one sample a pixel in
 * every compressed syntax that dcmtk 3.6 decodes, the lossy ones too. Some hundred programs are
 * started, so it is a command of its own: {@code -Dtest=DcmtkDecodersTest -Djuxta.excludedGroups=}.
 */
@Tag("heavy")
class DcmtkDecodersTest {
  private static final Map<String, String> DECODERS =
      Map.of(
          UID.RLELossless,
          "dcmdrle",
          "1.2.840.10008.1.2.4.50",
          "dcmdjpeg",
          "1.2.840.10008.1.2.4.51",
          "dcmdjpeg",
          "1.2.840.10008.1.2.4.57",
          "dcmdjpeg",
          "1.2.840.10008.1.2.4.70",
          "dcmdjpeg",
          "1.2.840.10008.1.2.4.80",
          "dcmdjpls",
          "1.2.840.10008.1.2.4.81",
          "dcmdjpls");

  @Test
  void everyFrameThatBothReadIsTheSame(@TempDir Path directory) throws Exception {
    Map<String, Integer> bySyntax = new TreeMap<>();
    for (Path file : RealFilesTest.filesUnder(SharedData.require("data/dicom"))) {
      String syntax = syntax(file);
      String decoder = DECODERS.get(syntax);
      int @Nullable [] ours = decoder == null ? null : stored(file);
      if (decoder == null || ours == null) {
        continue;
      }
      Path decoded = directory.resolve("decoded.dcm");
      Files.deleteIfExists(decoded);
      PeerProgram.run(decoder, file.toString(), decoded.toString());
      int @Nullable [] theirs = Files.exists(decoded) ? stored(decoded) : null;
      if (theirs == null || theirs.length != ours.length) {
        continue;
      }
      assertThat(ours).as(file.toString()).isEqualTo(theirs);
      bySyntax.merge(syntax, 1, Integer::sum);
    }

    assertThat(bySyntax.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(70);
    StringBuilder table = new StringBuilder("| Transfer syntax | files, equal in every sample |\n");
    table.append("|---|---|\n");
    bySyntax.forEach(
        (syntax, files) ->
            table.append("| %s | %d |\n".formatted(TransferSyntaxName.of(syntax), files)));
    ConformanceStatement.requirePart("beside dcmtk", table.toString());
  }

  private static String syntax(Path path) {
    try (Part10File file = Part10File.open(path)) {
      return file.hasPixelData() ? file.transferSyntaxUid() : "";
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /** The stored values of a first frame of one sample a pixel; null when it cannot be had. */
  private static int @Nullable [] stored(Path path) {
    try (Part10File file = Part10File.open(path)) {
      PixelFormat format = PixelFormat.of(file.dataset());
      if (format.samplesPerPixel() != 1) {
        return null;
      }
      int[] samples = FrameDecoder.decode(file, format, 0);
      StoredValues.extract(samples, format);
      return samples;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
