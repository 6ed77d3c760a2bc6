/** Measures, not tests: commands whose figures stand in BENCHMARKS.md. */
@NullMarked
package org.juxta.dicom.benchmark;

import org.jspecify.annotations.NullMarked;
