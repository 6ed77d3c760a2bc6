package org.juxta.inference.phantom;

/**
 * One patient at one time point as solids: regions that replace one another, and grains that add to
 * them. Radiographs are projected from it; a volume can be sampled from it.
 */
record Anatomy(Thorax thorax, RegionStack regions, Grains grains) {}
