package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.order.ComponentId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Equipment that is to be fetched: nobody is sent for it while it is in use, so its visit is
 * planned once what runs over it has ended.
 */
final class Fetching {

  private Fetching() {}

  /** What no delivery brings yet, without what is still to be fetched later, and what ends then. */
  static List<Component> plannable(Collection<Component> all) {
    List<Component> unplanned =
        all.stream()
            .filter(component -> component.isOpen() && component.delivery().isEmpty())
            .toList();
    Set<ComponentId> inUse =
        all.stream()
            .filter(component -> component.isOpen() && !isFetched(component))
            .map(Component::id)
            .collect(Collectors.toSet());
    Set<ComponentId> later =
        unplanned.stream()
            .filter(Fetching::isFetched)
            .filter(component -> !Collections.disjoint(component.reliesOn(), inUse))
            .map(Component::id)
            .collect(Collectors.toCollection(HashSet::new));
    int known = 0;
    while (later.size() > known) {
      known = later.size();
      unplanned.stream()
          .filter(component -> !Collections.disjoint(component.reliesOn(), later))
          .forEach(component -> later.add(component.id()));
    }
    return unplanned.stream().filter(component -> !later.contains(component.id())).toList();
  }

  private static boolean isFetched(Component component) {
    return component.action() == ComponentAction.CEASE && component.needsVisit();
  }
}
