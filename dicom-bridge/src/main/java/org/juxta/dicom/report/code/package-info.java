/** Coded concepts as data: one table of triplets with edition and origin, read once. */
@NullMarked
package org.juxta.dicom.report.code;

import org.jspecify.annotations.NullMarked;
