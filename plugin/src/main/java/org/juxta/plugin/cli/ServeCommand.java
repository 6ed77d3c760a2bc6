package org.juxta.plugin.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.juxta.plugin.config.Settings;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.service.Juxta;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Receives, reads, reports and delivers until it is stopped. */
@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Receives studies by C-STORE, reads each against its prior and sends the report to the"
          + " archives, until it is stopped. Flags override the settings file."
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private SettingsFlags flags = new SettingsFlags();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = flags.settings();
    Juxta juxta =
        Juxta.start(
            settings,
            () -> ModelLoading.reader(settings.model(), settings.acceptedLicences()),
            Version.text(),
            // What a report says of its time is local time (PS3.3 C.12.1.1).
            Clock.system(ZoneId.systemDefault()));
    // SIGTERM and SIGINT: the process ends when the hook has closed everything.
    Runtime.getRuntime().addShutdownHook(new Thread(juxta::close, "stop"));
    Console.standard()
        .line(
            "juxta %s: %s listens on %s:%d, data in %s"
                .formatted(
                    Version.text(),
                    settings.aeTitle(),
                    settings.host(),
                    juxta.port(),
                    settings.data().toAbsolutePath().normalize()));
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}
