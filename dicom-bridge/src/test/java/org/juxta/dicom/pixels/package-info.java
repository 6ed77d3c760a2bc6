@NullMarked
package org.juxta.dicom.pixels;

import org.jspecify.annotations.NullMarked;
