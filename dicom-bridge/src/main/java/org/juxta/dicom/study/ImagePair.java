package org.juxta.dicom.study;

import org.jspecify.annotations.Nullable;

/**
 * An image of the current study and what it is set beside.
 *
 * @param current the image to be read
 * @param prior the image of the prior study, null where none fits
 * @param reason in words, why this one or why none
 */
public record ImagePair(ImageDetails current, @Nullable ImageDetails prior, String reason) {}
