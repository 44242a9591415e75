package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MissedVisitChargeProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("missed-visit-charge", STUBS);

  MissedVisitChargeProcessTest() {
    super("missed-visit-charge", STUBS);
  }

  @Test
  void hasTheVisitCharged() {
    start(Map.of("deliveryId", "D-1", "visitId", "V-1"));
    waitsAt("Task_ChargeVisit");
    answer("billing.charge-visit");

    endedAt("EndEvent_VisitCharged");
  }

  @Test
  void triesAgainOrSparesTheCustomerAfterAFallout() {
    start(Map.of("deliveryId", "D-1", "visitId", "V-1"));
    fallsOut("billing.charge-visit");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId", ORDER,
                "deliveryId", "D-1",
                "falloutId", "fallout of Task_ChargeVisit"));
    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt("Task_ChargeVisit");

    fallsOut("billing.charge-visit");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    endedAt("EndEvent_VisitNotCharged");
  }
}
