/**
 * The parts of a document that are not its content: patient, study, series, equipment, evidence
 * (PS3.3 A.35.13, C.17.2), and the file it becomes.
 */
@NullMarked
package org.juxta.dicom.report.module;

import org.jspecify.annotations.NullMarked;
