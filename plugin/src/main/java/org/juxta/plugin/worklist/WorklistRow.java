package org.juxta.plugin.worklist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A study as the worklist shows it.
 *
 * @param receivedAt when its first object came
 * @param state see {@link org.juxta.plugin.ledger.StudyState}
 * @param reason why it is not read or failed, else null
 * @param images how many objects of images there are
 * @param patientName as stored
 * @param studyDate ISO 8601, "" if none is stated
 * @param priorStudyUid what it was compared with, null for nothing
 * @param priorDate of that study, "" if none
 * @param priorReason why that one or why none, null before it is read
 * @param findings in one line, null before it is read
 * @param change the gravest one: new, worsened, improved, resolved or stable; null for none
 */
public record WorklistRow(
    String studyUid,
    Instant receivedAt,
    String state,
    @Nullable String reason,
    int images,
    String patientName,
    String patientId,
    String studyDate,
    String modality,
    String accession,
    String description,
    @Nullable String priorStudyUid,
    String priorDate,
    @Nullable String priorReason,
    @Nullable String findings,
    @Nullable String change) {}
