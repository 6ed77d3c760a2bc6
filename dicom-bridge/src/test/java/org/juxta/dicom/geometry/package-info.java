@NullMarked
package org.juxta.dicom.geometry;

import org.jspecify.annotations.NullMarked;
