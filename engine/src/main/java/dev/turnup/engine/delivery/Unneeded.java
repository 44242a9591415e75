package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.toSet;

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
import java.util.function.Predicate;

/** What goes when components are given up. */
final class Unneeded {

  private Unneeded() {}

  /**
   * The open ones of {@code unwanted}, all that relies on them and is not begun, and what was
   * planned only for what goes: a line that nothing is to run over.
   */
  static Set<ComponentId> with(Collection<Component> all, Set<ComponentId> unwanted) {
    Map<ComponentId, List<Component>> dependants = dependants(all);
    Set<ComponentId> before =
        all.stream()
            .filter(component -> component.state() == ComponentState.CANCELLED)
            .map(Component::id)
            .collect(toSet());
    Set<ComponentId> gone = new HashSet<>(before);
    gone.addAll(taken(all, dependants, c -> unwanted.contains(c.id()), other -> !other.isBegun()));
    List<ComponentId> idle = gone.equals(before) ? List.of() : idle(all, dependants, gone);
    while (!idle.isEmpty()) {
      gone.addAll(idle);
      idle = idle(all, dependants, gone);
    }
    gone.removeAll(before);
    return gone;
  }

  /** The open ones of {@code unwanted} and all that relies on them. */
  static Set<ComponentId> relyingOn(Collection<Component> all, Set<ComponentId> unwanted) {
    return taken(all, dependants(all), c -> unwanted.contains(c.id()), other -> true);
  }

  private static Map<ComponentId, List<Component>> dependants(Collection<Component> all) {
    Map<ComponentId, List<Component>> dependants = new HashMap<>();
    for (Component component : all) {
      for (ComponentId other : component.reliesOn()) {
        dependants.computeIfAbsent(other, o -> new ArrayList<>()).add(component);
      }
    }
    return dependants;
  }

  /** Without recursion: an order may be a chain of thousands. */
  private static Set<ComponentId> taken(
      Collection<Component> all,
      Map<ComponentId, List<Component>> dependants,
      Predicate<Component> first,
      Predicate<Component> further) {
    Set<ComponentId> taken = new HashSet<>();
    Deque<Component> open = new ArrayDeque<>();
    all.stream().filter(first).forEach(open::add);
    while (!open.isEmpty()) {
      Component component = open.remove();
      if (component.isOpen() && taken.add(component.id())) {
        dependants.getOrDefault(component.id(), List.of()).stream()
            .filter(further)
            .forEach(open::add);
      }
    }
    return taken;
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
