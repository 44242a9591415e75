package dev.turnup.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PerformOperationTest {

  private static final CallKey KEY = new CallKey("workforce.perform-operation:1");

  private final InternetOrder internet = new InternetOrder();
  private final PerformOperation performOperation =
      new PerformOperation(internet.orders, internet.components, mock(OutsideSystems.class));

  @Test
  void saysWhomItIsFor() {
    OutsideSystems.Request request = performOperation.requestFor(shipment(internet.router, ""));

    assertThat(request.subject().order()).isEqualTo(internet.order);
    assertThat(request.subject().component()).contains(internet.router);
    assertThat(request.subject().site()).map(site -> site.id()).contains("site-1");
  }

  @Test
  void saysOfTheComponentWhatTheModelNamesAndTheComponentHas() {
    OutsideSystems.Request request = performOperation.requestFor(shipment(internet.router, ""));

    assertThat(request.attributes())
        .containsExactlyInAnyOrderEntriesOf(Map.of("equipment", "router", "speed", "300"));
  }

  @Test
  void asksForNoOtherOrdersComponent() {
    WantedOperation wanted = shipment(new OrderId("PO-9"), internet.router, "Task_Ship", "");

    assertThatThrownBy(() -> performOperation.requestFor(wanted))
        .hasMessageContaining("is not one of PO-9");
  }

  @Test
  void isTheSameIntentForTheSameStepComponentRoundAndOccasionOnly() {
    Optional<String> first = performOperation.intentOf(shipment(internet.router, ""));

    assertThat(performOperation.intentOf(shipment(internet.router, ""))).isEqualTo(first);
    assertThat(performOperation.intentOf(shipment(internet.router, "2"))).isNotEqualTo(first);
    assertThat(performOperation.intentOf(shipment(internet.accessLine, ""))).isNotEqualTo(first);
    assertThat(
            performOperation.intentOf(shipment(internet.order, internet.router, "Task_Return", "")))
        .isNotEqualTo(first);
    internet.components.update(
        List.of(internet.components.get(internet.router).changed(Map.of("speed", "100"))));
    assertThat(performOperation.intentOf(shipment(internet.router, ""))).isNotEqualTo(first);
  }

  @Test
  void fallsOutWhereTheComponentWasGivenUpMeanwhile() {
    internet.with(ComponentState.CANCELLED, internet.router);
    WantedOperation wanted = shipment(internet.router, "");

    assertThat(performOperation.record(wanted, OperationAnswer.later(KEY)))
        .isInstanceOf(StepResult.FellOut.class);
    assertThat(performOperation.record(wanted, OperationAnswer.refused(KEY, "no", "no")))
        .isInstanceOf(StepResult.Done.class);
  }

  @Test
  void letsNoAnswerChangeWhichOrderAModelIsAbout() {
    for (String name : List.of("orderId", "componentId", "a.b", "")) {
      assertThatThrownBy(
              () ->
                  new WantedOperation(
                      "workforce",
                      internet.order,
                      Optional.empty(),
                      Optional.empty(),
                      "shipment/Task_Ship",
                      "",
                      "ship",
                      Map.of(),
                      List.of(),
                      List.of(name)))
          .hasMessageContaining("cannot be");
    }
  }

  @Test
  void cutsWhatTheEngineCannotKeep() {
    OperationAnswer answer = OperationAnswer.done(KEY, Map.of("label", "x".repeat(5_000)));

    assertThat(answer.variables(List.of("label")).get("label")).isEqualTo("x".repeat(4_000));
  }

  private WantedOperation shipment(ComponentId component, String occasion) {
    return shipment(internet.order, component, "Task_Ship", occasion);
  }

  private static WantedOperation shipment(
      OrderId order, ComponentId component, String step, String occasion) {
    return new WantedOperation(
        "workforce",
        order,
        Optional.of(component),
        Optional.empty(),
        "equipment-shipment/" + step,
        occasion,
        "ship-equipment",
        Map.of("equipment", "router"),
        List.of("speed", "colour"),
        List.of("trackingNumber"));
  }
}
