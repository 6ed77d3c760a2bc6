/** Measurements that need both the simulated patients and the DICOM side. */
@NullMarked
package org.juxta.plugin.benchmark;

import org.jspecify.annotations.NullMarked;
