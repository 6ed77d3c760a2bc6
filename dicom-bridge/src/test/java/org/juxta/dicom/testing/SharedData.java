package org.juxta.dicom.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real input that lies beside the checkout and never in it; tests skip where it is absent. */
public final class SharedData {
  private SharedData() {}

  /** A path under the folder that the system property {@code juxta.shared} names, or a skip. */
  public static Path require(String relative) {
    Path path = Path.of(System.getProperty("juxta.shared", "../../shared")).resolve(relative);
    Assumptions.assumeTrue(Files.exists(path), () -> "skipped: no real data at " + path);
    return path.normalize();
  }
}
