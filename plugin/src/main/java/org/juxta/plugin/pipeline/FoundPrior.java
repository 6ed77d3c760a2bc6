package org.juxta.plugin.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.study.PriorChoice;
import org.juxta.dicom.study.StudyDetails;

/**
 * What a search for a prior came to.
 *
 * @param choice what to compare with as things stand now, or why with nothing
 * @param prior the chosen study, null for none
 * @param askAgain when the answer may be a better one, because the prior is still arriving; null
 *     when there is nothing to wait for
 */
record FoundPrior(PriorChoice choice, @Nullable StudyDetails prior, @Nullable Instant askAgain) {}
