package org.juxta.plugin.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.juxta.dicom.archive.ArchiveNode;
import org.juxta.dicom.archive.SendOutcome;
import org.juxta.dicom.report.ReportReader;
import org.juxta.dicom.report.content.ReportContent;

/** Archives in memory that keep what they get, are down when told, and refuse when told. */
final class TestArchives implements ArchiveSender {
  private final Map<String, List<ReportContent>> received = new HashMap<>();
  private final Map<String, List<Path>> drawn = new HashMap<>();
  private final Map<String, SendOutcome> answersToDrawings = new HashMap<>();
  private final Map<String, SendOutcome> answers = new HashMap<>();
  private final Set<String> down = new HashSet<>();
  private int attempts;

  void down(String archive) {
    down.add(archive);
  }

  void up(String archive) {
    down.remove(archive);
  }

  /** From now on it answers this. */
  void answer(String archive, SendOutcome outcome) {
    answers.put(archive, outcome);
  }

  /** Everything an archive was sent and took, repeated objects included. */
  List<ReportContent> received(String archive) {
    return received.getOrDefault(archive, List.of());
  }

  /** From now on it answers this to presentation states, and takes reports. */
  void answerToDrawings(String archive, SendOutcome outcome) {
    answersToDrawings.put(archive, outcome);
  }

  /** Every presentation state that an archive was sent and took. */
  List<Path> drawn(String archive) {
    return drawn.getOrDefault(archive, List.of());
  }

  /** How often a report was sent, presentation states not counted. */
  int attempts() {
    return attempts;
  }

  @Override
  public SendOutcome send(ArchiveNode archive, Path file) {
    boolean drawing = file.getFileName().toString().contains("presentation");
    attempts += drawing ? 0 : 1;
    if (down.contains(archive.aeTitle())) {
      return new SendOutcome.Unreachable(archive + ": connection refused");
    }
    SendOutcome answer = (drawing ? answersToDrawings : answers).get(archive.aeTitle());
    if (answer != null) {
      return answer;
    }
    if (drawing) {
      drawn.computeIfAbsent(archive.aeTitle(), any -> new ArrayList<>()).add(file);
    } else {
      received.computeIfAbsent(archive.aeTitle(), any -> new ArrayList<>()).add(read(file));
    }
    return new SendOutcome.Delivered("");
  }

  private static ReportContent read(Path file) {
    try {
      return ReportReader.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
