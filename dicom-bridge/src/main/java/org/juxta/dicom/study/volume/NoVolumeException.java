package org.juxta.dicom.study.volume;

/** Leaves the steps of an assembly when one of them finds that there is no volume. */
final class NoVolumeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;

  NoVolumeException(RefusalReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  VolumeAssembly.Refused refusal() {
    return new VolumeAssembly.Refused(reason, String.valueOf(getMessage()));
  }
}
