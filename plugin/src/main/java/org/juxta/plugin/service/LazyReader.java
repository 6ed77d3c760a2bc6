package org.juxta.plugin.service;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.reading.Reader;
import org.juxta.inference.reading.Reading;

/** A reader that is loaded after the parts that need it are put together. */
final class LazyReader implements Reader {
  private final Supplier<Reader> model;
  private @Nullable Reader loaded;

  LazyReader(Supplier<Reader> model) {
    this.model = model;
  }

  /** Loads it, once. */
  synchronized void load() {
    if (loaded == null) {
      loaded = model.get();
    }
  }

  private synchronized Reader reader() {
    if (loaded == null) {
      throw new IllegalStateException("the model is not loaded yet");
    }
    return loaded;
  }

  @Override
  public Reading read(@Nullable ImageInput prior, ImageInput current) {
    return reader().read(prior, current);
  }

  @Override
  public Set<String> modalities() {
    return reader().modalities();
  }

  @Override
  public ModelIdentity model() {
    return reader().model();
  }

  @Override
  public synchronized void close() {
    if (loaded != null) {
      loaded.close();
    }
  }
}
