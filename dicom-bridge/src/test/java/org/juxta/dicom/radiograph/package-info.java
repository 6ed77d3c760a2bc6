@NullMarked
package org.juxta.dicom.radiograph;

import org.jspecify.annotations.NullMarked;
