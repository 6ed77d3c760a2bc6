package org.juxta.dicom.study.keyslice;

import org.jspecify.annotations.Nullable;
import org.juxta.dicom.study.volume.SliceFrame;

/**
 * A slice of the current volume and what of the prior one is set beside it.
 *
 * @param key the slice and why it was chosen
 * @param current the frame it was acquired as
 * @param prior the frame of the prior nearest to it, null for none
 * @param reason how that one was found, or why there is none
 */
public record SlicePair(
    KeySlice key, SliceFrame current, @Nullable SliceFrame prior, String reason) {}
