/** The listener against real and against misbehaving peers. */
@NullMarked
package org.juxta.dicom.listener;

import org.jspecify.annotations.NullMarked;
