package org.juxta.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.juxta.inference.lvlm.ImageInput;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.reading.Reader;
import org.juxta.inference.reading.Reading;
import org.juxta.plugin.pipeline.ScriptedReader;

class LazyReaderTest {
  private static final ImageInput IMAGE = new ImageInput(2, 2, new float[4]);

  private final CountDownLatch began = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicBoolean reading = new AtomicBoolean();
  private final AtomicBoolean closedWhileReading = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  @Test
  void closingWaitsForTheReadingThatIsUnderWay() throws Exception {
    LazyReader reader = loaded(Duration.ofSeconds(20));
    CompletableFuture<Reading> answer =
        CompletableFuture.supplyAsync(() -> reader.read(null, IMAGE));
    assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(reader::close);
    assertThat(reader.model().name()).as("the model is there until the reading ends").isNotEmpty();
    assertThat(closed).isFalse();
    mayEnd.countDown();
    closing.get(20, TimeUnit.SECONDS);
    assertThat(answer.get(20, TimeUnit.SECONDS).findings()).isNotEmpty();
    assertThat(closed).isTrue();
    assertThat(closedWhileReading).isFalse();
    assertThatThrownBy(() -> reader.read(null, IMAGE)).hasMessageContaining("not loaded");
  }

  @Test
  void aReadingThatDoesNotEndIsWaitedForABoundedTimeAndKeepsItsModel() throws Exception {
    LazyReader reader = loaded(Duration.ofMillis(50));
    CompletableFuture<Reading> answer =
        CompletableFuture.supplyAsync(() -> reader.read(null, IMAGE));
    assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
    reader.close();
    assertThat(closed).isFalse();
    mayEnd.countDown();
    answer.get(20, TimeUnit.SECONDS);
  }

  private LazyReader loaded(Duration longestWait) {
    LazyReader reader = new LazyReader(SlowReader::new, longestWait);
    reader.load();
    return reader;
  }

  /** Reads for as long as the test likes. */
  private final class SlowReader implements Reader {
    private final ScriptedReader answers = new ScriptedReader();

    @Override
    public Reading read(@Nullable ImageInput prior, ImageInput current) {
      reading.set(true);
      began.countDown();
      try {
        assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      reading.set(false);
      return answers.read(prior, current);
    }

    @Override
    public ModelIdentity model() {
      return answers.model();
    }

    @Override
    public void close() {
      closedWhileReading.set(reading.get());
      closed.set(true);
    }
  }
}
