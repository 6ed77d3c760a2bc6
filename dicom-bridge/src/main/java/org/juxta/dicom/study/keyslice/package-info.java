/**
 * Chooses what of a pair of volumes a reader is shown: a few slices of the current one with the
 * same level of the prior one, each with its reason, and the way back to the pixels it came from.
 */
@NullMarked
package org.juxta.dicom.study.keyslice;

import org.jspecify.annotations.NullMarked;
