package org.juxta.plugin.worklist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, the newest first.
 *
 * @param next where the next page begins, null when this is the last
 */
public record WorklistPage(List<WorklistRow> studies, @Nullable String next) {
  public WorklistPage {
    studies = List.copyOf(studies);
  }
}
