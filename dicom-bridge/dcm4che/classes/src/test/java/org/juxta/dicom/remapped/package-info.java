/** What must hold of the remapped classes before anything of Juxta is built upon them. */
@NullMarked
package org.juxta.dicom.remapped;

import org.jspecify.annotations.NullMarked;
