package org.juxta.inference.lvlm.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a TorchScript source text and its settings into the archive that libtorch loads: a zip of
 * stored entries with the source and one pickled object, the module.
 */
final class ProgramArchive {
  /** Pickle protocol 2 of an empty tuple: the program has no constants. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 0x02, ')', '.'};

  /** The format in which {@code gelu} knows its tanh approximation. */
  private static final byte[] ARCHIVE_VERSION = "10\n".getBytes(StandardCharsets.US_ASCII);

  private ProgramArchive() {}

  /**
   * @param resources names of source texts beside this class; the first declares {@code class
   *     Program}, the others hold further methods of it
   * @param settings the attributes declared there, other than {@code weights} and {@code training}:
   *     Integer, Double or Boolean values
   */
  static byte[] pack(List<String> resources, Map<String, Object> settings) {
    try {
      ByteArrayOutputStream source = new ByteArrayOutputStream();
      for (String resource : resources) {
        source.writeBytes(text(resource));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        store(zip, "program/data.pkl", pickle(settings));
        store(zip, "program/code/__torch__.py", source.toByteArray());
        store(zip, "program/constants.pkl", NO_CONSTANTS);
        store(zip, "program/version", ARCHIVE_VERSION);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] text(String resource) throws IOException {
    try (InputStream source = ProgramArchive.class.getResourceAsStream(resource)) {
      if (source == null) {
        throw new IllegalStateException("no program text " + resource);
      }
      return source.readAllBytes();
    }
  }

  private static byte[] pickle(Map<String, Object> settings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 0x02, 'c'});
    out.writeBytes("__torch__\nProgram\n".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {'q', 0, ')', (byte) 0x81, '}', '('});
    name(out, "training");
    out.write(0x89);
    name(out, "weights");
    out.write('}');
    settings.forEach(
        (key, value) -> {
          name(out, key);
          value(out, key, value);
        });
    out.writeBytes(new byte[] {'u', 'b', '.'});
    return out.toByteArray();
  }

  private static void name(ByteArrayOutputStream out, String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    out.writeBytes(littleEndian(utf8.length));
    out.writeBytes(utf8);
  }

  private static void value(ByteArrayOutputStream out, String key, Object value) {
    if (value instanceof Integer i) {
      out.write('J');
      out.writeBytes(littleEndian(i));
    } else if (value instanceof Double d) {
      out.write('G');
      out.writeBytes(ByteBuffer.allocate(8).putDouble(d).array());
    } else if (value instanceof Boolean b) {
      out.write(b ? 0x88 : 0x89);
    } else {
      throw new IllegalArgumentException("setting " + key + " of " + value.getClass());
    }
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
