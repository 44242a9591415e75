package dev.turnup.engine.decomposition;

import java.util.Collection;
import java.util.stream.Collectors;

/** Components as people name them in a sentence. */
public final class Names {

  private Names() {}

  /** {@code access-line, internet-access}: each name once. */
  public static String of(Collection<Component> components) {
    return components.stream().map(Component::name).distinct().collect(Collectors.joining(", "));
  }
}
