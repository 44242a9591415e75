package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Replacement;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplaceComponentTest {

  private final Planning planning = new Planning();
  private final ReplaceComponent replaceComponent =
      new ReplaceComponent(
          planning.orders,
          planning.components,
          planning.deliveries,
          new Replacement(planning.tables, planning.components),
          planning.cancelComponents,
          planning.plan,
          planning.keepPlan);

  @Test
  void makesAnotherOneInADeliveryOfItsOwnWithAllThatReliedOnTheOldOne() {
    OrderId order = planned("internet-300");
    Component router = planning.the(order, "router");
    ComponentId old = planning.the(order, "internet-access").id();

    replaceComponent.with(order, router.id(), "ont", "sold out");

    assertThat(planning.components.get(router.id()).state()).isEqualTo(ComponentState.CANCELLED);
    assertThat(planning.components.get(old).state()).isEqualTo(ComponentState.CANCELLED);
    List<Component> made = fresh(order);
    assertThat(made).extracting(Component::name).containsExactly("ont", "internet-access");
    assertThat(made.get(1).reliesOn())
        .contains(made.get(0).id(), planning.the(order, "access-line").id())
        .doesNotContain(router.id());
    assertThat(made.get(0).reliesOn()).as("as its own line says").isEmpty();
    assertThat(made.get(1).availability())
        .as("is to be asked for")
        .isEqualTo(new Availability.Unchecked());
    assertThat(made).extracting(Component::delivery).doesNotContain(router.delivery());
    assertThat(planning.planned(order))
        .hasSize(2)
        .last()
        .isEqualTo("no date: internet-access, ont");
    assertThat(planning.orders.get(order).item(new ItemId("1")).state())
        .isEqualTo(ItemState.IN_PROGRESS);
  }

  @Test
  void refusesWhatDoesNotFitAndWhatIsBegun() {
    OrderId order = planned("internet-300");
    Component router = planning.the(order, "router");

    assertRefused(order, router, "router", "already");
    assertRefused(order, router, "access-line", "of the same kind");
    planning.components.update(List.of(router.in(ComponentState.ACTIVATED)));
    assertRefused(order, router, "ont", "only what is still to be added");
    assertThat(fresh(order)).isEmpty();
  }

  private void assertRefused(OrderId order, Component old, String by, String why) {
    assertThatThrownBy(() -> replaceComponent.with(order, old.id(), by, "sold out"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(why);
  }

  private OrderId planned(String offering) {
    OrderId order = planning.roomForAll(item("1", offering));
    planning.planDeliveries.forOrder(order);
    before = planning.components.of(order).stream().map(Component::id).toList();
    return order;
  }

  private List<ComponentId> before = List.of();

  private List<Component> fresh(OrderId order) {
    return planning.components.of(order).stream().filter(c -> !before.contains(c.id())).toList();
  }
}
