/** What several test packages share: real data, peer programs, made-up radiographs. */
@NullMarked
package org.juxta.dicom.testing;

import org.jspecify.annotations.NullMarked;
