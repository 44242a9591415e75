package dev.turnup.engine.delivery;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Replacement;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Has another component made in the place of one that cannot be had. It goes into a delivery of its
 * own with all that relied on the old one, which relies on it from then on; that delivery asks for
 * capacity again. What is held for the old one is given back when its delivery ends.
 */
@UseCase
public final class ReplaceComponent {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Replacement replacement;
  private final CancelComponents cancelComponents;
  private final Plan plan;
  private final KeepPlan keepPlan;

  public ReplaceComponent(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Replacement replacement,
      CancelComponents cancelComponents,
      Plan plan,
      KeepPlan keepPlan) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.replacement = replacement;
    this.cancelComponents = cancelComponents;
    this.plan = plan;
    this.keepPlan = keepPlan;
  }

  /**
   * What would come of it: the new component first, then what relies on it, in new components.
   *
   * @throws Refused if it cannot be replaced by that
   */
  public List<Component> preview(Component old, String specification) {
    if (old.action() != ComponentAction.ADD || old.state() != ComponentState.PLANNED) {
      throw new Refused(
          "Component %s is %s: only what is still to be added can be replaced."
              .formatted(
                  old.name(),
                  old.action() == ComponentAction.ADD ? old.state().code() : "there already"));
    }
    if (old.delivery().isEmpty()) {
      throw new Refused("Component " + old.name() + " is not planned yet.");
    }
    List<Component> relying =
        cancelComponents.goingWith(old.order(), List.of(old)).stream()
            .filter(not(component -> component.id().equals(old.id())))
            .toList();
    Set<ComponentId> going = relying.stream().map(Component::id).collect(toSet());
    List<Component> around =
        components.of(old.order(), old.item()).stream()
            .filter(one -> !going.contains(one.id()) && !one.id().equals(old.id()))
            .toList();
    Component made =
        replacement.of(old, specification, with(around, components.prerequisitesOf(old.id())));
    Map<ComponentId, ComponentId> instead = new HashMap<>(Map.of(old.id(), made.id()));
    relying.forEach(component -> instead.put(component.id(), components.nextId()));
    List<Component> all = new ArrayList<>(List.of(made));
    relying.forEach(
        component ->
            all.add(
                component.madeAnew(
                    instead.get(component.id()),
                    component.specification(),
                    needsOf(component, instead))));
    return all;
  }

  private static Set<Component> with(List<Component> some, List<Component> others) {
    Map<ComponentId, Component> both = new HashMap<>();
    some.forEach(one -> both.put(one.id(), one));
    others.forEach(one -> both.put(one.id(), one));
    return Set.copyOf(both.values());
  }

  private static Map<ComponentId, ComponentState> needsOf(
      Component component, Map<ComponentId, ComponentId> instead) {
    Map<ComponentId, ComponentState> needs = new HashMap<>();
    component.needs().forEach((id, state) -> needs.put(instead.getOrDefault(id, id), state));
    return needs;
  }

  /**
   * Does it.
   *
   * @param reason for the timeline, one sentence
   * @throws Refused if it cannot be replaced by that
   */
  public void with(OrderId id, ComponentId component, String specification, String reason) {
    ProductOrder order = orders.lock(id);
    Component old = components.lock(component);
    List<Component> made = preview(old, specification);
    // first, so that no item is without what it is billed for
    components.add(made);
    cancelComponents.because(reason, id, List.of(component));
    Set<ComponentId> ids = made.stream().map(Component::id).collect(toSet());
    List<Component> all = components.of(id);
    plan.split(
        deliveries.get(old.delivery().orElseThrow()),
        order,
        plan.groupsOf(order, all, all.stream().filter(one -> ids.contains(one.id())).toList()));
    keepPlan.because(PlanVersion.Why.SPLIT, orders.get(id));
  }
}
