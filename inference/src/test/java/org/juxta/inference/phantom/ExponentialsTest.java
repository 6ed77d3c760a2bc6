package org.juxta.inference.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;

class ExponentialsTest {

  @Property
  void theTableAgreesWithTheExponential(@ForAll @FloatRange(min = 0, max = 80) float x) {
    double exact = Math.exp(-(double) x);
    assertThat((double) Exponentials.ofMinus(x)).isCloseTo(exact, within(2e-7 * exact));
  }

  @Property
  void theTableAgreesWithTheLogarithm(@ForAll @FloatRange(min = -80, max = 15) float power) {
    float x = (float) Math.exp(power);
    assertThat(Exponentials.ln(x)).isCloseTo(Math.log(x), within(2e-7));
  }
}
