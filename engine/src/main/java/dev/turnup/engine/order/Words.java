package dev.turnup.engine.order;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Texts that a cell of a decision table may hold.
 *
 * @param fixed whatever is deployed
 * @param named names of things that are there
 */
public record Words(Set<String> fixed, Optional<Named> named) {

  /** What a table may name. */
  public enum Named {
    /** The id of a model. */
    MODEL,
    /** A group that tasks are offered to. */
    GROUP,
    /** An outside system. */
    SYSTEM,
    /** What an outside system is asked to do. */
    OPERATION,
    /** What a component is called where a table says what it is. */
    COMPONENT
  }

  public static Words of(Collection<String> fixed) {
    return new Words(Set.copyOf(fixed), Optional.empty());
  }

  public static Words naming(Named named, String... besides) {
    return new Words(Set.of(besides), Optional.of(named));
  }

  /** For people: {@code one of "item", "site"}. */
  public static String told(Collection<String> words) {
    return words.stream()
        .map(word -> '"' + word + '"')
        .collect(Collectors.joining(", ", "one of ", ""));
  }
}
