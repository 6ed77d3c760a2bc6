package org.juxta.inference.reading;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.ModelIdentity;

/** Asks a model everything that a reading protocol asks about one pair of images. */
public interface Reader extends AutoCloseable {
  /** The modalities of projection radiographs. */
  Set<String> RADIOGRAPHS = Set.of("CR", "DX", "RG");

  /**
   * Reads the current image, against the prior where there is one.
   *
   * @param prior the prior image of the same view, or null when there is none
   * @param current the image to read; boxes come back in its pixels
   * @throws org.juxta.inference.lvlm.InferenceException when the model cannot answer; the message
   *     names why
   */
  Reading read(@Nullable ImageInput prior, ImageInput current);

  /**
   * Modalities (DICOM 0008,0060) whose images it may be shown. Projection radiographs, unless a
   * reader declares more: what a model was not made for is not asked of it.
   */
  default Set<String> modalities() {
    return RADIOGRAPHS;
  }

  /** Who answers. */
  ModelIdentity model();

  @Override
  void close();
}
