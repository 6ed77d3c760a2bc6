/**
 * What Juxta asks of an archive: to keep our reports (C-STORE, C-ECHO), to say what it has (C-FIND,
 * QIDO-RS) and to send it (C-GET, C-MOVE, WADO-RS).
 */
@NullMarked
package org.juxta.dicom.archive;

import org.jspecify.annotations.NullMarked;
