package org.juxta.inference.lvlm;

import java.util.List;

/**
 * A multi-image vision-language model, loaded and ready.
 *
 * <p>Safe for use by several threads.
 */
public interface VisionLanguageModel extends AutoCloseable {

  /** Who this is. */
  ModelIdentity identity();

  /**
   * Encodes and prefills images once; every question then costs only its own tokens.
   *
   * @param images one or more, oldest first: a comparison is given (prior, current)
   * @throws InferenceException when the images do not fit the model
   */
  ImageContext open(List<ImageInput> images);

  @Override
  void close();
}
