package org.juxta.plugin.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A study as the ledger has it.
 *
 * @param round how often it has been complete; 0 before the first time
 * @param images how many images it had when the round was completed
 * @param arrivals how often an arrival was noticed
 * @param reason why it is not read or failed, else null
 */
public record StudyRow(
    String studyUid,
    StudyState state,
    int round,
    int images,
    int arrivals,
    @Nullable String reason) {}
