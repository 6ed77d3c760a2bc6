package org.juxta.plugin.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.radiograph.ChestProjection;
import org.slf4j.LoggerFactory;

/** The log of a site names studies and steps, and never a patient. */
class LogTest {
  private final Logger juxta = (Logger) LoggerFactory.getLogger("org.juxta");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Path directory;

  LogTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void listen() {
    juxta.setLevel(Level.INFO);
    lines.start();
    juxta.addAppender(lines);
  }

  @AfterEach
  void stop() {
    juxta.detachAppender(lines);
    juxta.setLevel(null);
  }

  @Test
  void everyStepIsLoggedWithItsKeyAndNoPatient() throws IOException {
    Radiographs radiographs = new Radiographs(directory.resolve("files"));
    try (PipelineBench bench = new PipelineBench(directory.resolve("data"))) {
      bench.archives.down("VNA");
      bench.receive(radiographs.write(2025, 1, ChestProjection.LL));
      bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
      bench.queue().pass(PipelineBench.QUIET);
    }
    for (String job : List.of("complete", "read", "report", "deliver")) {
      assertThat(texts()).anyMatch(text -> text.startsWith("job=" + job + " key="));
    }
    assertThat(texts()).anyMatch(text -> text.contains("will be tried again"));
    assertThat(texts()).noneMatch(text -> text.contains("P-1") || text.contains("Test^Patient"));
  }

  @Test
  void whatAnArchiveSaysOfAnObjectIsNotLogged() throws IOException {
    Radiographs radiographs = new Radiographs(directory.resolve("files"));
    try (PipelineBench bench = new PipelineBench(directory.resolve("data"))) {
      bench.archives.answer("VNA", new SendOutcome.Refused(0xC123, "Test^Patient is not known"));
      bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
      for (int i = 0; i < 10; i++) {
        bench.queue().pass(PipelineBench.QUIET);
      }
    }
    assertThat(texts()).anyMatch(text -> text.contains("refused with C123H"));
    assertThat(texts()).anyMatch(text -> text.contains("given up after 5 attempts"));
    assertThat(texts()).noneMatch(text -> text.contains("Test^Patient"));
  }

  @Test
  void aConflictIsWarnedOfOnceWithWhatToDo() throws IOException {
    Radiographs radiographs = new Radiographs(directory.resolve("files"));
    try (PipelineBench bench = new PipelineBench(directory.resolve("data"))) {
      bench.receive(radiographs.write(2026, 1, ChestProjection.PA));
      bench.receive(radiographs.write(2026, 1, ChestProjection.AP));
    }
    assertThat(texts())
        .filteredOn(text -> text.contains("other content"))
        .singleElement()
        .asString()
        .contains("The first one is read", ".dcm", "SENDER send it under a new SOP Instance UID");
  }

  private List<String> texts() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
