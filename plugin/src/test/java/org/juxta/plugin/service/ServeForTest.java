package org.juxta.plugin.service;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsSource;
import org.juxta.plugin.pipeline.ScriptedReader;

/** A Juxta in a process of its own, with the scripted reader, for tests that kill it. */
final class ServeForTest {
  /** What it prints when it is ready, before its port. */
  static final String READY = "ready on port ";

  private ServeForTest() {}

  /** Arguments: data directory, archive as AET@host:port. */
  public static void main(String[] args) throws Exception {
    SettingsSource source =
        SettingsSource.of(
            Map.of(
                "port",
                "0",
                "data",
                args[0],
                "archive",
                List.of(args[1]),
                "web",
                "off",
                "quiet-period",
                "500ms",
                "retry-first",
                "200ms",
                "retry-longest",
                "1s"));
    Juxta juxta =
        Juxta.start(SettingsCheck.check(source), ScriptedReader::new, "test", Clock.systemUTC());
    System.out.println(READY + juxta.port());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
