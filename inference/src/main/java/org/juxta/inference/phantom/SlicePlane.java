package org.juxta.inference.phantom;

/**
 * A square grid of points in the anatomy.
 *
 * @param first its first point
 * @param right unit vector from column to column
 * @param down unit vector from row to row, at right angles to {@code right}
 * @param spacing between points, mm
 * @param size points along each side
 * @param thickness that the plane stands for, mm
 */
record SlicePlane(Vec3 first, Vec3 right, Vec3 down, double spacing, int size, double thickness) {

  Vec3 normal() {
    return right.cross(down);
  }
}
