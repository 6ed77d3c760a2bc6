package org.juxta.dicom.study.volume;

import java.util.List;

/** What came of putting the slices of a series together. */
public sealed interface VolumeAssembly {

  /**
   * A volume.
   *
   * @param volume to be closed by who takes it
   * @param notes what was left out or made good, in words; empty when nothing was
   */
  record Assembled(Volume volume, List<String> notes) implements VolumeAssembly {
    public Assembled {
      notes = List.copyOf(notes);
    }
  }

  /**
   * No volume.
   *
   * @param reason of which kind
   * @param detail what is wrong, with attributes and numbers
   */
  record Refused(RefusalReason reason, String detail) implements VolumeAssembly {}
}
