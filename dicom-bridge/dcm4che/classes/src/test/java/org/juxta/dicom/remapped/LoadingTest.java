package org.juxta.dicom.remapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The virtual machine's own verdict: every class links, which includes bytecode verification. */
class LoadingTest {
  @Test
  void everyClassPassesVerificationUnlessAnOptionalLibraryIsAbsent() throws IOException {
    AbsentDependencies absent = AbsentDependencies.load();
    List<String> names = RemappedClasses.internalNames();
    Map<String, String> failures = new TreeMap<>();
    for (String name : names) {
      try {
        link(name);
      } catch (NoClassDefFoundError e) {
        if (!absent.contain(String.valueOf(e.getMessage()))) {
          failures.put(name, e.toString());
        }
      } catch (ClassNotFoundException | LinkageError e) {
        failures.put(name, e.toString());
      }
    }
    assertThat(failures).isEmpty();
    assertThat(names).hasSizeGreaterThan(1400);
  }

  /** Links a class without running its static initialiser: reflection on members needs linkage. */
  private static void link(String internalName) throws ClassNotFoundException {
    Class<?> loaded =
        Class.forName(internalName.replace('/', '.'), false, LoadingTest.class.getClassLoader());
    assertThat(loaded.getDeclaredMethods()).isNotNull();
  }
}
