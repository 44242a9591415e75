package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.AcceptItem.Acceptance;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptItemTest {

  private final InternetOrder internet = new InternetOrder();
  private final Accepted accepted = new Accepted();
  private final AcceptItem acceptItem =
      new AcceptItem(
          internet.orders,
          internet.components,
          accepted,
          internet.siteClock,
          internet.timeline,
          internet.clock);

  @Test
  void waitsForTheLastComponentOfTheItem() {
    internet.with(ACTIVE, internet.accessLine, internet.router);
    internet.with(VERIFIED, internet.internetAccess);

    Acceptance acceptance = acceptItem.ofComponent(internet.router);

    assertThat(acceptance.billDue()).isFalse();
    assertThat(accepted.days).isEmpty();
  }

  @Test
  void startsTheBillOnTheDayOfTheSite() {
    internet.with(ACTIVE, internet.accessLine, internet.router, internet.internetAccess);

    Acceptance acceptance = acceptItem.ofComponent(internet.internetAccess);

    assertThat(acceptance.item()).isEqualTo(InternetOrder.ITEM);
    assertThat(acceptance.billed()).contains(internet.internetAccess);
    assertThat(accepted.days)
        .containsExactlyEntriesOf(Map.of(InternetOrder.ITEM, LocalDate.parse("2026-03-03")));
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.ITEM_ACCEPTED);
    assertThat(internet.stateOfItem()).isEqualTo(ItemState.IN_PROGRESS);
  }

  @Test
  void startsTheBillOfTheBilledComponentWhicheverSettlesLast() {
    internet.with(ACTIVE, internet.accessLine, internet.router, internet.internetAccess);

    assertThat(acceptItem.ofComponent(internet.router).billed()).contains(internet.internetAccess);
  }

  @Test
  void startsTheBillOnce() {
    internet.with(ACTIVE, internet.accessLine, internet.router, internet.internetAccess);
    acceptItem.ofComponent(internet.router);

    assertThat(acceptItem.ofComponent(internet.internetAccess).billDue()).isFalse();
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.ITEM_ACCEPTED);
  }

  @Test
  void completesAtOnceWhatIsNotBilled() {
    internet.components.replace(
        internet.order,
        List.of(
            internet.components.get(internet.accessLine),
            internet.components.get(internet.router)));
    internet.with(ACTIVE, internet.accessLine, internet.router);

    assertThat(acceptItem.ofComponent(internet.router).billDue()).isFalse();

    assertThat(internet.stateOfItem()).isEqualTo(ItemState.COMPLETED);
    assertThat(internet.timeline.kinds())
        .containsExactly(EventKind.ITEM_ACCEPTED, EventKind.ITEM_CLOSED);
  }

  private static final class Accepted implements Handovers {

    private final Map<ItemId, LocalDate> days = new HashMap<>();

    @Override
    public boolean accept(OrderId order, ItemId item, LocalDate day, Optional<ComponentId> billed) {
      return days.putIfAbsent(item, day) == null;
    }
  }
}
