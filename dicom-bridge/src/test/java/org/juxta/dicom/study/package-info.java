@NullMarked
package org.juxta.dicom.study;

import org.jspecify.annotations.NullMarked;
