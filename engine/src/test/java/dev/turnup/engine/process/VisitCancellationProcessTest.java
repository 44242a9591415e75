package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VisitCancellationProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("visit-cancellation", STUBS);

  VisitCancellationProcessTest() {
    super("visit-cancellation", STUBS);
  }

  @Test
  void tellsTheWorkforceThatNobodyComes() {
    start(Map.of("deliveryId", "D-1"));
    waitsAt("Task_CancelVisit");
    answer("workforce.cancel-visit");

    endedAt("EndEvent_VisitCancelled");
  }

  @Test
  void triesAgainOrLeavesItToPeopleAfterAFallout() {
    start(Map.of("deliveryId", "D-1"));
    fallsOut("workforce.cancel-visit");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId", ORDER,
                "deliveryId", "D-1",
                "falloutId", "fallout of Task_CancelVisit"));
    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt("Task_CancelVisit");

    fallsOut("workforce.cancel-visit");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    endedAt("EndEvent_VisitCalledOffByHand");
  }
}
