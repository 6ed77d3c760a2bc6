/**
 * Points, planes and volumes in patient coordinates (PS3.3 C.7.6.2): millimetres, +x to the
 * patient's left, +y to posterior, +z to the head. Knows no files and no pixel values.
 */
@NullMarked
package org.juxta.dicom.geometry;

import org.jspecify.annotations.NullMarked;
