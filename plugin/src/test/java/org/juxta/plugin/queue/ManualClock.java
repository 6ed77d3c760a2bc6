package org.juxta.plugin.queue;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until told. */
public final class ManualClock extends Clock {
  private final SettableClock time = new SettableClock();

  public ManualClock(Instant start) {
    time.set(start);
  }

  public void advance(Duration duration) {
    time.tick(duration);
  }

  SettableClock ofScheduler() {
    return time;
  }

  @Override
  public Instant instant() {
    return time.now();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a manual clock has one zone");
  }
}
