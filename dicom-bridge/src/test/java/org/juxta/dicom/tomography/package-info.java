@NullMarked
package org.juxta.dicom.tomography;

import org.jspecify.annotations.NullMarked;
