package org.juxta.dicom.study.keyslice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.geometry.Affine;
import org.juxta.dicom.geometry.ImageOrientation;
import org.juxta.dicom.geometry.ImageTurn;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.study.registration.Registration;
import org.juxta.dicom.study.registration.SliceResampler;
import org.juxta.dicom.study.registration.VolumeRegistration;
import org.juxta.dicom.study.volume.CoarseVolume;
import org.juxta.dicom.study.volume.SliceFrame;
import org.juxta.dicom.study.volume.Volume;
import org.juxta.dicom.study.volume.VoxelGrid;

/**
 * A current volume and its prior: how they lie to each other, which slices are shown, and the
 * pictures of those. The volumes stay the caller's to close.
 */
public final class VolumePair {
  /** Side of the voxels in which slices are scored, mm. */
  private static final double SCORED = 4;

  private final Volume current;
  private final @Nullable Volume prior;
  private final @Nullable Registration registration;
  private final List<SlicePair> pairs;

  private VolumePair(
      Volume current,
      @Nullable Volume prior,
      @Nullable Registration registration,
      List<SlicePair> pairs) {
    this.current = current;
    this.prior = prior;
    this.registration = registration;
    this.pairs = List.copyOf(pairs);
  }

  /**
   * Reads both volumes once, registers them and chooses slices.
   *
   * @param prior null for none
   * @throws IOException when a slice cannot be read
   */
  public static VolumePair of(Volume current, @Nullable Volume prior) throws IOException {
    CoarseVolume coarse = CoarseVolume.of(current, VolumeRegistration.VOXEL);
    CoarseVolume scored = coarse.coarser(SCORED);
    if (prior == null) {
      return new VolumePair(
          current, null, null, alone(current, KeySlices.choose(current, scored, null, null)));
    }
    CoarseVolume coarsePrior = CoarseVolume.of(prior, VolumeRegistration.VOXEL);
    CoarseVolume scoredPrior = coarsePrior.coarser(SCORED);
    boolean sameFrame =
        !current.frameOfReferenceUid().isEmpty()
            && current.frameOfReferenceUid().equals(prior.frameOfReferenceUid());
    Registration registration = VolumeRegistration.register(coarse, coarsePrior, sameFrame);
    List<SlicePair> pairs = new ArrayList<>();
    LevelMatch levels = LevelMatch.of(scored, scoredPrior);
    for (KeySlice key : KeySlices.choose(current, scored, scoredPrior, registration)) {
      pairs.add(
          registration.registered()
              ? byPlace(current, prior, registration, key)
              : byLevel(current, prior, levels, scored, scoredPrior, key));
    }
    return new VolumePair(current, prior, registration, pairs);
  }

  private static List<SlicePair> alone(Volume current, List<KeySlice> keys) {
    return keys.stream()
        .map(key -> new SlicePair(key, source(current, key.slice()), null, "no prior volume"))
        .toList();
  }

  /** The prior slice nearest to the middle of the body's part that the current slice shows. */
  private static SlicePair byPlace(
      Volume current, Volume prior, Registration registration, KeySlice key) {
    VolumeGeometry g = current.geometry();
    Vector3 middle =
        g.toPatient().apply((g.columns() - 1) / 2.0, (g.rows() - 1) / 2.0, key.slice());
    Vector3 voxel = prior.geometry().toVoxel().apply(registration.currentToPrior().apply(middle));
    int slice = (int) Math.round(voxel.z());
    if (slice < 0 || slice >= prior.geometry().slices()) {
      return new SlicePair(
          key, source(current, key.slice()), null, "the prior does not reach to this level");
    }
    return new SlicePair(
        key,
        source(current, key.slice()),
        source(prior, KeySlices.acquired(prior, slice)),
        registration.reason());
  }

  private static SlicePair byLevel(
      Volume current,
      Volume prior,
      LevelMatch levels,
      CoarseVolume scored,
      CoarseVolume scoredPrior,
      KeySlice key) {
    SliceFrame source = source(current, key.slice());
    if (!levels.possible()) {
      return new SlicePair(
          key, source, null, "not registered, and no lungs in both to find the level by");
    }
    double coarse =
        scored
            .geometry()
            .toVoxel()
            .apply(current.geometry().toPatient().apply(0, 0, key.slice()))
            .z();
    double share = levels.current().share(coarse);
    if (share < 0 || share > 1) {
      return new SlicePair(key, source, null, "not registered, and the slice is beyond the lungs");
    }
    int slice =
        KeySlices.acquired(prior, KeySlices.fine(prior, scoredPrior, levels.prior().level(share)));
    return new SlicePair(
        key,
        source,
        source(prior, slice),
        String.format(
            Locale.ROOT,
            "by anatomy only, %.0f %% of the way from the lungs' base to their apex",
            100 * share));
  }

  /** Where the lungs are in both. */
  private record LevelMatch(LungExtent current, LungExtent prior) {
    static LevelMatch of(CoarseVolume current, CoarseVolume prior) {
      return new LevelMatch(LungExtent.of(current), LungExtent.of(prior));
    }

    boolean possible() {
      return current.found() && prior.found();
    }
  }

  private static SliceFrame source(Volume volume, int slice) {
    return volume.source(slice).orElseThrow();
  }

  /** The slices that are shown, from the first of the volume to the last. */
  public List<SlicePair> pairs() {
    return pairs;
  }

  /** How the prior lies to the current volume; null without a prior. */
  public @Nullable Registration registration() {
    return registration;
  }

  /** Both pictures of a pair in the same window and turned alike. */
  public record Shown(ShownImage current, @Nullable ShownImage prior) {}

  /**
   * Draws a pair in the window that shows the difference best, the lung window where there is
   * nothing to differ from. A registered prior is drawn in the grid of the current slice, another
   * one as it was acquired.
   *
   * @throws IOException when a slice cannot be read
   */
  public Shown show(SlicePair pair) throws IOException {
    short[] now = current.slice(pair.key().slice());
    SliceFrame priorFrame = pair.prior();
    Volume before = prior;
    if (priorFrame == null || before == null) {
      return new Shown(drawn(pair.current(), now, current.geometry(), CtWindow.LUNG, ""), null);
    }
    Registration how = Objects.requireNonNull(registration);
    if (!how.registered()) {
      return new Shown(
          drawn(pair.current(), now, current.geometry(), CtWindow.LUNG, ""),
          drawn(
              priorFrame,
              before.slice(sliceOf(before, priorFrame)),
              before.geometry(),
              CtWindow.LUNG,
              ", not registered"));
    }
    Affine map = how.currentToPrior();
    short[] then = SliceResampler.resample(before, current.geometry(), pair.key().slice(), map);
    CtWindow window = CtWindow.showing(now, then);
    return new Shown(
        drawn(pair.current(), now, current.geometry(), window, ""),
        new ShownImage(
            priorFrame,
            turn(pair.current()),
            turn(pair.current()).width(current.geometry().columns(), current.geometry().rows()),
            turn(pair.current()).height(current.geometry().columns(), current.geometry().rows()),
            luminance(then, pair.current(), window),
            window.words() + ", resampled in the grid of the current slice"));
  }

  private static int sliceOf(Volume volume, SliceFrame frame) {
    for (int k = 0; k < volume.geometry().slices(); k++) {
      if (volume.source(k).filter(frame::equals).isPresent()) {
        return k;
      }
    }
    throw new IllegalArgumentException("the frame is not of this volume");
  }

  private static ShownImage drawn(
      SliceFrame frame, short[] values, VolumeGeometry geometry, CtWindow window, String how) {
    ImageTurn turn = turn(frame);
    return new ShownImage(
        frame,
        turn,
        turn.width(geometry.columns(), geometry.rows()),
        turn.height(geometry.columns(), geometry.rows()),
        luminance(values, frame, window),
        window.words() + how);
  }

  private static ImageTurn turn(SliceFrame frame) {
    return ImageOrientation.of(frame.plane()).upright();
  }

  /** As shown: in a window, upright; black where there is no value. */
  private static float[] luminance(short[] values, SliceFrame frame, CtWindow window) {
    float[] luminance = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      luminance[i] = values[i] == VoxelGrid.NO_VALUE ? 0 : (float) window.at(values[i]);
    }
    return turn(frame).apply(luminance, frame.plane().columns(), frame.plane().rows());
  }
}
