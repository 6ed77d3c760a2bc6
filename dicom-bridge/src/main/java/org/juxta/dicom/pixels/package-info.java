/**
 * Turns the pixel data of an image into luminance as a calibrated display would show it: decode,
 * mask, Modality LUT, VOI LUT, presentation (PS3.4 N.2), each step that was applied recorded.
 */
@NullMarked
package org.juxta.dicom.pixels;

import org.jspecify.annotations.NullMarked;
