package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancellationChargeProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("cancellation-charge", STUBS);

  CancellationChargeProcessTest() {
    super("cancellation-charge", STUBS);
  }

  @Test
  void hasWhatWasDoneCharged() {
    start(Map.of("componentId", "C-1"));
    waitsAt("Task_ChargeCancellation");
    answer("billing.charge-cancellation");

    endedAt("EndEvent_CancellationCharged");
  }

  @Test
  void triesAgainOrSparesTheCustomerAfterAFallout() {
    start(Map.of("componentId", "C-1"));
    fallsOut("billing.charge-cancellation");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId", ORDER,
                "componentId", "C-1",
                "falloutId", "fallout of Task_ChargeCancellation"));
    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt("Task_ChargeCancellation");

    fallsOut("billing.charge-cancellation");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    endedAt("EndEvent_CancellationNotCharged");
  }
}
