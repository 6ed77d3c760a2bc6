/**
 * The radiology vocabulary: which findings are asked for, where they are and how they changed.
 *
 * <p>Nothing here knows DICOM or a model's internals. Boxes are in pixels of the current frame
 * unless a name says otherwise.
 */
@NullMarked
package org.juxta.inference.reading;

import org.jspecify.annotations.NullMarked;
