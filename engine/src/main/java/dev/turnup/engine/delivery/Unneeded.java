package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.ComponentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What goes when components are given up. */
final class Unneeded {

  private Unneeded() {}

  /**
   * The open ones of {@code unwanted}, all that relies on them, and what was planned only for what
   * goes: a line that nothing is to run over.
   */
  static Set<ComponentId> with(Collection<Component> all, Set<ComponentId> unwanted) {
    Map<ComponentId, List<Component>> dependants = new HashMap<>();
    for (Component component : all) {
      for (ComponentId other : component.reliesOn()) {
        dependants.computeIfAbsent(other, o -> new ArrayList<>()).add(component);
      }
    }
    Set<ComponentId> gone = new HashSet<>();
    for (Component component : all) {
      if (component.state() == ComponentState.CANCELLED) {
        gone.add(component.id());
      }
    }
    Set<ComponentId> before = Set.copyOf(gone);
    for (Component component : all) {
      if (unwanted.contains(component.id())) {
        take(component, dependants, gone);
      }
    }
    List<ComponentId> idle = gone.equals(before) ? List.of() : idle(all, dependants, gone);
    while (!idle.isEmpty()) {
      gone.addAll(idle);
      idle = idle(all, dependants, gone);
    }
    gone.removeAll(before);
    return gone;
  }

  private static void take(
      Component component, Map<ComponentId, List<Component>> dependants, Set<ComponentId> gone) {
    if (component.isOpen() && gone.add(component.id())) {
      dependants.getOrDefault(component.id(), List.of()).forEach(d -> take(d, dependants, gone));
    }
  }

  private static List<ComponentId> idle(
      Collection<Component> all,
      Map<ComponentId, List<Component>> dependants,
      Set<ComponentId> gone) {
    return all.stream()
        .filter(component -> isIdle(component, dependants, gone))
        .map(Component::id)
        .toList();
  }

  private static boolean isIdle(
      Component component, Map<ComponentId, List<Component>> dependants, Set<ComponentId> gone) {
    List<Component> others = dependants.getOrDefault(component.id(), List.of());
    return component.state() == ComponentState.PLANNED
        && component.action() != ComponentAction.CEASE
        && !component.specification().billable()
        && !gone.contains(component.id())
        && !others.isEmpty()
        && others.stream().allMatch(other -> gone.contains(other.id()));
  }
}
