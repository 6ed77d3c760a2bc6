package org.juxta.inference.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Which patients a step learns from, rendered ahead on threads of their own.
 *
 * <p>Every step brings some patients never seen before and repeats some of the last {@code window}
 * ones. Which ones follows from the step's number alone, so that a run can be taken up again.
 */
final class PatientStream implements AutoCloseable {
  private static final int STEPS_AHEAD = 8;

  private final long firstSeed;
  private final int size;
  private final int fresh;
  private final int window;
  private final ExecutorService renderers;
  private final ConcurrentHashMap<Long, CompletableFuture<RenderedPatient>> patients =
      new ConcurrentHashMap<>();

  /**
   * @param firstSeed seed of the first patient; the others follow it
   * @param size edge of the model's square in pixels
   * @param fresh new patients a step
   * @param window how many of the newest patients may be repeated
   * @param threads that render
   */
  PatientStream(long firstSeed, int size, int fresh, int window, int threads) {
    this.firstSeed = firstSeed;
    this.size = size;
    this.fresh = fresh;
    this.window = window;
    this.renderers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "render");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The patients of one step.
   *
   * @param step counts from 1
   * @param count how many, new ones included
   */
  List<RenderedPatient> of(int step, int count) {
    long newest = (long) step * fresh;
    for (long i = newest - fresh; i < newest + (long) STEPS_AHEAD * fresh; i++) {
      request(i);
    }
    patients.keySet().removeIf(i -> i < newest - window);
    SplittableRandom random = new SplittableRandom(firstSeed ^ (step * 0x9E3779B97F4A7C15L));
    List<RenderedPatient> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long index =
          i < fresh ? newest - fresh + i : random.nextLong(Math.max(0, newest - window), newest);
      chosen.add(request(index).join());
    }
    return chosen;
  }

  private CompletableFuture<RenderedPatient> request(long index) {
    return patients.computeIfAbsent(
        index,
        i ->
            CompletableFuture.supplyAsync(
                () -> RenderedPatient.of(firstSeed + i, size), renderers));
  }

  @Override
  public void close() {
    renderers.shutdownNow();
  }
}
