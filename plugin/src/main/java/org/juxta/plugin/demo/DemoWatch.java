package org.juxta.plugin.demo;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.plugin.console.Console;
import org.juxta.plugin.ledger.StudyRow;
import org.juxta.plugin.ledger.StudyState;
import org.juxta.plugin.service.Juxta;

/** Tells what becomes of a study while its report is waited for. */
final class DemoWatch {
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final String STRUCTURED_REPORT = "SR";
  private static final String PRESENTATION_STATE = "PR";

  /** What has just been done when a study comes into a state. */
  private static final Map<StudyState, String> DONE =
      Map.of(
          StudyState.COMPLETE, "quiet period over, study complete",
          StudyState.READING, "waited for the model",
          StudyState.READ, "prior found, images paired and read",
          StudyState.REPORTED, "report written",
          StudyState.DELIVERED, "delivery confirmed",
          StudyState.NOT_READ, "nothing to read",
          StudyState.FAILED, "failed");

  private final Console console;
  private final Juxta juxta;
  private final DemoArchive archive;
  private StudyState shown = StudyState.RECEIVING;
  private long since = System.nanoTime();

  DemoWatch(Console console, Juxta juxta, DemoArchive archive) {
    this.console = console;
    this.juxta = juxta;
    this.archive = archive;
  }

  /** The study's report in the archive, or empty when it does not come in that time. */
  Optional<StoredInstance> report(String studyUid, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    long start = since;
    while (System.nanoTime() < end) {
      Optional<StoredInstance> received =
          archive
              .next(GLANCE)
              .filter(instance -> instance.studyInstanceUid().equals(studyUid))
              .filter(instance -> instance.modality().equals(STRUCTURED_REPORT));
      Optional<StudyRow> row = juxta.studies().find(studyUid);
      row.ifPresent(this::glance);
      if (received.isPresent()) {
        console.done(
            "report in the archive, from the last image on",
            Duration.ofNanos(System.nanoTime() - start));
        return received;
      }
      if (row.isPresent() && row.get().reason() != null) {
        console.line("            " + row.get().reason());
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The presentation state that comes after the report, or empty when none does in that time. */
  Optional<StoredInstance> presentation(String studyUid, Duration longest)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() < end) {
      Optional<StoredInstance> received =
          archive
              .next(GLANCE)
              .filter(instance -> instance.studyInstanceUid().equals(studyUid))
              .filter(instance -> instance.modality().equals(PRESENTATION_STATE));
      if (received.isPresent()) {
        return received;
      }
    }
    return Optional.empty();
  }

  private void glance(StudyRow row) {
    if (row.state() == shown) {
      return;
    }
    long now = System.nanoTime();
    console.done(DONE.getOrDefault(row.state(), ""), Duration.ofNanos(now - since));
    since = now;
    shown = row.state();
  }
}
