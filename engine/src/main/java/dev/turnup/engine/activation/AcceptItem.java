package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Fulfilled;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Hands an item over to the customer as soon as the last of its own components is settled and what
 * it is billed for is active. One that ends a product is completed then.
 */
@UseCase
public final class AcceptItem {

  private final Orders orders;
  private final Components components;
  private final Handovers handovers;
  private final SiteClock siteClock;
  private final Timeline timeline;
  private final Clock clock;

  public AcceptItem(
      Orders orders,
      Components components,
      Handovers handovers,
      SiteClock siteClock,
      Timeline timeline,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.handovers = handovers;
    this.siteClock = siteClock;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * What follows for the item.
   *
   * @param billed the component whose bill is to be started now: once for an item, and only if it
   *     has one that is billed
   */
  public record Acceptance(ItemId item, Optional<ComponentId> billed) {
    public boolean billDue() {
      return billed.isPresent();
    }
  }

  /** Looks at the item of a component that is settled. The order stays locked until the end. */
  public Acceptance ofComponent(ComponentId id) {
    Component settled = components.get(id);
    ProductOrder order = orders.lockAround(settled.order(), settled.item());
    OrderItem item = order.item(settled.item());
    List<Component> own = components.of(order.id(), item.id());
    Optional<Component> billed =
        own.stream()
            .filter(Component::startsBill)
            .filter(component -> component.state() == ComponentState.ACTIVE)
            .findFirst();
    Acceptance nothing = new Acceptance(item.id(), Optional.empty());
    if (item.state().isFinal() || own.stream().anyMatch(Component::isOpen) || Fulfilled.lost(own)) {
      return nothing;
    }
    Instant now = clock.instant();
    if (item.action() == ItemAction.DELETE) {
      complete(order, item, now);
      return nothing;
    }
    LocalDate day = siteClock.dayAt(order.siteOf(item.id()), now);
    if (!handovers.accept(order.id(), item.id(), day, billed.map(Component::id))) {
      return nothing;
    }
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.ITEM_ACCEPTED, name(item) + " handed over")
            .about(item.id())
            .with("acceptanceDate", day));
    if (billed.isEmpty()) {
      complete(order, item, now);
    }
    return new Acceptance(item.id(), billed.map(Component::id));
  }

  private void complete(ProductOrder order, OrderItem item, Instant now) {
    order.completeItem(item.id(), now);
    orders.update(order);
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.ITEM_CLOSED, name(item) + " completed").about(item.id()));
  }

  private static String name(OrderItem item) {
    return item.offering().orElse("item " + item.id());
  }
}
