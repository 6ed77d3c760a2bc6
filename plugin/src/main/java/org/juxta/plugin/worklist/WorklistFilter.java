package org.juxta.plugin.worklist;

import org.jspecify.annotations.Nullable;

/**
 * Which studies are asked for.
 *
 * @param text part of name, patient ID, accession number or description; null for any
 * @param state null for any
 * @param modality null for any
 * @param cursor {@link WorklistPage#next} of the page before, null for the first
 * @param limit how many at most
 */
public record WorklistFilter(
    @Nullable String text,
    @Nullable String state,
    @Nullable String modality,
    @Nullable String cursor,
    int limit) {}
