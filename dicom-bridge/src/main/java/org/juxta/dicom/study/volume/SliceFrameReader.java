package org.juxta.dicom.study.volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;
import org.juxta.dicom.geometry.ImagePlane;
import org.juxta.dicom.geometry.Vector3;
import org.juxta.dicom.objects.StoredInstance;
import org.juxta.dicom.pixels.FrameAttributes;
import org.juxta.dicom.pixels.Part10File;

/**
 * Reads where the frames of an object are: from the Image Plane module of a single-frame image
 * (PS3.3 C.7.6.2), from the Pixel Measures, Plane Position and Plane Orientation macros of an
 * enhanced one (C.7.6.16.2.1, .3, .4).
 */
final class SliceFrameReader {
  /** Frames in one object beyond which its Number of Frames is not believed. */
  private static final int MOST_FRAMES = 20_000;

  /** How far direction cosines may be from length 1 and from a right angle. */
  private static final double COSINE_TOLERANCE = 1e-3;

  private SliceFrameReader() {}

  /**
   * What an object holds.
   *
   * @param frames that are slices
   * @param localizers how many frames are localizers
   */
  record Found(List<SliceFrame> frames, int localizers) {}

  /**
   * @throws IOException when the header cannot be read
   * @throws NoVolumeException when a frame does not state where it is
   */
  static Found read(StoredInstance instance) throws IOException, NoVolumeException {
    Attributes dataset;
    try (Part10File file = Part10File.open(instance.file())) {
      dataset = file.dataset();
    }
    try {
      return read(instance, dataset);
    } catch (RuntimeException e) {
      // The library reports malformed values by unchecked exceptions of many kinds.
      throw new IOException("its header is malformed: " + e.getMessage(), e);
    }
  }

  private static Found read(StoredInstance instance, Attributes dataset)
      throws IOException, NoVolumeException {
    int count = dataset.getInt(Tag.NumberOfFrames, 1);
    if (count < 1 || count > MOST_FRAMES) {
      throw new IOException("Number of Frames (0028,0008) is " + count);
    }
    List<SliceFrame> frames = new ArrayList<>();
    int localizers = 0;
    for (int frame = 0; frame < count; frame++) {
      FrameAttributes attributes = new FrameAttributes(dataset, frame);
      if (isLocalizer(dataset, attributes)) {
        localizers++;
        continue;
      }
      frames.add(
          new SliceFrame(
              instance,
              frame + 1,
              plane(dataset, attributes, frame),
              dataset.getString(Tag.FrameOfReferenceUID, "").strip()));
    }
    return new Found(frames, localizers);
  }

  private static boolean isLocalizer(Attributes dataset, FrameAttributes frame) {
    return isLocalizer(dataset.getStrings(Tag.ImageType))
        || isLocalizer(frame.macro(Tag.CTImageFrameTypeSequence).getStrings(Tag.FrameType))
        || isLocalizer(frame.macro(Tag.MRImageFrameTypeSequence).getStrings(Tag.FrameType));
  }

  private static boolean isLocalizer(String @Nullable [] type) {
    return type != null && type.length > 2 && "LOCALIZER".equals(type[2]);
  }

  private static ImagePlane plane(Attributes dataset, FrameAttributes frame, int index)
      throws NoVolumeException {
    double[] position =
        numbers(
            frame.macro(Tag.PlanePositionSequence),
            Tag.ImagePositionPatient,
            3,
            "Image Position (Patient) (0020,0032)",
            index);
    double[] orientation =
        numbers(
            frame.macro(Tag.PlaneOrientationSequence),
            Tag.ImageOrientationPatient,
            6,
            "Image Orientation (Patient) (0020,0037)",
            index);
    double[] spacing =
        numbers(
            frame.macro(Tag.PixelMeasuresSequence),
            Tag.PixelSpacing,
            2,
            "Pixel Spacing (0028,0030)",
            index);
    Vector3 alongRow = new Vector3(orientation[0], orientation[1], orientation[2]);
    Vector3 alongColumn = new Vector3(orientation[3], orientation[4], orientation[5]);
    int rows = dataset.getInt(Tag.Rows, 0);
    int columns = dataset.getInt(Tag.Columns, 0);
    if (Math.abs(alongRow.length() - 1) > COSINE_TOLERANCE
        || Math.abs(alongColumn.length() - 1) > COSINE_TOLERANCE
        || Math.abs(alongRow.dot(alongColumn)) > COSINE_TOLERANCE
        || !(spacing[0] > 0)
        || !(spacing[1] > 0)
        || rows < 1
        || columns < 1) {
      throw new NoVolumeException(
          RefusalReason.NO_GEOMETRY,
          ("Image Orientation (Patient) (0020,0037), Pixel Spacing (0028,0030), Rows (0028,0010)"
                  + " or Columns (0028,0011) of frame %d of an image cannot be")
              .formatted(index + 1));
    }
    return new ImagePlane(
        new Vector3(position[0], position[1], position[2]),
        alongRow.unit(),
        alongColumn.unit(),
        spacing[1],
        spacing[0],
        columns,
        rows);
  }

  private static double[] numbers(Attributes from, int tag, int count, String name, int frame)
      throws NoVolumeException {
    double[] values = from.getDoubles(tag);
    if (values == null || values.length != count) {
      throw new NoVolumeException(
          RefusalReason.NO_GEOMETRY,
          "%s is missing in frame %d of an image".formatted(name, frame + 1));
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new NoVolumeException(
            RefusalReason.NO_GEOMETRY, "%s of frame %d is no number".formatted(name, frame + 1));
      }
    }
    return values;
  }
}
