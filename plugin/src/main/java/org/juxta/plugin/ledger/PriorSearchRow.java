package org.juxta.plugin.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How the prior of a study was looked for in one round.
 *
 * @param priorStudyUid the one that is here now, null when none is
 * @param note what the archives add to the reason of the choice, "" for nothing
 */
public record PriorSearchRow(
    String studyUid,
    int round,
    PriorOutcome outcome,
    @Nullable String priorStudyUid,
    String note,
    PriorRanking ranking) {}
