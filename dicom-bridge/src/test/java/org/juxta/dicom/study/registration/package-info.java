@NullMarked
package org.juxta.dicom.study.registration;

import org.jspecify.annotations.NullMarked;
