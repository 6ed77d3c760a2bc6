package org.juxta.dicom.study.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.geometry.VolumeGeometry;
import org.juxta.dicom.pixels.ModalityFrame;
import org.juxta.dicom.pixels.ModalityFrameReader;

/**
 * The slices of a series as one volume. Slices are decoded when they are asked for, and {@value
 * #KEPT} of them at most are kept in memory. Safe for use by several threads, which take turns.
 */
public final class Volume implements VoxelGrid, Closeable {
  /** Decoded slices that are kept: 12 MiB of 512 x 512 pixels. */
  static final int KEPT = 24;

  private final VolumeGeometry geometry;
  private final String frameOfReferenceUid;
  private final List<@Nullable SliceFrame> slices;
  private final Map<Integer, short[]> decoded = new LinkedHashMap<>(KEPT, 0.75f, true);
  private @Nullable ModalityFrameReader reader;
  private @Nullable Path readerFile;

  Volume(VolumeGeometry geometry, String frameOfReferenceUid, List<@Nullable SliceFrame> slices) {
    this.geometry = geometry;
    this.frameOfReferenceUid = frameOfReferenceUid;
    this.slices = Collections.unmodifiableList(new ArrayList<>(slices));
  }

  @Override
  public VolumeGeometry geometry() {
    return geometry;
  }

  /** Frame of Reference UID (0020,0052), "" if none is stated. */
  public String frameOfReferenceUid() {
    return frameOfReferenceUid;
  }

  /** The frame that a slice was acquired as; empty for one that was interpolated. */
  public Optional<SliceFrame> source(int slice) {
    return Optional.ofNullable(slices.get(slice));
  }

  @Override
  public synchronized short[] slice(int slice) throws IOException {
    short[] known = decoded.get(slice);
    if (known != null) {
      return known;
    }
    SliceFrame frame = slices.get(slice);
    short[] values = frame == null ? between(slice(slice - 1), slice(slice + 1)) : decode(frame);
    while (decoded.size() >= KEPT) {
      decoded.remove(decoded.keySet().iterator().next());
    }
    decoded.put(slice, values);
    return values;
  }

  private static short[] between(short[] below, short[] above) {
    short[] values = new short[below.length];
    for (int i = 0; i < values.length; i++) {
      boolean known = below[i] != NO_VALUE && above[i] != NO_VALUE;
      values[i] = known ? (short) Math.floorDiv(below[i] + above[i], 2) : NO_VALUE;
    }
    return values;
  }

  private short[] decode(SliceFrame slice) throws IOException {
    ModalityFrame frame = reader(slice.instance().file()).read(slice.frame() - 1);
    short[] values = new short[frame.values().length];
    for (int i = 0; i < values.length; i++) {
      float value = frame.values()[i];
      values[i] =
          Float.isNaN(value)
              ? NO_VALUE
              : (short) Math.max(NO_VALUE + 1, Math.min(Short.MAX_VALUE, Math.round(value)));
    }
    return values;
  }

  /** The file of the last slice stays open: an enhanced object has all slices in one. */
  private ModalityFrameReader reader(Path file) throws IOException {
    ModalityFrameReader open = reader;
    if (open == null || !file.equals(readerFile)) {
      close();
      open = ModalityFrameReader.open(file);
      reader = open;
      readerFile = file;
    }
    return open;
  }

  /** Closes the file that is open; slices can still be asked for, which opens it again. */
  @Override
  public synchronized void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
