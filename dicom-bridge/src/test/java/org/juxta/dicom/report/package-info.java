/** Reports: round trips, other makers' readers and validators, golden texts. */
@NullMarked
package org.juxta.dicom.report;

import org.jspecify.annotations.NullMarked;
