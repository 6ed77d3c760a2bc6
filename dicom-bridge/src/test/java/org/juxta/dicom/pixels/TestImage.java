package org.juxta.dicom.pixels;

import java.io.IOException;
import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;

/** A grayscale image of 4 x 2 pixels of 16 bits, of which a test changes what it is about. */
final class TestImage {
  final Attributes dataset = new Attributes();
  private String transferSyntaxUid = UID.ExplicitVRLittleEndian;

  TestImage() {
    dataset.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
    dataset.setString(Tag.SOPInstanceUID, VR.UI, "2.25.1");
    dataset.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    us(Tag.SamplesPerPixel, 1).us(Tag.Rows, 2).us(Tag.Columns, 4);
    us(Tag.BitsAllocated, 16).us(Tag.BitsStored, 12).us(Tag.HighBit, 11);
    us(Tag.PixelRepresentation, 0);
    words(0, 100, 500, 1000, 2000, 3000, 4000, 4095);
  }

  TestImage us(int tag, int value) {
    dataset.setInt(tag, VR.US, value);
    return this;
  }

  TestImage text(int tag, VR vr, String... values) {
    dataset.setString(tag, vr, values);
    return this;
  }

  TestImage words(int... values) {
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >> 8);
    }
    dataset.setBytes(Tag.PixelData, VR.OW, bytes);
    return this;
  }

  TestImage bytes(int... values) {
    byte[] bytes = new byte[values.length + (values.length & 1)];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    dataset.setBytes(Tag.PixelData, VR.OB, bytes);
    return this;
  }

  TestImage fragments(String syntax, byte[]... values) {
    transferSyntaxUid = syntax;
    Fragments fragments = dataset.newFragments(Tag.PixelData, VR.OB, values.length);
    for (byte[] value : values) {
      fragments.add(value);
    }
    return this;
  }

  TestImage in(String syntax) {
    transferSyntaxUid = syntax;
    return this;
  }

  Path write(Path directory) throws IOException {
    Path file = directory.resolve("image.dcm");
    try (DicomOutputStream out = new DicomOutputStream(file.toFile())) {
      out.writeDataset(dataset.createFileMetaInformation(transferSyntaxUid), dataset);
    }
    return file;
  }

  GrayFrame read(Path directory) throws IOException {
    return GrayFrameReader.read(write(directory), 0);
  }
}
