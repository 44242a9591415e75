package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;

/** Finds what the visits of deliveries take, as things are. */
@UseCase
public final class VisitNeeds {

  private final Components components;
  private final Territories territories;
  private final SiteClock siteClock;

  public VisitNeeds(Components components, Territories territories, SiteClock siteClock) {
    this.components = components;
    this.territories = territories;
    this.siteClock = siteClock;
  }

  /** Empty if nobody has to come any more, something has no date, or nobody goes there. */
  Optional<VisitNeed> of(ProductOrder order, Delivery delivery) {
    List<Component> open = components.of(delivery.id()).stream().filter(Component::isOpen).toList();
    return delivery.isOpen() && delivery.needsVisitFor(open)
        ? VisitNeed.of(order, delivery, open, territories, siteClock)
        : Optional.empty();
  }
}
