package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.ProductOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CancelComponentsTest {

  private final Planning planning = new Planning();

  @Test
  void givesUpOneServiceAndLeavesTheOthersTheirLine() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "tv-basic"));
    pending(order, "1");

    Set<ComponentId> given = cancel(order, "internet-access");

    assertThat(given).containsExactly(planning.the(order, "internet-access").id());
    assertThat(planning.the(order, "access-line").state()).isEqualTo(ComponentState.PLANNED);
    assertThat(stateOf(order, "1")).isEqualTo(ItemState.CANCELLED);
    assertThat(stateOf(order, "2")).isEqualTo(ItemState.IN_PROGRESS);
  }

  @Test
  void givesUpWhateverReliesOnIt() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "tv-basic"));

    cancel(order, "access-line");

    assertThat(planning.components.of(order))
        .allMatch(component -> component.state() == ComponentState.CANCELLED);
    assertThat(stateOf(order, "1")).isEqualTo(ItemState.FAILED);
    assertThat(stateOf(order, "2")).isEqualTo(ItemState.FAILED);
  }

  @Test
  void givesUpALineThatNothingIsToRunOver() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));

    Set<ComponentId> given = cancel(order, "internet-access");

    assertThat(given).hasSize(4);
  }

  @Test
  void finishesALineThatIsHalfMade() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    planning.components.update(
        List.of(planning.the(order, "access-line").in(ComponentState.ACTIVATED)));

    cancel(order, "internet-access");

    assertThat(planning.the(order, "access-line").state()).isEqualTo(ComponentState.ACTIVATED);
  }

  @Test
  void leavesWhatIsActive() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));
    planning.bring(order, ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE);

    assertThat(cancel(order, "mobile-line")).isEmpty();
    assertThat(stateOf(order, "1")).isEqualTo(ItemState.IN_PROGRESS);
  }

  @Test
  void changesNothingASecondTime() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));
    cancel(order, "mobile-line");
    int entries = planning.timeline.kinds().size();

    assertThat(cancel(order, "mobile-line")).isEmpty();
    assertThat(planning.timeline.kinds()).hasSize(entries);
    assertThat(planning.timeline.kinds()).contains(EventKind.COMPONENT_GIVEN_UP);
  }

  private Set<ComponentId> cancel(OrderId order, String component) {
    return planning.cancelComponents.because(
        "no room",
        order,
        planning.named(order, component).stream().map(Component::id).collect(Collectors.toSet()));
  }

  private void pending(OrderId id, String item) {
    ProductOrder order = planning.orders.lock(id);
    order.moveItem(new ItemId(item), ItemState.PENDING, planning.clock.instant());
    planning.orders.update(order);
  }

  private ItemState stateOf(OrderId order, String item) {
    return planning.orders.get(order).item(new ItemId(item)).state();
  }
}
