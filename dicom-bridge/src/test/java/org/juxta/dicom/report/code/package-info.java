/** The table of codes, pinned. */
@NullMarked
package org.juxta.dicom.report.code;

import org.jspecify.annotations.NullMarked;
