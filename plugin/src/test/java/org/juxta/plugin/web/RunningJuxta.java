package org.juxta.plugin.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.juxta.dicom.archive.ArchiveClient;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.Timeouts;
import org.juxta.plugin.config.SettingsCheck;
import org.juxta.plugin.config.SettingsSource;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.pipeline.Radiographs;
import org.juxta.plugin.pipeline.ScriptedReader;
import org.juxta.plugin.service.Juxta;

/** A whole Juxta with its desk, on free ports, with the scripted reader and no archive. */
final class RunningJuxta {
  private RunningJuxta() {}

  static Juxta start(Path data, String quietPeriod, String... archives) throws IOException {
    SettingsSource source =
        SettingsSource.of(
            Map.of(
                "port",
                "0",
                "web",
                "127.0.0.1:0",
                "data",
                data.toString(),
                "archive",
                List.of(archives),
                "quiet-period",
                quietPeriod,
                "retry-first",
                "200ms",
                "retry-longest",
                "1s"));
    return Juxta.start(SettingsCheck.check(source), ScriptedReader::new, "test", Clock.systemUTC());
  }

  static void send(Juxta juxta, Path... files) {
    try (ArchiveClient client = new ArchiveClient("SENDER", Timeouts.DEFAULT)) {
      client.store(new ArchiveNode("JUXTA", "127.0.0.1", juxta.port()), List.of(files));
    }
  }

  static StudyState state(Juxta juxta, int study) {
    return juxta
        .studies()
        .find(Radiographs.studyUid(study))
        .map(row -> row.state())
        .orElse(StudyState.RECEIVING);
  }
}
