/**
 * The parts of a Grayscale Softcopy Presentation State (PS3.3 A.33.1): an image as it is shown,
 * with the findings of a report drawn on it, for viewers that draw no Structured Reports.
 */
@NullMarked
package org.juxta.dicom.report.presentation;

import org.jspecify.annotations.NullMarked;
