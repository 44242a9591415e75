package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryGroupProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("delivery");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("delivery-group", STUBS);

  DeliveryGroupProcessTest() {
    super("delivery-group", STUBS);
  }

  @Test
  void makesItsDeliveriesAtTheSameTime() {
    start(Map.of("deliveryIds", list("D-1", "D-2")));
    waitsAt("delivery", "delivery");
    assertThat(givenToEach("delivery"))
        .containsExactlyInAnyOrder(
            Map.of("orderId", ORDER, "deliveryId", "D-1"),
            Map.of("orderId", ORDER, "deliveryId", "D-2"));

    returns("delivery", of("deliveryId", "D-2"), Map.of());
    runsOneAtATime("CallActivity_MakeDelivery");
    runJobOf("CallActivity_MakeDelivery");
    waitsAt("delivery");

    returns("delivery", Map.of());
    runJobOf("CallActivity_MakeDelivery");
    assertThat(asked()).isEmpty();
    endedAt("EndEvent_DeliveriesMade");
  }
}
