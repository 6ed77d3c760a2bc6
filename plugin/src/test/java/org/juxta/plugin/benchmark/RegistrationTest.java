package org.juxta.plugin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.dicom.study.registration.Registration;
import org.juxta.dicom.study.registration.VolumeRegistration;
import org.juxta.inference.phantom.CtProtocol;
import org.juxta.inference.phantom.PatientSimulator;
import org.juxta.inference.phantom.SimulatedCt;
import org.juxta.inference.phantom.TimePoint;

/** A few cases of {@link RegistrationTable}, which are patients with findings that changed. */
class RegistrationTest {
  private static final CtProtocol COARSE = new CtProtocol(128, 400, 4, 4, 0, 15);

  @ParameterizedTest
  @ValueSource(longs = {1, 4})
  void aPatientWhoMovedBreathedAndChangedIsFoundWithinAMillimetre(long seed) throws IOException {
    CtProtocol tilted = new CtProtocol(128, 420, 5, 5, seed == 4 ? 10 : 0, 15);

    RegistrationTable.Case result = RegistrationTable.register(seed, COARSE, tilted);

    assertThat(result.found().registered()).isTrue();
    assertThat(result.shiftError()).isLessThan(RegistrationTable.SHIFT_LIMIT);
    assertThat(result.turnError()).isLessThan(RegistrationTable.TURN_LIMIT);
  }

  @Test
  void anotherPatientIsNotRegistered() throws IOException {
    PatientSimulator patients = new PatientSimulator();

    Registration found =
        VolumeRegistration.register(
            RegistrationTable.coarse(
                SimulatedCt.of(patients.simulate(1), TimePoint.CURRENT, COARSE)),
            RegistrationTable.coarse(
                SimulatedCt.of(patients.simulate(101), TimePoint.PRIOR, COARSE)),
            false);

    assertThat(found.method()).isEqualTo(Registration.Method.NONE);
    assertThat(found.reason()).startsWith("not registered");
  }
}
