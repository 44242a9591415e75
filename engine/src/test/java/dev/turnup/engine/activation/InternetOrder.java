package dev.turnup.engine.activation;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.ComponentsInMemory;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.ChargingMode;
import dev.turnup.engine.decomposition.Specification.Kind;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.CancelComponents;
import dev.turnup.engine.delivery.DeliveriesInMemory;
import dev.turnup.engine.delivery.DrawPlan;
import dev.turnup.engine.delivery.KeepPlan;
import dev.turnup.engine.delivery.PlanVersionsInMemory;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.TimelineInMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An order for internet in progress, late on a Monday evening in UTC, which is Tuesday already at
 * the site: access line and router are to be made before internet access.
 */
public final class InternetOrder {

  public static final Instant NOW = Instant.parse("2026-03-02T23:30:00Z");
  public static final ItemId ITEM = new ItemId("1");
  public static final DeliveryId DELIVERY = new DeliveryId(new UUID(0, 7));

  public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  public final OrdersInMemory orders = new OrdersInMemory();
  public final ComponentsInMemory components = new ComponentsInMemory();
  public final TimelineInMemory timeline = new TimelineInMemory();
  public final ServiceRecordsInMemory records = new ServiceRecordsInMemory();
  public final SiteClock siteClock =
      new SiteClock(
          postalCode -> Optional.of(new Territory("north", "North", ZoneId.of("Europe/Berlin"))),
          clock);

  public final OrderId order =
      orders
          .inProgress(
              Submissions.submission(
                  "internet",
                  List.of(Submissions.item(ITEM.value(), Optional.empty(), "internet-300"))),
              NOW)
          .id();
  public final ComponentId accessLine = component("access-line", false, Set.of());
  public final ComponentId router = component("router", false, Set.of());
  public final ComponentId internetAccess =
      component("internet-access", true, Set.of(accessLine, router));

  /** It has no plan, so nothing is drawn anew. */
  public final CancelComponents cancelComponents =
      new CancelComponents(
          orders,
          components,
          new KeepPlan(
              components,
              new DeliveriesInMemory(),
              new DrawPlan(new Planning().planSteps),
              new PlanVersionsInMemory(),
              new Planning().siteClock,
              clock),
          timeline,
          clock);

  /** Lets a component have come this far. */
  public InternetOrder with(ComponentState state, ComponentId... ids) {
    for (ComponentId id : ids) {
      Component component = components.get(id);
      components.with(
          like(component, component.specification(), component.action(), component.needs(), state));
    }
    return this;
  }

  /** Lets components be about what is installed: {@code SRV-router}, in the network NET-router. */
  public InternetOrder doing(ComponentAction action, ComponentId... ids) {
    for (ComponentId id : ids) {
      Component component = components.get(id);
      components.with(
          like(component, component.specification(), action, component.needs(), component.state()));
    }
    return this;
  }

  /** Lets it be enough for internet access that another has come this far. */
  public InternetOrder needing(ComponentState state, ComponentId other) {
    Component component = components.get(internetAccess);
    Map<ComponentId, ComponentState> needs = new HashMap<>(component.needs());
    needs.put(other, state);
    components.with(
        like(component, component.specification(), component.action(), needs, component.state()));
    return this;
  }

  /** Lets the catalogue say this of a component. */
  public InternetOrder specified(PointOfNoReturn pointOfNoReturn, String reversal, ComponentId id) {
    Component component = components.get(id);
    Specification before = component.specification();
    components.with(
        like(
            component,
            new Specification(
                before.name(),
                before.kind(),
                before.capacity(),
                before.siteVisit(),
                before.skill(),
                before.visitTime(),
                before.activationProcess(),
                pointOfNoReturn,
                before.billable(),
                before.leadTime(),
                before.chargingMode(),
                reversal),
            component.action(),
            component.needs(),
            component.state()));
    return this;
  }

  private static Component like(
      Component c,
      Specification specification,
      ComponentAction action,
      Map<ComponentId, ComponentState> needs,
      ComponentState state) {
    return new Component(
        c.id(),
        c.order(),
        c.item(),
        action,
        action == ComponentAction.ADD
            ? Optional.empty()
            : Optional.of(
                new Component.Installed("SRV-" + c.name(), "NET-" + c.name(), Optional.empty())),
        c.delivery(),
        specification,
        c.site(),
        c.characteristics(),
        needs,
        state,
        c.availability(),
        c.round(),
        c.version());
  }

  /** Lets the network have said this of a component. */
  public void networkSays(ComponentId id, Network.Verdict verdict) {
    records.save(records.of(id).tested(verdict, NOW));
  }

  public ComponentState stateOf(ComponentId id) {
    return components.get(id).state();
  }

  public ItemState stateOfItem() {
    return orders.get(order).item(ITEM).state();
  }

  /** One more component that the item is billed for. */
  public ComponentId billed(String name) {
    return component(name, true, Set.of());
  }

  private ComponentId component(String name, boolean billable, Set<ComponentId> reliesOn) {
    ComponentId id = components.nextId();
    components.with(
        new Component(
            id,
            order,
            ITEM,
            ComponentAction.ADD,
            Optional.empty(),
            Optional.of(DELIVERY),
            new Specification(
                name,
                billable ? Kind.CFS : Kind.RFS,
                Optional.empty(),
                false,
                Optional.empty(),
                Duration.ZERO,
                "service-activation",
                PointOfNoReturn.NONE,
                billable,
                Duration.ofHours(1),
                billable ? Optional.of(ChargingMode.POSTPAID) : Optional.empty(),
                Specification.CEASE),
            Optional.of("site-1"),
            Map.of("speed", "300"),
            reliesOn.stream().collect(toMap(other -> other, other -> ComponentState.ACTIVE)),
            ComponentState.PLANNED,
            new Availability.NotNeeded(),
            1,
            0));
    return id;
  }
}
