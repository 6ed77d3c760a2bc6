/**
 * The durable store of received DICOM objects: Part 10 files named by our own keys, and an index of
 * them in a database. Knows nothing of networks; the listener writes here, everything later reads
 * here.
 */
@NullMarked
package org.juxta.dicom.objects;

import org.jspecify.annotations.NullMarked;
