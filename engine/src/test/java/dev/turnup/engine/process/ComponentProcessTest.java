package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** A model that does something to one component. */
abstract class ComponentProcessTest extends ProcessTest {

  static final Map<String, Object> COMPONENT =
      Map.of("orderId", ORDER, "deliveryId", "D-1", "componentId", "C-1");

  ComponentProcessTest(String model, List<String> stubs) {
    super(model, stubs);
  }

  final void startForComponent() {
    start(COMPONENT);
  }

  /** The fallout of a step is resolved by another try, which begins there. */
  final void retriedAfter(String step, String again) {
    waitsAt("fallout-resolution");
    assertThat(given("fallout-resolution"))
        .containsAllEntriesOf(COMPONENT)
        .containsEntry("falloutId", "fallout of " + step)
        .hasSize(COMPONENT.size() + 1);
    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt(again);
  }
}
