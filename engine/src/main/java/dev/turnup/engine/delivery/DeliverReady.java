package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets a delivery bring first what is ready, and the rest when it is, although all of it was wanted
 * together.
 */
@UseCase
public final class DeliverReady {

  private static final String AS_AVAILABLE = "asAvailable";

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Plan plan;
  private final AssessDelivery assessDelivery;

  public DeliverReady(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Plan plan,
      AssessDelivery assessDelivery) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.plan = plan;
    this.assessDelivery = assessDelivery;
  }

  /**
   * What could come before the rest.
   *
   * @param visit whether a technician has to bring it
   * @param day the first day on which it can
   * @param offerings what was sold of it
   */
  public record Ready(DeliveryId delivery, boolean visit, LocalDate day, List<String> offerings) {}

  /** The same of the last of an order's deliveries that are under way, if it has such a thing. */
  public Optional<Ready> ofLast(ProductOrder order) {
    return deliveries.of(order.id()).stream()
        .filter(delivery -> delivery.state() == DeliveryState.STARTED)
        .filter(delivery -> delivery.readyDate().isPresent())
        .max(Comparator.comparing(delivery -> delivery.readyDate().orElseThrow()))
        .flatMap(delivery -> of(order, delivery));
  }

  /** What a delivery could bring before the rest of it; empty if there is nothing. */
  public Optional<Ready> of(ProductOrder order, Delivery delivery) {
    List<Component> all = components.of(order.id());
    List<Component> open =
        all.stream()
            .filter(c -> c.isOpen() && c.delivery().equals(Optional.of(delivery.id())))
            .toList();
    List<Group> groups = plan.groupsAsAvailable(order, all, open);
    return groups.stream()
        .limit(groups.size() > 1 ? 1 : 0)
        .flatMap(first -> ready(order, delivery, first).stream())
        .filter(first -> delivery.readyDate().filter(first.day()::isBefore).isPresent())
        .findFirst();
  }

  private static Optional<Ready> ready(ProductOrder order, Delivery delivery, Group first) {
    boolean visit = delivery.needsVisitFor(first.components());
    return first
        .readyDate()
        .map(day -> visit ? delivery.nextVisit().after(day) : day)
        .map(day -> new Ready(delivery.id(), visit, day, offerings(order, first)));
  }

  private static List<String> offerings(ProductOrder order, Group first) {
    return first.components().stream()
        .filter(component -> component.specification().billable())
        .flatMap(component -> order.item(component.item()).offering().stream())
        .distinct()
        .toList();
  }

  /**
   * Has what is wanted at its site delivered as available from now on: what is not ready goes into
   * a delivery of its own. The visit, if it needs one, is another one then, for the caller to move.
   *
   * @throws Refused if nothing could come before the rest
   */
  public void forDelivery(DeliveryId id) {
    ProductOrder order = orders.lock(deliveries.get(id).order());
    Delivery delivery = deliveries.get(id);
    if (of(order, delivery).isEmpty()) {
      throw new Refused("Nothing of it can come before the rest any more.");
    }
    // the wish of the first item at a site is that of the site
    order.items().stream()
        .filter(item -> order.siteOf(item.id()).map(Site::id).equals(delivery.site()))
        .findFirst()
        .map(item -> item.preferring(AS_AVAILABLE))
        .ifPresent(item -> orders.correct(order.id(), item));
    assessDelivery.forDelivery(id);
  }
}
