/** What a report says, as plain values: no DICOM tree, no file. */
@NullMarked
package org.juxta.dicom.report.content;

import org.jspecify.annotations.NullMarked;
