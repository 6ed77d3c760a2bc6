/** Tests of the remapper on classes made for them. */
@NullMarked
package org.juxta.dicom.remapper;

import org.jspecify.annotations.NullMarked;
