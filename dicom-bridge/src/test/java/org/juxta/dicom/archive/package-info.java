/** The archive client against real archives and dead ones. */
@NullMarked
package org.juxta.dicom.archive;

import org.jspecify.annotations.NullMarked;
