/**
 * Makes CT images: slices in Hounsfield units plus a header become valid CT Image Storage objects
 * (PS3.3 A.3), for simulated patients.
 */
@NullMarked
package org.juxta.dicom.tomography;

import org.jspecify.annotations.NullMarked;
