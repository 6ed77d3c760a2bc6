/**
 * Simulated patients as DICOM studies with their truth, and the demonstration: the whole way of a
 * study over real DICOM networking, on loopback.
 */
@NullMarked
package org.juxta.plugin.demo;

import org.jspecify.annotations.NullMarked;
