/**
 * Makes radiographs: pixels plus a header become a valid Digital X-Ray Image Storage - For
 * Presentation object (PS3.3 A.26), for simulated patients and for pictures that never were DICOM.
 */
@NullMarked
package org.juxta.dicom.radiograph;

import org.jspecify.annotations.NullMarked;
