package org.juxta.plugin.service;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.reading.Reader;
import org.juxta.inference.reading.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader that is loaded after the parts that need it are put together. */
final class LazyReader implements Reader {
  private static final Logger LOG = LoggerFactory.getLogger(LazyReader.class);

  private final Supplier<Reader> model;
  private final Duration longestWait;

  /** Read: somebody uses the model; write: it comes or goes. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  /** What it is can be asked without the lock: that computes nothing, and must not wait. */
  private volatile @Nullable Reader loaded;

  /**
   * @param longestWait how long closing waits for a reading that is under way
   */
  LazyReader(Supplier<Reader> model, Duration longestWait) {
    this.model = model;
    this.longestWait = longestWait;
  }

  /** Loads it, once. */
  void load() {
    lock.writeLock().lock();
    try {
      if (loaded == null) {
        loaded = model.get();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Reader reader() {
    Reader reader = loaded;
    if (reader == null) {
      throw new IllegalStateException("the model is not loaded");
    }
    return reader;
  }

  @Override
  public Reading read(@Nullable ImageInput prior, ImageInput current) {
    lock.readLock().lock();
    try {
      return reader().read(prior, current);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Set<String> modalities() {
    return reader().modalities();
  }

  @Override
  public ModelIdentity model() {
    return reader().model();
  }

  /**
   * Waits for a reading that is under way. Freed while native code computes with it, a model would
   * take the process down; one that does not come to an end is left to the end of the process.
   */
  @Override
  public void close() {
    try {
      if (!lock.writeLock().tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The model is still reading after {} s; it is left open", longestWait.toSeconds());
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      Reader reader = loaded;
      if (reader != null) {
        reader.close();
        loaded = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
