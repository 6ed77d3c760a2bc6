package org.juxta.plugin.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Writes for a person: one line for each step with the time it took. */
public final class Console {
  private static final int REDRAW_MILLIS = 250;

  private final PrintStream out;

  public Console(PrintStream out) {
    this.out = out;
  }

  /** On the process's standard output. */
  public static Console standard() {
    return new Console(System.out);
  }

  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Part of a line that is not at its end yet. */
  public void piece(String text) {
    out.print(text);
    out.flush();
  }

  /** A step that throws what it likes. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /**
   * Does a step and then tells it with the time it took.
   *
   * @param name what is done, in a few words
   */
  public <T, E extends Exception> T step(String name, Work<T, E> work) throws E {
    long start = System.nanoTime();
    T result = work.run();
    done(name, Duration.ofNanos(System.nanoTime() - start));
    return result;
  }

  /** Tells a step that is over. */
  public void done(String name, Duration took) {
    line(String.format(Locale.ROOT, "  %6.2f s  %s", took.toMillis() / 1000.0, name));
  }

  /** A progress bar on standard error, which is gone when it is closed. */
  public static ProgressBar progress(String name, long steps) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .clearDisplayOnFinish()
        .build();
  }
}
