package org.juxta.dicom.pixels;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;

/**
 * Attributes as they hold for one frame: of an enhanced multi-frame object those of its per-frame
 * functional group, else of its shared one (PS3.3 C.7.6.16), else of the data set.
 */
public final class FrameAttributes {
  private final Attributes dataset;
  private final int frame;

  /**
   * @param frame 0 for the first
   */
  public FrameAttributes(Attributes dataset, int frame) {
    this.dataset = dataset;
    this.frame = frame;
  }

  /** Where to look for attributes that multi-frame objects keep in a functional group macro. */
  public Attributes macro(int macroSequence) {
    Attributes perFrame =
        item(item(dataset, Tag.PerFrameFunctionalGroupsSequence, frame), macroSequence, 0);
    if (!perFrame.isEmpty()) {
      return perFrame;
    }
    Attributes shared =
        item(item(dataset, Tag.SharedFunctionalGroupsSequence, 0), macroSequence, 0);
    return shared.isEmpty() ? dataset : shared;
  }

  private static Attributes item(Attributes from, int sequenceTag, int index) {
    Sequence sequence = from.getSequence(sequenceTag);
    return sequence == null || index >= sequence.size() ? new Attributes() : sequence.get(index);
  }
}
