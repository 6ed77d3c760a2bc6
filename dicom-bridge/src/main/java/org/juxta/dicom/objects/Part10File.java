package org.juxta.dicom.objects;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A DICOM file (PS3.10 section 7.1) seen from outside: what its File Meta Information says, and
 * where its dataset begins.
 *
 * @param sopClassUid Media Storage SOP Class UID (0002,0002)
 * @param sopInstanceUid Media Storage SOP Instance UID (0002,0003)
 * @param transferSyntaxUid Transfer Syntax UID (0002,0010)
 * @param datasetOffset the dataset's first byte, counted from the file's
 */
public record Part10File(
    Path path,
    String sopClassUid,
    String sopInstanceUid,
    String transferSyntaxUid,
    long datasetOffset) {
  private static final int PREAMBLE_AND_PREFIX = 132;

  /** Longest value of File Meta Information that is looked at. */
  private static final int MAX_VALUE = 1 << 20;

  /**
   * Reads the File Meta Information only.
   *
   * @throws IOException if the file cannot be read or is no Part 10 file; the message names it
   */
  public static Part10File read(Path path) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 4096))) {
      byte[] start = in.readNBytes(PREAMBLE_AND_PREFIX);
      if (start.length < PREAMBLE_AND_PREFIX
          || !new String(start, 128, 4, StandardCharsets.US_ASCII).equals("DICM")) {
        throw new IOException("no DICOM Part 10 file: " + path);
      }
      return read(path, in);
    } catch (EOFException e) {
      throw new IOException("File Meta Information ends early: " + path, e);
    }
  }

  private static Part10File read(Path path, DataInputStream in) throws IOException {
    String sopClass = "";
    String sopInstance = "";
    String transferSyntax = "";
    long offset = PREAMBLE_AND_PREFIX;
    // Always Explicit VR Little Endian, whatever the dataset is in; group 0002 ends where another
    // group begins.
    while (in.read() == 0x02 && in.read() == 0x00) {
      int element = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      String vr = new String(in.readNBytes(2), StandardCharsets.US_ASCII);
      boolean longForm = vr.equals("OB") || vr.equals("UN") || vr.equals("UT");
      int shortLength = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
      int length = longForm ? Integer.reverseBytes(in.readInt()) : shortLength;
      if (length < 0 || length > MAX_VALUE) {
        throw new IOException("File Meta Information has a value of wrong length: " + path);
      }
      byte[] value = in.readNBytes(length);
      if (value.length < length) {
        throw new EOFException();
      }
      offset += (longForm ? 12 : 8) + length;
      String text = new String(value, StandardCharsets.US_ASCII).trim();
      switch (element) {
        case 0x0002 -> sopClass = text;
        case 0x0003 -> sopInstance = text;
        case 0x0010 -> transferSyntax = text;
        default -> {}
      }
    }
    if (sopClass.isEmpty() || sopInstance.isEmpty() || transferSyntax.isEmpty()) {
      throw new IOException(
          "File Meta Information lacks SOP class, instance or transfer syntax: " + path);
    }
    return new Part10File(path, sopClass, sopInstance, transferSyntax, offset);
  }

  /** Opens the dataset's bytes as they lie in the file. */
  public InputStream openDataset() throws IOException {
    InputStream in = Files.newInputStream(path);
    try {
      in.skipNBytes(datasetOffset);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The dataset's bytes as they lie in the file, all in memory. */
  public byte[] dataset() throws IOException {
    try (InputStream in = openDataset()) {
      return in.readAllBytes();
    }
  }
}
