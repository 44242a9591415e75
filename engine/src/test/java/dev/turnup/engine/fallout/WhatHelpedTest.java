package dev.turnup.engine.fallout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.decomposition.ListedValues;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.fallout.FalloutBook.Experience;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WhatHelpedTest {

  private final InternetOrder internet = new InternetOrder();
  private final FalloutBook fallouts = mock(FalloutBook.class);
  private final WhatHelped whatHelped =
      new WhatHelped(
          fallouts, internet.components, new ListedValues(internet.orders, new Offering()));

  @Test
  void tellsOfTheValuesOfOthersThoseThatTheCatalogueLists() {
    Fallout fallout = fallout(Optional.of(internet.router));
    when(fallouts.experience(fallout.fingerprint()))
        .thenReturn(
            List.of(
                new Experience(Decision.RETRY, "", "", "a fault", 3, 1, 2),
                changed("number", "0170123", 2),
                changed("number", "0170456", 1),
                changed("speed", "120", 1),
                changed("profile", "gold", 1),
                changed("fixedAddress", "true", 1),
                changed("nickname", "gold", 1)));

    assertThat(whatHelped.with(fallout))
        .containsExactly(
            new Experience(Decision.RETRY, "", "", "a fault", 3, 1, 2),
            changed("number", "", 3),
            changed("speed", "", 1),
            changed("profile", "gold", 1),
            changed("fixedAddress", "true", 1),
            changed("nickname", "", 1));
    assertThat(whatHelped.with(fallout(Optional.empty())))
        .as("of no single component")
        .allSatisfy(each -> assertThat(each.value()).isEmpty());
  }

  private static Experience changed(String attribute, String value, int times) {
    return new Experience(Decision.CHANGE_AND_RETRY, attribute, value, "", times, times, 0);
  }

  private Fallout fallout(Optional<ComponentId> component) {
    return Fallout.raised(
        new FalloutId(UUID.randomUUID()),
        new StepFellOut(
            internet.order,
            component,
            Optional.empty(),
            "network.activate-service",
            new Failure("network", "http-422", "no such profile")),
        InternetOrder.NOW);
  }

  /** Numbers in a range, a choice, yes or no, and any text. */
  private static final class Offering implements Decisions {

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      assertThat(table).isEqualTo("offering-characteristics");
      assertThat(inputs).containsEntry("offering", "internet-300");
      return List.of(
          characteristic("speed", "integer", "1..1000"),
          characteristic("number", "integer", "1..999999999"),
          characteristic("profile", "text", "silver, gold"),
          characteristic("fixedAddress", "boolean", ""),
          characteristic("nickname", "text", ""));
    }

    private static Answer characteristic(String name, String type, String allowed) {
      return new Answer(
          "offering-characteristics",
          Map.of(
              "characteristic", name, "mandatory", false, "valueType", type, "allowed", allowed));
    }
  }
}
