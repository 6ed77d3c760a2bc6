package org.juxta.plugin.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What was read of a study in one round.
 *
 * @param priorStudyUid the study it was compared with, null for none
 * @param priorReason why that one, or why none
 * @param outcome on one line: how many images were read, and for each other one why not
 * @param document what was read of each image, as JSON
 */
public record ReadingRow(
    String studyUid,
    int round,
    @Nullable String priorStudyUid,
    String priorReason,
    String outcome,
    String document) {}
