/**
 * Simulated patients: a chest in three dimensions, drawn as radiographs and scanned by CT, with
 * known findings and known change between two studies. Everything follows from one seed.
 *
 * <p>Patient coordinates are DICOM's (PS3.3 C.7.6.2): +x to the patient's left, +y to posterior, +z
 * to the head, in millimetres; z = 0 is the level of the carina.
 *
 * <h2>From seed to pixels</h2>
 *
 * <ol>
 *   <li>{@link org.juxta.inference.phantom.PatientSimulator} draws identity, physique and a history
 *       for each finding, and finds places where lesions can be seen.
 *   <li>{@code AnatomyBuilder} turns that, for one time point and posture, into an {@code Anatomy}:
 *       a stack of convex regions (ellipsoids cut by planes) of which the topmost owns each point,
 *       and grains (small ellipsoids) that add bone and vessels. Both are solids with attenuation
 *       coefficients: the same anatomy can be sampled as a volume.
 *   <li>{@code RegionProjector} sorts where each ray of a cone beam enters and leaves the regions
 *       and sums attenuation times length exactly; {@code GrainProjector} adds the grains' shadows.
 *       The lengths through each finding give its box.
 *   <li>{@code DetectorModel} applies Beer-Lambert's law, scatter, blur, quantum noise, and the
 *       processing and display curve of a radiography system.
 *   <li>{@code RegionSlicer} and {@code GrainSlicer} sample the same anatomy on the planes of a CT
 *       series ({@link org.juxta.inference.phantom.SimulatedCt}), at any thickness, tilt and pose.
 * </ol>
 *
 * <h2>What is simplified</h2>
 *
 * One photon energy; scatter as a smooth veil; no image of clothes, devices or text; a finding has
 * one lesion at most. Good for teaching and measuring comparison, not for claims about real
 * patients.
 */
@NullMarked
package org.juxta.inference.phantom;

import org.jspecify.annotations.NullMarked;
