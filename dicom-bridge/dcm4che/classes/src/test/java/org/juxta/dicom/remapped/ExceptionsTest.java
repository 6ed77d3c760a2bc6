package org.juxta.dicom.remapped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomStreamException;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.junit.jupiter.api.Test;

/** Errors come as dcm4che's checked exceptions, not as bus's unchecked one. */
class ExceptionsTest {
  @Test
  void whatIsNoDicomIsAStreamException() {
    byte[] page = "<!DOCTYPE html><html><body>404</body></html>".repeat(5).getBytes(UTF_8);
    assertThatExceptionOfType(DicomStreamException.class)
        .isThrownBy(() -> new DicomInputStream(new ByteArrayInputStream(page)));
  }

  @Test
  void tlsOnOneSideOnlyIsAnIncompatibleConnection() {
    Device device = new Device("scu");
    ApplicationEntity ae = new ApplicationEntity("SCU");
    Connection plain = new Connection();
    device.addConnection(plain);
    device.addApplicationEntity(ae);
    ae.addConnection(plain);
    Connection tls = new Connection("tls", "127.0.0.1", 2762);
    tls.setTlsCipherSuites("TLS_AES_128_GCM_SHA256");
    assertThatExceptionOfType(IncompatibleConnectionException.class)
        .isThrownBy(() -> ae.findCompatibleConnection(tls));
  }
}
