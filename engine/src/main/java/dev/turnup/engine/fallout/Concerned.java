package dev.turnup.engine.fallout;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.StepFellOut;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom a fallout concerns: its component, or all that its delivery is still to bring. */
final class Concerned {

  private static final String CANCEL_VISIT = "workforce.cancel-visit";

  private Concerned() {}

  static List<Component> components(StepFellOut what, Components components) {
    if (what.component().isPresent()) {
      return List.of(components.get(what.component().get()));
    }
    return what.delivery().map(components::of).orElse(List.of()).stream()
        .filter(Component::isOpen)
        .toList();
  }

  /** What of the order it holds; nothing, where all that fell out is to call a visit off. */
  static Set<ItemId> held(StepFellOut what, Components components) {
    return what.step().equals(CANCEL_VISIT) ? Set.of() : items(what, components);
  }

  static Set<ItemId> items(StepFellOut what, Components components) {
    return components(what, components).stream().map(Component::item).collect(Collectors.toSet());
  }
}
