/** The object store, and the walk through a dataset, without a network. */
@NullMarked
package org.juxta.dicom.objects;

import org.jspecify.annotations.NullMarked;
