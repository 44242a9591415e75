package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.NextVisit;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Submissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts an order with internet over an access line into the database, at a site of its own. */
final class PlanInDatabase {

  final String site = "site-" + UUID.randomUUID();
  final OrderId order;
  final Component accessLine;
  final Component internet;
  final Delivery delivery;

  private final Components components;
  private final Deliveries deliveries;

  PlanInDatabase(Orders orders, Components components, Deliveries deliveries) {
    this.components = components;
    this.deliveries = deliveries;
    OrderSubmission submission = Submissions.triplePlay(UUID.randomUUID().toString());
    order = orders.nextId();
    orders.add(
        new ProductOrder(
            new ProductOrder.Header(
                order,
                submission.caller(),
                submission.externalId(),
                submission.customer(),
                Instant.parse("2026-03-02T09:00:00Z"),
                Optional.empty(),
                Optional.empty()),
            OrderState.ACKNOWLEDGED,
            Optional.empty(),
            Optional.empty(),
            submission.items(),
            0),
        submission);
    accessLine = component("1.1", "access-line", "fibre-port", true, Set.of());
    internet = component("1.1", "internet-access", "bandwidth", false, Set.of(accessLine.id()));
    components.replace(order, List.of(accessLine, internet));
    delivery = delivery(1);
    deliveries.add(List.of(delivery));
    components.update(
        List.of(accessLine.deliveredBy(delivery.id()), internet.deliveredBy(delivery.id())));
  }

  /** Something of another item that relies on it; it is not written yet. */
  Component relyingOn(Component other) {
    return component("1.2", "tv", "bandwidth", false, Set.of(other.id()));
  }

  Component read(Component component) {
    return components.get(component.id());
  }

  Delivery delivery(int number) {
    return new Delivery(
        deliveries.nextId(),
        order,
        number,
        Optional.of(site),
        DeliveryState.PLANNED,
        Optional.of(LocalDate.parse("2026-03-04")),
        NextVisit.ORDINARY,
        0);
  }

  private Component component(
      String item, String name, String resource, boolean visit, Set<ComponentId> reliesOn) {
    return new Component(
        components.nextId(),
        order,
        new ItemId(item),
        ComponentAction.ADD,
        Optional.empty(),
        Optional.empty(),
        new Specification(
            name,
            visit ? Specification.Kind.RFS : Specification.Kind.CFS,
            Optional.of(new CapacityNeed(resource, 300)),
            visit,
            visit ? Optional.of("fibre") : Optional.empty(),
            Duration.ofMinutes(60),
            "service-activation",
            Specification.PointOfNoReturn.SOFT,
            !visit,
            Duration.ofHours(visit ? 8 : 1),
            visit ? Optional.empty() : Optional.of(Specification.ChargingMode.POSTPAID),
            Specification.CEASE),
        Optional.of(site),
        Map.of("speed", "300"),
        reliesOn.stream().collect(toMap(other -> other, other -> ComponentState.ACTIVE)),
        ComponentState.PLANNED,
        new Availability.Unchecked(),
        1,
        0);
  }
}
