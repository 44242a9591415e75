package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.Blueprint.Span;
import dev.turnup.engine.delivery.DrawPlan.Bundle;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the plan of an order as a further version, each time it really changes. */
@UseCase
public final class KeepPlan {

  private final Components components;
  private final Deliveries deliveries;
  private final DrawPlan drawPlan;
  private final PlanVersions versions;
  private final SiteClock siteClock;
  private final Clock clock;

  public KeepPlan(
      Components components,
      Deliveries deliveries,
      DrawPlan drawPlan,
      PlanVersions versions,
      SiteClock siteClock,
      Clock clock) {
    this.components = components;
    this.deliveries = deliveries;
    this.drawPlan = drawPlan;
    this.versions = versions;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /**
   * Something of a locked order was given up. The plan is drawn without it when it is needed next:
   * once, however much was given up, and not where that could keep anybody from giving it up.
   */
  void without(OrderId order) {
    versions.outdate(order);
  }

  /** Draws the plan of a locked order on the rows of now. */
  public void because(PlanVersion.Why why, ProductOrder order) {
    List<Component> all = components.of(order.id());
    Map<DeliveryId, List<ComponentId>> brought = new HashMap<>();
    for (Component component : all) {
      component
          .delivery()
          .ifPresent(id -> brought.computeIfAbsent(id, d -> new ArrayList<>()).add(component.id()));
    }
    List<Bundle> bundles =
        deliveries.of(order.id()).stream()
            .map(
                delivery ->
                    new Bundle(
                        delivery.number(),
                        delivery.site(),
                        delivery.readyDate(),
                        delivery.nextVisit().notBefore(),
                        brought.getOrDefault(delivery.id(), List.of())))
            .toList();
    Blueprint drawn = drawPlan.of(order, all, bundles);
    versions.add(order.id(), clock.instant(), why, drawn);
    deliveries.plan(ends(order, all, drawn));
  }

  /** What is promised rests on the same plan. */
  private Map<DeliveryId, Optional<LocalDate>> ends(
      ProductOrder order, List<Component> all, Blueprint drawn) {
    Map<Integer, Optional<Instant>> byNumber = new HashMap<>();
    drawn.deliveries().forEach(d -> byNumber.put(d.number(), d.time().map(Span::end)));
    SiteClock there = siteClock.asOfNow();
    Map<DeliveryId, Optional<LocalDate>> ends = new HashMap<>();
    for (Delivery delivery : deliveries.of(order.id())) {
      Optional<Site> site =
          all.stream()
              .filter(component -> component.delivery().equals(Optional.of(delivery.id())))
              .findFirst()
              .flatMap(component -> order.siteOf(component.item()));
      if (delivery.isOpen()) {
        ends.put(delivery.id(), byNumber.get(delivery.number()).map(end -> there.dayAt(site, end)));
      }
    }
    return ends;
  }
}
