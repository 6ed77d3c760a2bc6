@NullMarked
package org.juxta.dicom.study.keyslice;

import org.jspecify.annotations.NullMarked;
