package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.Names;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a technician has to do on site, in words. */
final class Errand {

  private Errand() {}

  /** {@code Install access-line, ont}, {@code Fetch router}, or both. */
  static String of(Collection<Component> work) {
    List<Component> fetched =
        work.stream().filter(component -> component.action() == ComponentAction.CEASE).toList();
    List<Component> installed =
        work.stream().filter(component -> !fetched.contains(component)).toList();
    return Stream.of(told("Install ", installed), told("Fetch ", fetched))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(". "));
  }

  private static String told(String what, List<Component> which) {
    return which.isEmpty() ? "" : what + Names.of(which);
  }
}
