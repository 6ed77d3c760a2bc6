package org.juxta.dicom.study.volume;

/** Why the frames of a series do not make a volume. */
public enum RefusalReason {
  /** The headers of too many objects cannot be read, or their values make no sense. */
  UNREADABLE,
  /** Only localizers (Image Type (0008,0008) value 3 LOCALIZER, PS3.3 C.7.6.1.1.2). */
  LOCALIZERS,
  /** Position, orientation or spacing of a frame is not stated. */
  NO_GEOMETRY,
  /** Fewer slices than make a stack. */
  TOO_FEW_SLICES,
  /** Frames look in different directions. */
  MIXED_ORIENTATIONS,
  /** Frames differ in rows, columns or pixel spacing. */
  MIXED_SIZES,
  /** Frames are of several frames of reference, so that their positions do not compare. */
  MIXED_FRAMES_OF_REFERENCE,
  /** Several different frames at one position: phases, echoes or reconstructions in one series. */
  REPEATED_SLICES,
  /** More than one slice of an even stack is absent. */
  MISSING_SLICES,
  /** Distances between slices differ. */
  UNEQUAL_SPACING,
  /** Slices are shifted against each other sideways, not along one line. */
  SHIFTED_SLICES
}
