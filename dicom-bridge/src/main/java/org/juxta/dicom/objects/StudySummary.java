package org.juxta.dicom.objects;

import java.time.Instant;

/**
 * What the store holds of one study.
 *
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param instances how many different SOP instances, conflicting ones not counted
 * @param firstReceivedAt when the first of them was received
 * @param lastReceivedAt when the last of them was received
 */
public record StudySummary(
    String studyInstanceUid, int instances, Instant firstReceivedAt, Instant lastReceivedAt) {}
