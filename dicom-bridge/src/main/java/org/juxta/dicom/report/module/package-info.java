/**
 * The parts of an SR data set that are not its content tree: patient, study, series, equipment,
 * evidence (PS3.3 A.35.13, C.17.2).
 */
@NullMarked
package org.juxta.dicom.report.module;

import org.jspecify.annotations.NullMarked;
