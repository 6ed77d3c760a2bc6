package org.juxta.dicom.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loads the OpenCV build that dcm4che's readers call for JPEG, JPEG-LS and JPEG 2000 pixel data
 * (transfer syntaxes 1.2.840.10008.1.2.4.x, PS3.5 annex A.4). Uncompressed and RLE images need
 * none.
 */
public final class NativeCodecs {
  private static final String LIBRARY = "opencv_java";

  private static boolean loaded;

  private NativeCodecs() {}

  /**
   * Loads the library once; every later call returns at once. The jar carries one for Linux on
   * x86_64; elsewhere it is looked for on {@code java.library.path}.
   *
   * @throws CodecsUnavailableException if there is no library for this platform, or the operating
   *     system does not let it be written to {@code java.io.tmpdir} or loaded from there
   */
  public static synchronized void load() throws CodecsUnavailableException {
    if (!loaded) {
      load(
          NativeCodecs.class.getClassLoader(),
          platform(),
          Path.of(System.getProperty("java.io.tmpdir")));
      loaded = true;
    }
  }

  static void load(ClassLoader resources, String platform, Path writable)
      throws CodecsUnavailableException {
    String resource = "lib/" + platform + "/" + System.mapLibraryName(LIBRARY);
    try (@Nullable InputStream bundled = resources.getResourceAsStream(resource)) {
      if (bundled == null) {
        loadInstalled(platform);
      } else {
        loadBundled(bundled, writable);
      }
    } catch (CodecsUnavailableException e) {
      throw e;
    } catch (IOException | UnsatisfiedLinkError e) {
      throw new CodecsUnavailableException(
          "cannot decode compressed pixel data: "
              + resource
              + " could not be written to and loaded from "
              + writable
              + " (another directory: -Djava.io.tmpdir=DIR): "
              + e,
          e);
    }
  }

  private static void loadInstalled(String platform) throws CodecsUnavailableException {
    try {
      System.loadLibrary(LIBRARY);
    } catch (UnsatisfiedLinkError e) {
      throw new CodecsUnavailableException(
          "cannot decode compressed pixel data: no OpenCV library for "
              + platform
              + " in the program, and no "
              + System.mapLibraryName(LIBRARY)
              + " on java.library.path",
          e);
    }
  }

  /**
   * Loads from a directory of this user alone and deletes the file again: the process keeps what it
   * has mapped, and no copy is left for anybody to change before a next start.
   */
  private static void loadBundled(InputStream library, Path writable) throws IOException {
    Path directory = Files.createTempDirectory(writable, "juxta-codecs");
    Path file = directory.resolve(System.mapLibraryName(LIBRARY));
    try {
      Files.copy(library, file);
      System.load(file.toString());
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory);
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "");
    return system + "-" + (processor.equals("amd64") ? "x86_64" : processor);
  }
}
