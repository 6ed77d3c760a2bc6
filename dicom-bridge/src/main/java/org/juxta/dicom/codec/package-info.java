/** The native library that decodes compressed pixel data. */
@NullMarked
package org.juxta.dicom.codec;

import org.jspecify.annotations.NullMarked;
