package org.juxta.plugin.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A written report.
 *
 * @param seriesInstanceUid its series, which holds nothing else
 * @param file its name inside the reports directory
 * @param replacesUid SOP Instance UID of the report that it replaces, null for none
 */
public record ReportRow(
    String sopInstanceUid,
    String seriesInstanceUid,
    String studyUid,
    int round,
    String file,
    @Nullable String replacesUid) {}
