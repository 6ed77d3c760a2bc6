/**
 * Simulated patients: a chest in three dimensions, drawn as radiographs, with known findings and
 * known change between two studies. Everything follows from one seed.
 *
 * <p>Patient coordinates are DICOM's (PS3.3 C.7.6.2): +x to the patient's left, +y to posterior, +z
 * to the head, in millimetres.
 */
@NullMarked
package org.juxta.inference.phantom;

import org.jspecify.annotations.NullMarked;
