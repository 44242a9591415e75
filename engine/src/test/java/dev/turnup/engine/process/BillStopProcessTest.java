package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BillStopProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution");

  @RegisterExtension static final EveryElement EVERY_ELEMENT = new EveryElement("bill-stop", STUBS);

  BillStopProcessTest() {
    super("bill-stop", STUBS);
  }

  @Test
  void stopsTheBillHoweverOftenThatFallsOut() {
    start(Map.of("deliveryId", "D-1", "componentId", "C-1"));
    waitsAt("Task_StopBilling");
    fallsOut("billing.stop-billing");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId",
                ORDER,
                "deliveryId",
                "D-1",
                "componentId",
                "C-1",
                "falloutId",
                "fallout of Task_StopBilling"));
    returns("fallout-resolution", Map.of("falloutRetry", false));
    waitsAt("Task_StopBilling");
    answer("billing.stop-billing");

    endedAt("EndEvent_BillStopped");
  }
}
