/**
 * Structured Reports in and out: {@link org.juxta.dicom.report.ReportWriter} makes the answer of a
 * reading a TID 1500 document of the study it belongs to, {@link
 * org.juxta.dicom.report.ReportReader} is its twin and opens other makers' TID 1500 documents too,
 * and {@link org.juxta.dicom.report.PresentationWriter} draws it for viewers that show no reports.
 */
@NullMarked
package org.juxta.dicom.report;

import org.jspecify.annotations.NullMarked;
