package org.juxta.dicom.pixels;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Frames in encapsulated pixel data (PS3.5 A.4): a Basic Offset Table, then fragments, of which one
 * or several make a frame.
 */
final class FragmentedFrames {
  private static final int ITEM = 0xFFFEE000;
  private static final int SEQUENCE_DELIMITER = 0xFFFEE0DD;
  private static final int MOST_FRAGMENTS = 1 << 20;
  private static final int LARGEST_FRAME_BYTES = 1 << 29;

  /** A fragment: where its item begins, where its bytes begin, how many there are. */
  private record Fragment(long item, long start, int length) {}

  private final RandomAccessFile file;
  private final long end;
  private final List<Fragment> fragments = new ArrayList<>();
  private int[] offsets = new int[0];

  private FragmentedFrames(RandomAccessFile file) throws IOException {
    this.file = file;
    this.end = file.length();
  }

  /**
   * The encoded bytes of one frame.
   *
   * @throws UnreadablePixelsException when fragments run past the end of the file or cannot be
   *     assigned to frames
   */
  static byte[] read(Part10File part10, int frames, int frame) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(part10.path().toFile(), "r")) {
      FragmentedFrames fragmented = new FragmentedFrames(file);
      fragmented.index(part10.pixelDataPosition());
      return fragmented.bytes(fragmented.ofFrame(frames, frame));
    }
  }

  private void index(long position) throws IOException {
    byte[] header = new byte[8];
    boolean offsetTable = true;
    while (position + 8 <= end) {
      file.seek(position);
      file.readFully(header);
      int tag = intAt(header, 0) << 16 | intAt(header, 0) >>> 16;
      int length = intAt(header, 4);
      if (tag == SEQUENCE_DELIMITER) {
        return;
      }
      if (tag != ITEM) {
        throw new UnreadablePixelsException(
            "Pixel Data (7FE0,0010) holds (%04X,%04X) where a fragment should begin"
                .formatted(tag >>> 16, tag & 0xFFFF));
      }
      if (length < 0 || position + 8 + length > end) {
        throw new UnreadablePixelsException(
            "fragment %d of Pixel Data (7FE0,0010) states %d bytes, the file ends after %d of them"
                .formatted(
                    fragments.size() + 1, length & 0xFFFFFFFFL, Math.max(0, end - position - 8)));
      }
      Fragment fragment = new Fragment(position, position + 8, length);
      if (offsetTable) {
        offsets = readOffsets(fragment);
        offsetTable = false;
      } else if (fragments.size() == MOST_FRAGMENTS) {
        throw new UnreadablePixelsException(
            "Pixel Data (7FE0,0010) has more than " + MOST_FRAGMENTS + " fragments");
      } else {
        fragments.add(fragment);
      }
      position += 8 + (long) length;
    }
    // Some writers leave the delimiter out; what is there is whole.
  }

  private int[] readOffsets(Fragment table) throws IOException {
    byte[] bytes = bytes(List.of(table));
    return IntStream.range(0, bytes.length / 4).map(i -> intAt(bytes, 4 * i)).toArray();
  }

  private List<Fragment> ofFrame(int frames, int frame) throws IOException {
    if (fragments.isEmpty()) {
      throw new UnreadablePixelsException("Pixel Data (7FE0,0010) has no fragments");
    }
    if (frames == 1) {
      return fragments;
    }
    if (fragments.size() == frames) {
      return List.of(fragments.get(frame));
    }
    if (offsets.length == frames) {
      return byOffsets(frame);
    }
    List<List<Fragment>> byStart = byStartOfImage();
    if (byStart.size() == frames) {
      return byStart.get(frame);
    }
    throw new UnreadablePixelsException(
        ("Pixel Data (7FE0,0010) has %d fragments for Number of Frames (0028,0008) %d and no"
                + " Basic Offset Table that assigns them")
            .formatted(fragments.size(), frames));
  }

  private List<Fragment> byOffsets(int frame) throws UnreadablePixelsException {
    long first = fragments.get(0).item();
    long from = first + (offsets[frame] & 0xFFFFFFFFL);
    long to =
        frame + 1 < offsets.length ? first + (offsets[frame + 1] & 0xFFFFFFFFL) : Long.MAX_VALUE;
    List<Fragment> found =
        fragments.stream().filter(f -> f.item() >= from && f.item() < to).toList();
    if (found.isEmpty() || found.get(0).item() != from) {
      throw new UnreadablePixelsException(
          "the Basic Offset Table of Pixel Data (7FE0,0010) puts frame %d at %d, where no fragment begins"
              .formatted(frame + 1, offsets[frame] & 0xFFFFFFFFL));
    }
    return found;
  }

  private List<List<Fragment>> byStartOfImage() throws IOException {
    List<List<Fragment>> frames = new ArrayList<>();
    for (Fragment fragment : fragments) {
      if (frames.isEmpty() || startsImage(fragment)) {
        frames.add(new ArrayList<>());
      }
      frames.get(frames.size() - 1).add(fragment);
    }
    return frames;
  }

  /** Whether a fragment begins with a JPEG or JPEG-LS SOI or a JPEG 2000 SOC marker. */
  private boolean startsImage(Fragment fragment) throws IOException {
    if (fragment.length() < 2) {
      return false;
    }
    file.seek(fragment.start());
    int marker = file.readUnsignedShort();
    return marker == 0xFFD8 || marker == 0xFF4F;
  }

  private byte[] bytes(List<Fragment> parts) throws IOException {
    long total = parts.stream().mapToLong(Fragment::length).sum();
    if (total > LARGEST_FRAME_BYTES) {
      throw new UnreadablePixelsException(
          "a frame of Pixel Data (7FE0,0010) has %d encoded bytes, more than the limit of %d"
              .formatted(total, LARGEST_FRAME_BYTES));
    }
    byte[] bytes = new byte[(int) total];
    int at = 0;
    for (Fragment part : parts) {
      file.seek(part.start());
      file.readFully(bytes, at, part.length());
      at += part.length();
    }
    return bytes;
  }

  private static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }
}
