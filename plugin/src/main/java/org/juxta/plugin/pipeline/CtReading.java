package org.juxta.plugin.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.objects.ObjectStore;
import org.juxta.dicom.study.StudyDetails;
import org.juxta.dicom.study.keyslice.ShownImage;
import org.juxta.dicom.study.keyslice.SlicePair;
import org.juxta.dicom.study.keyslice.VolumePair;
import org.juxta.dicom.study.registration.Registration;
import org.juxta.dicom.study.volume.Volume;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.reading.Reader;
import org.juxta.inference.reading.Reading;
import org.juxta.plugin.pipeline.ReadingDocument.ImageReading;

/**
 * Sets a chest CT beside its prior and shows matched slices to the model, if that declares that it
 * reads CT. A model that was made for radiographs is never asked: its answers would look like
 * findings. What was assembled, registered and paired is said in either case.
 */
final class CtReading {
  private static final String CT = "CT";

  private final ChestCt series;
  private final Reader reader;

  CtReading(ObjectStore store, Reader reader) {
    this.series = new ChestCt(store);
    this.reader = reader;
  }

  /**
   * What came of it.
   *
   * @param images one for each slice that was read; none when nothing was
   * @param reason how the volumes were paired, and why nothing was read if nothing was
   */
  record Result(List<ImageReading> images, String reason) {
    Result {
      images = List.copyOf(images);
    }
  }

  /**
   * Pairs a study with its prior and has it read.
   *
   * @param failure why the model is not asked any more; null to ask it
   * @throws org.juxta.inference.lvlm.InferenceException when the model does not answer
   */
  Result read(StudyDetails study, @Nullable StudyDetails prior, @Nullable String failure) {
    ChestCt.Found current = series.volume(study.studyInstanceUid());
    Volume volume = current.volume();
    if (volume == null) {
      return new Result(List.of(), "no CT volume: " + current.reason());
    }
    ChestCt.Found before =
        prior == null
            ? new ChestCt.Found(null, "no prior")
            : series.volume(prior.studyInstanceUid());
    String paired = "current " + current.reason() + "; prior " + before.reason();
    try (volume;
        Volume priorVolume = before.volume()) {
      VolumePair pair = VolumePair.of(volume, priorVolume);
      Registration registration = pair.registration();
      String how = paired + (registration == null ? "" : "; " + registration.reason());
      String slices = how + "; " + pair.pairs().size() + " key slices";
      if (!reader.modalities().contains(CT)) {
        return new Result(
            List.of(),
            "CT is read by models that declare CT only, %s declares %s; paired: %s"
                .formatted(
                    reader.model().name(),
                    String.join(", ", new TreeSet<>(reader.modalities())),
                    slices));
      }
      if (volume.source(0).orElseThrow().instance().sopInstanceUid().equals(lastUid(volume))) {
        return new Result(
            List.of(), "slices of a multi-frame object are paired but not read; paired: " + slices);
      }
      return new Result(read(pair, failure), slices);
    } catch (IOException e) {
      return new Result(List.of(), paired + "; a slice cannot be read: " + e.getMessage());
    }
  }

  /** The object of the last slice, which is that of the first in a multi-frame object. */
  private static String lastUid(Volume volume) {
    int last = volume.geometry().slices() - 1;
    return volume.source(last).orElseThrow().instance().sopInstanceUid();
  }

  private List<ImageReading> read(VolumePair pair, @Nullable String failure) throws IOException {
    List<ImageReading> images = new ArrayList<>();
    for (SlicePair slices : pair.pairs()) {
      images.add(
          failure == null
              ? read(slices, pair.show(slices))
              : new ImageReading(uid(slices), null, pairing(slices, ""), List.of(), failure));
    }
    return images;
  }

  private ImageReading read(SlicePair slices, VolumePair.Shown shown) {
    ShownImage current = shown.current();
    ShownImage prior = shown.prior();
    Reading reading = reader.read(prior == null ? null : input(prior), input(current));
    return new ImageReading(
        uid(slices),
        prior == null ? null : prior.source().instance().sopInstanceUid(),
        pairing(slices, ", " + current.description()),
        reading.findings().stream()
            .map(
                finding ->
                    finding.box() == null
                        ? finding
                        : finding.withBox(
                            UprightImage.stored(
                                finding.box(),
                                current.turn(),
                                current.source().plane().columns(),
                                current.source().plane().rows())))
            .toList(),
        null);
  }

  private static String uid(SlicePair slices) {
    return slices.current().instance().sopInstanceUid();
  }

  private static String pairing(SlicePair slices, String how) {
    return "slice %d, %s%s: %s"
        .formatted(
            slices.key().slice() + 1,
            switch (slices.key().why()) {
              case CHANGED -> "most changed";
              case ASYMMETRIC -> "least symmetric";
              case SPREAD -> "evenly spread";
            },
            how,
            slices.reason());
  }

  private static ImageInput input(ShownImage image) {
    return new ImageInput(image.width(), image.height(), image.luminance());
  }
}
