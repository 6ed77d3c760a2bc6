/** Everything that speaks DICOM. The only module that imports {@code org.dcm4che3}. */
@NullMarked
package org.juxta.dicom;

import org.jspecify.annotations.NullMarked;
