package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.ComponentId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
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

  /** Without recursion: an order may be a chain of thousands. */
  private static void take(
      Component component, Map<ComponentId, List<Component>> dependants, Set<ComponentId> gone) {
    Deque<Component> left = new ArrayDeque<>(List.of(component));
    while (!left.isEmpty()) {
      Component next = left.pop();
      if (next.isOpen() && gone.add(next.id())) {
        dependants.getOrDefault(next.id(), List.of()).forEach(left::push);
      }
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
