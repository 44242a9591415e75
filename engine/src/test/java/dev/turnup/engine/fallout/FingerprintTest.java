package dev.turnup.engine.fallout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final String STEP = "network.activate-service";

  @Test
  void isTheSameWhateverNumbersAndIdsTheMessageHas() {
    assertThat(of(STEP, "http-422", "Port 7/12 of olt-hh4 refused, ref 3f1c: PO-1007"))
        .isEqualTo(of(STEP, "http-422", "port 8/1 of OLT-B9 refused (ref 77ab1) PO-2"))
        .startsWith(STEP + "/http-422/");
  }

  @Test
  void differsByStepSystemCodeAndWords() {
    String one = of(STEP, "http-422", "no such profile");

    assertThat(of(STEP, "http-422", "no such port")).isNotEqualTo(one);
    assertThat(of(STEP, "http-404", "no such profile")).isNotEqualTo(one);
    assertThat(of("network.verify-service", "http-422", "no such profile")).isNotEqualTo(one);
    assertThat(of("record-visit", "visit-not-feasible", "")).startsWith("record-visit/network/");
  }

  @Test
  void givesNobodysWordsAway() {
    assertThat(of(STEP, "http-422", "Mrs Lovelace is not at home")).doesNotContain("ovelace");
  }

  @Test
  void tellsPeopleTheStepAndTheCode() {
    assertThat(Fingerprint.told(of(STEP, "http-422", "no such profile")))
        .isEqualTo(STEP + " falls out: http-422");
  }

  private static String of(String step, String code, String message) {
    return Fingerprint.of(
        new StepFellOut(
            new OrderId("PO-1"),
            Optional.empty(),
            Optional.empty(),
            step,
            new Failure("network", code, message)));
  }
}
