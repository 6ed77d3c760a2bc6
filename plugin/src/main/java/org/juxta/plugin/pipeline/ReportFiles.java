package org.juxta.plugin.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a report lies, and beside it the presentation states drawn from it, numbered from 1 without
 * a gap.
 *
 * @param directory of all reports
 */
record ReportFiles(Path directory) {

  /** The report with this SOP Instance UID. */
  Path report(String reportUid) {
    return directory.resolve(reportUid + ".dcm");
  }

  /** Its presentation state of this number. */
  Path presentation(String reportUid, int number) {
    return directory.resolve(reportUid + ".presentation-" + number + ".dcm");
  }

  /** The presentation states that were written with it. */
  List<Path> presentations(String reportUid) {
    List<Path> files = new ArrayList<>();
    Path next = presentation(reportUid, 1);
    while (Files.exists(next)) {
      files.add(next);
      next = presentation(reportUid, files.size() + 1);
    }
    return files;
  }
}
