package org.juxta.plugin.pipeline;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.study.ImageDetails;
import org.juxta.dicom.study.ImagePair;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.reading.Reader;
import org.juxta.inference.reading.Reading;
import org.juxta.plugin.pipeline.ReadingDocument.ImageReading;

/** Shows a pair of images to the model. */
final class PairReading {
  private final Reader reader;

  PairReading(Reader reader) {
    this.reader = reader;
  }

  /**
   * Pixels that cannot be decoded are a result with its reason: of the current image a failure, of
   * the prior one a reading without it.
   *
   * @throws org.juxta.inference.lvlm.InferenceException when the model does not answer
   */
  ImageReading read(ImagePair pair) {
    String sopInstanceUid = pair.current().instance().sopInstanceUid();
    UprightImage current;
    try {
      current = UprightImage.of(pair.current());
    } catch (IOException e) {
      return failed(pair, String.valueOf(e.getMessage()));
    }
    ImageDetails priorImage = pair.prior();
    ImageInput prior = null;
    String pairing = pair.reason() + said("current", current.note());
    if (priorImage != null) {
      try {
        UprightImage upright = UprightImage.of(priorImage);
        prior = upright.input();
        pairing += said("prior", upright.note());
      } catch (IOException e) {
        pairing += "; the prior image cannot be read: " + e.getMessage();
      }
    }
    Reading reading = reader.read(prior, current.input());
    return new ImageReading(
        sopInstanceUid,
        prior == null || priorImage == null ? null : priorImage.instance().sopInstanceUid(),
        pairing,
        reading.findings().stream()
            .map(finding -> finding.withBox(current.stored(finding.box())))
            .toList(),
        null);
  }

  private static String said(String image, String note) {
    return note.isEmpty() ? "" : "; the " + image + " image: " + note;
  }

  /** A pair that could not be read. */
  static ImageReading failed(ImagePair pair, @Nullable String reason) {
    return new ImageReading(
        pair.current().instance().sopInstanceUid(), null, pair.reason(), List.of(), reason);
  }

  /** Who answers. */
  ModelIdentity model() {
    return reader.model();
  }
}
