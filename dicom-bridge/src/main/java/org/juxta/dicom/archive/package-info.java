/** The way out: what Juxta asks of an archive as a Service Class User (C-STORE, C-ECHO). */
@NullMarked
package org.juxta.dicom.archive;

import org.jspecify.annotations.NullMarked;
