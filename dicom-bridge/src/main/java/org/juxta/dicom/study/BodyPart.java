package org.juxta.dicom.study;

import java.util.Set;

/**
 * The part of the body that is shown.
 *
 * @param name Body Part Examined (0018,0015) or the regions found in words, joined by "+"; "" where
 *     nothing says
 * @param regions that the name stands for, by body-parts.tsv
 * @param reason which attribute says so, or why none does
 */
public record BodyPart(String name, Set<String> regions, String reason) {
  public BodyPart {
    regions = Set.copyOf(regions);
  }

  /** Whether it is known at all. */
  public boolean stated() {
    return !regions.isEmpty();
  }
}
