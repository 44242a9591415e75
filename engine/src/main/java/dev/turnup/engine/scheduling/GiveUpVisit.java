package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.CancelComponents;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;

/** Gives up the visit of a delivery, and whatever cannot be had without it. */
@UseCase
public final class GiveUpVisit {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final ReleaseVisit releaseVisit;
  private final CancelComponents cancelComponents;

  public GiveUpVisit(
      Orders orders,
      Components components,
      Deliveries deliveries,
      ReleaseVisit releaseVisit,
      CancelComponents cancelComponents) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.releaseVisit = releaseVisit;
    this.cancelComponents = cancelComponents;
  }

  /** A delivery that is installed already has no visit to give up: nothing changes. */
  public void forDelivery(DeliveryId id) {
    orders.lockRow(deliveries.get(id).order());
    Delivery delivery = deliveries.get(id);
    if (!delivery.isOpen() || delivery.state() == DeliveryState.INSTALLED) {
      return;
    }
    releaseVisit.forDelivery(delivery);
    cancelComponents.because(
        "the visit was given up",
        delivery.order(),
        components.of(id).stream()
            .filter(component -> component.isOpen() && component.needsVisit())
            .map(Component::id)
            .toList());
  }
}
