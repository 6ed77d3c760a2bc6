package org.juxta.inference.reading;

import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.ModelIdentity;

/** Asks a model everything that a reading protocol asks about one pair of images. */
public interface Reader extends AutoCloseable {

  /**
   * Reads the current image, against the prior where there is one.
   *
   * @param prior the prior image of the same view, or null when there is none
   * @param current the image to read; boxes come back in its pixels
   * @throws org.juxta.inference.lvlm.InferenceException when the model cannot answer; the message
   *     names why
   */
  Reading read(@Nullable ImageInput prior, ImageInput current);

  /** Who answers. */
  ModelIdentity model();

  @Override
  void close();
}
