package org.juxta.dicom.report;

import java.lang.reflect.Method;

/**
 * Validates many files in one JVM: making PixelMed's validator takes seconds. Runs in a JVM of its
 * own, because the validator needs limits of the XML processor lifted.
 */
final class PixelMedMain {
  private PixelMedMain() {}

  public static void main(String[] files) throws ReflectiveOperationException {
    Object validator =
        Class.forName("com.pixelmed.validate.DicomSRValidator").getConstructor().newInstance();
    Method validate = validator.getClass().getMethod("validate", String.class);
    for (String file : files) {
      System.out.println("== " + file);
      System.out.println(validate.invoke(validator, file));
    }
  }
}
