package org.juxta.dicom.study.volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.pixels.ModalityFrame;
import org.juxta.dicom.pixels.ModalityFrameReader;

/**
 * Makes one volume of the objects of a CT or MR series, or says why there is none. Headers are
 * read, pixels only to see whether two frames at the same position are copies.
 */
public final class VolumeAssembler {
  /** Distance below which two frames are at the same position, mm. */
  private static final double SAME_POSITION = 0.01;

  /** Largest difference of direction cosines in one stack; positions are rounded, too. */
  private static final double SAME_DIRECTION = 2e-3;

  /** Largest relative difference of pixel spacings in one stack. */
  private static final double SAME_SPACING = 1e-4;

  private VolumeAssembler() {}

  /**
   * Assembles a volume.
   *
   * @param series objects of one series, in any order
   */
  public static VolumeAssembly assemble(List<StoredInstance> series) {
    List<String> notes = new ArrayList<>();
    try {
      List<SliceFrame> frames = frames(series, notes);
      requireOneKind(frames);
      SliceStack stack = SliceStack.of(withoutCopies(frames, notes));
      notes.addAll(stack.notes());
      return new VolumeAssembly.Assembled(
          new Volume(stack.geometry(), frames.get(0).frameOfReferenceUid(), stack.slices()), notes);
    } catch (NoVolumeException e) {
      return e.refusal();
    }
  }

  private static List<SliceFrame> frames(List<StoredInstance> series, List<String> notes)
      throws NoVolumeException {
    List<SliceFrame> frames = new ArrayList<>();
    int localizers = 0;
    for (StoredInstance instance : series) {
      try {
        SliceFrameReader.Found found = SliceFrameReader.read(instance);
        frames.addAll(found.frames());
        localizers += found.localizers();
      } catch (IOException e) {
        // Without it the stack has a gap, which is then judged like any other.
        notes.add("an object is left out: " + e.getMessage());
      }
    }
    if (localizers > 0) {
      notes.add("localizers left out: " + localizers);
    }
    if (frames.isEmpty()) {
      throw new NoVolumeException(
          localizers > 0 ? RefusalReason.LOCALIZERS : RefusalReason.UNREADABLE,
          localizers > 0
              ? "the series has only localizers, %d of them".formatted(localizers)
              : "no object of the series can be read: " + String.join("; ", notes));
    }
    return frames;
  }

  private static void requireOneKind(List<SliceFrame> frames) throws NoVolumeException {
    requireSame(
        frames,
        (one, other) -> one.frameOfReferenceUid().equals(other.frameOfReferenceUid()),
        RefusalReason.MIXED_FRAMES_OF_REFERENCE,
        "Frame of Reference UID (0020,0052)");
    requireSame(
        frames,
        (one, other) -> sameDirection(one.plane(), other.plane()),
        RefusalReason.MIXED_ORIENTATIONS,
        "Image Orientation (Patient) (0020,0037)");
    requireSame(
        frames,
        (one, other) -> sameSize(one.plane(), other.plane()),
        RefusalReason.MIXED_SIZES,
        "Rows (0028,0010), Columns (0028,0011) or Pixel Spacing (0028,0030)");
  }

  private static void requireSame(
      List<SliceFrame> frames,
      BiPredicate<SliceFrame, SliceFrame> same,
      RefusalReason reason,
      String what)
      throws NoVolumeException {
    SliceFrame first = frames.get(0);
    long different = frames.stream().filter(frame -> !same.test(first, frame)).count();
    if (different > 0) {
      throw new NoVolumeException(
          reason,
          "%s differs: %d of %d frames are not as the first"
              .formatted(what, different, frames.size()));
    }
  }

  private static boolean sameDirection(ImagePlane one, ImagePlane other) {
    return one.alongRow().minus(other.alongRow()).length() < SAME_DIRECTION
        && one.alongColumn().minus(other.alongColumn()).length() < SAME_DIRECTION;
  }

  private static boolean sameSize(ImagePlane one, ImagePlane other) {
    return one.rows() == other.rows()
        && one.columns() == other.columns()
        && Math.abs(one.rowSpacing() / other.rowSpacing() - 1) < SAME_SPACING
        && Math.abs(one.columnSpacing() / other.columnSpacing() - 1) < SAME_SPACING;
  }

  /** Frames at one position that hold the same values are one slice sent twice; others are not. */
  private static List<SliceFrame> withoutCopies(List<SliceFrame> frames, List<String> notes)
      throws NoVolumeException {
    List<SliceFrame> kept = new ArrayList<>();
    int copies = 0;
    for (SliceFrame frame : SliceStack.sorted(frames)) {
      SliceFrame below = kept.isEmpty() ? frame : kept.get(kept.size() - 1);
      double apart =
          frame.plane().position().minus(below.plane().position()).dot(below.plane().normal());
      if (kept.isEmpty() || apart > SAME_POSITION) {
        kept.add(frame);
        continue;
      }
      if (!areCopies(below, frame)) {
        throw new NoVolumeException(
            RefusalReason.REPEATED_SLICES,
            "several different frames lie %.2f mm along the normal"
                .formatted(frame.plane().distance()));
      }
      copies++;
    }
    if (copies > 0) {
      notes.add("copies of slices left out: " + copies);
    }
    return kept;
  }

  private static boolean areCopies(SliceFrame one, SliceFrame other) {
    if (one.plane().position().minus(other.plane().position()).length() > SAME_POSITION) {
      return false;
    }
    try {
      return Arrays.equals(values(one), values(other));
    } catch (IOException e) {
      return false;
    }
  }

  private static float[] values(SliceFrame slice) throws IOException {
    try (ModalityFrameReader reader = ModalityFrameReader.open(slice.instance().file())) {
      ModalityFrame frame = reader.read(slice.frame() - 1);
      return frame.values();
    }
  }
}
