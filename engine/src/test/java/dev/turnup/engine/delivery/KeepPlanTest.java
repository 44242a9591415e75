package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.Blueprint.PlannedComponent;
import dev.turnup.engine.delivery.Blueprint.PlannedDelivery;
import dev.turnup.engine.delivery.Blueprint.Span;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan has a further version whenever it really changes, and only then. */
class KeepPlanTest {

  private final Planning planning = new Planning();

  @Test
  void tellsWhatIsMadeWhenAndWhatTheEndWaitsFor() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "mobile-line"));

    planning.planDeliveries.forOrder(order);

    Blueprint plan = newest(order).blueprint();
    assertThat(newest(order).why()).isEqualTo(Why.PLANNED);
    assertThat(plan.start()).isEmpty();
    // sixteen working hours for the line, from Monday at eight
    assertThat(plan.projectedEnd()).contains(at(MONDAY.plusDays(1), 16));
    assertThat(named(plan, "access-line").time())
        .contains(new Span(at(MONDAY, 8), at(MONDAY.plusDays(1), 16)));
    assertThat(plan.components())
        .filteredOn(component -> !component.critical())
        .extracting(PlannedComponent::name)
        .containsExactlyInAnyOrder("ont", "router", "mobile-line");
    assertThat(plan.deliveries())
        .extracting(PlannedDelivery::time)
        .contains(Optional.of(new Span(at(MONDAY, 7), at(MONDAY.plusDays(1), 16))));
    assertThat(named(plan, "internet-access").needs().values()).containsOnly(ComponentState.ACTIVE);
  }

  @Test
  void changesWhenCapacityMovesAndNotWhenTheSameIsSaidAgain() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    planning.planDeliveries.forOrder(order);

    move(MONDAY.plusDays(9));
    move(MONDAY.plusDays(9));

    assertThat(reasons(order)).containsExactly(Why.PLANNED, Why.CAPACITY_MOVED);
    assertThat(newest(order).blueprint().projectedEnd()).contains(at(MONDAY.plusDays(10), 16));
    assertThat(planning.plans.find(order, Optional.of(1)).orElseThrow().blueprint().projectedEnd())
        .contains(at(MONDAY.plusDays(1), 16));
  }

  @Test
  void changesWhenADeliveryIsSplit() {
    OrderId order =
        planning.roomForAll(
            wanting("asAvailable", item("1", "internet-300")), item("2", "tv-basic"));
    planning.planDeliveries.forOrder(order);
    move(MONDAY.plusDays(9));

    planning.assessDelivery.forDelivery(planning.delivery(order, 1).id());

    assertThat(reasons(order)).containsExactly(Why.PLANNED, Why.CAPACITY_MOVED, Why.SPLIT);
    assertThat(newest(order).blueprint().deliveries()).hasSize(2);
  }

  @Test
  void goesOnWithoutWhatIsGivenUp() {
    OrderId order = planning.roomForAll(item("1", "internet-300"), item("2", "mobile-line"));
    planning.cancelComponents.because(
        "no port", order, List.of(planning.the(order, "internet-access").id()));
    assertThat(planning.plans.find(order, Optional.empty())).isEmpty();
    OrderId planned = planning.roomForAll(item("1", "internet-300"), item("2", "mobile-line"));
    planning.planDeliveries.forOrder(planned);

    planning.cancelComponents.because(
        "no port", planned, List.of(planning.the(planned, "internet-access").id()));
    assertThat(reasons(planned)).containsExactly(Why.PLANNED);
    planning.cancelComponents.because(
        "no port", planned, List.of(planning.the(planned, "access-line").id()));
    assertThat(planning.readPlan.of(planned, Optional.empty())).contains(newest(planned));
    assertThat(planning.readPlan.of(planned, Optional.of(2))).isPresent();

    assertThat(reasons(planned)).containsExactly(Why.PLANNED, Why.GIVEN_UP);
    assertThat(newest(planned).blueprint().projectedEnd()).contains(at(MONDAY, 7));
    assertThat(named(newest(planned).blueprint(), "access-line").time()).isEmpty();
  }

  @Test
  void hasNoEndWhileSomethingHasNoDate() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY);
    planning.noRoom(order, "internet-access");

    planning.planDeliveries.forOrder(order);

    assertThat(newest(order).blueprint().projectedEnd()).isEmpty();
    assertThat(newest(order).blueprint().components()).noneMatch(PlannedComponent::critical);
  }

  @Test
  void leavesOutTheTimesOfWhatIsMade() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    planning.planDeliveries.forOrder(order);
    planning.bring(order, ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE);

    planning.keepPlan.because(Why.REPLANNED, planning.orders.lock(order));

    assertThat(newest(order).blueprint().components())
        .hasSize(4)
        .allMatch(component -> component.time().isEmpty());
  }

  private void move(LocalDate day) {
    planning.moveCapacity(Optional.of(Planning.SITE.id()), "bandwidth", Optional.of(day));
  }

  private PlanVersion newest(OrderId order) {
    return planning.plans.find(order, Optional.empty()).orElseThrow();
  }

  private List<Why> reasons(OrderId order) {
    return planning.plans.of(order).stream().map(PlanVersion::why).toList();
  }

  private static PlannedComponent named(Blueprint plan, String name) {
    return plan.components().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(hour, 0).atZone(BERLIN).toInstant();
  }
}
