/**
 * Makes a volume of the slices of a CT or MR series, single-frame or enhanced multi-frame: ordered
 * by where they are in the patient, refused with a typed reason where the headers do not make one
 * regular stack, decoded slice by slice when asked for.
 */
@NullMarked
package org.juxta.dicom.study.volume;

import org.jspecify.annotations.NullMarked;
