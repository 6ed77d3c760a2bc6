package org.juxta.dicom.listener;

import java.io.IOException;
import java.nio.file.Path;
import org.juxta.dicom.testing.RunningListener;

/** A listener as a process of its own, to be killed. Prints its port and serves until then. */
final class ReceivingProcess {
  private ReceivingProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (RunningListener listener = RunningListener.in(Path.of(arguments[0]))) {
      System.out.println(listener.port());
      Thread.currentThread().join();
    }
  }
}
