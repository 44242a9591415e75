package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;

/** Takes planning's answer to a delivery whose capacity has no date. */
@UseCase
public final class SettleShortage {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final CancelComponents cancelComponents;
  private final Timeline timeline;

  public SettleShortage(
      Orders orders,
      Components components,
      Deliveries deliveries,
      CancelComponents cancelComponents,
      Timeline timeline) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.cancelComponents = cancelComponents;
    this.timeline = timeline;
  }

  /** What planning decided. */
  public enum Decision {
    CHECK_AGAIN("checkAgain"),
    CANCEL_COMPONENTS("cancelComponents");

    private final String code;

    Decision(String code) {
      this.code = code;
    }

    /**
     * @throws Refused if it is none of the decisions
     */
    public static Decision of(String code) {
      return Codes.find(values(), decision -> decision.code, code)
          .orElseThrow(
              () ->
                  new Refused(
                      "Choose whether capacity is checked again or the services are cancelled."));
    }
  }

  /**
   * @param reason needed to cancel; may be empty otherwise
   * @return whether capacity is to be checked again
   * @throws Refused if the decision cannot be followed
   */
  public boolean forDelivery(DeliveryId id, Decision decision, String reason) {
    orders.lockRow(deliveries.get(id).order());
    Delivery delivery = deliveries.get(id);
    OrderId order = delivery.order();
    if (!delivery.isOpen()) {
      throw new Refused("Delivery " + delivery.number() + " of order " + order + " is over.");
    }
    if (decision == Decision.CHECK_AGAIN) {
      timeline.add(
          order, TimelineEntry.of(EventKind.NOTED, "Capacity is checked again").remarking(reason));
      return true;
    }
    if (reason.isBlank()) {
      throw new Refused("Say why the services are cancelled: the customer asks.");
    }
    cancelComponents.because(
        reason,
        order,
        components.of(id).stream()
            .filter(component -> component.isOpen() && !component.availability().isDated())
            .map(Component::id)
            .toList());
    return false;
  }
}
