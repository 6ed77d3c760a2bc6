package org.juxta.dicom.study.registration;

import java.util.Locale;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.study.volume.CoarseVolume;

/** Brings a prior volume onto the current one, or says that it cannot be. */
public final class VolumeRegistration {
  /** Side of the voxels that registration looks at, mm. */
  public static final double VOXEL = 2;

  /** What fits worse than this is not registered. */
  private static final double LARGEST_RESIDUAL = 3;

  private static final double LEAST_CORRELATION = 0.7;
  private static final double LEAST_OVERLAP = 0.3;

  private VolumeRegistration() {}

  /**
   * Registers two volumes of one patient.
   *
   * @param current with voxels of {@link #VOXEL} mm
   * @param prior likewise
   * @param sameFrameOfReference whether both state the same Frame of Reference UID (0020,0052):
   *     patient coordinates are then taken as they are
   */
  public static Registration register(
      CoarseVolume current, CoarseVolume prior, boolean sameFrameOfReference) {
    Affine map = sameFrameOfReference ? Affine.identity() : new RigidSearch(current, prior).find();
    Residual residual = Residual.of(current.coarser(2 * VOXEL), prior.coarser(2 * VOXEL), map);
    boolean fits =
        residual.median() <= LARGEST_RESIDUAL
            && residual.correlation() >= LEAST_CORRELATION
            && residual.overlap() >= LEAST_OVERLAP;
    Registration.Method method =
        !fits
            ? Registration.Method.NONE
            : sameFrameOfReference
                ? Registration.Method.FRAME_OF_REFERENCE
                : Registration.Method.RIGID;
    return new Registration(
        method,
        map,
        residual.median(),
        residual.correlation(),
        residual.overlap(),
        reason(method, sameFrameOfReference, residual));
  }

  private static String reason(
      Registration.Method method, boolean sameFrameOfReference, Residual residual) {
    String how =
        sameFrameOfReference ? "the same Frame of Reference UID (0020,0052)" : "rigid registration";
    String found =
        String.format(
            Locale.ROOT,
            "residual %.1f mm, correlation %.2f, overlap %.0f %%",
            residual.median(),
            residual.correlation(),
            100 * residual.overlap());
    return method == Registration.Method.NONE
        ? "not registered: %s leaves %s (limits %.0f mm, %.2f, %.0f %%)"
            .formatted(how, found, LARGEST_RESIDUAL, LEAST_CORRELATION, 100 * LEAST_OVERLAP)
        : "registered by " + how + ": " + found;
  }
}
