@NullMarked
package org.juxta.dicom.study.volume;

import org.jspecify.annotations.NullMarked;
