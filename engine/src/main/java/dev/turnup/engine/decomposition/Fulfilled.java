package dev.turnup.engine.decomposition;

import java.util.Collection;
import java.util.List;

/** What became of an item, told by its own components. */
public final class Fulfilled {

  private Fulfilled() {}

  /**
   * Whether nothing is left of what the item is billed for, or of all that it has, if nothing of it
   * is billed.
   */
  public static boolean lost(Collection<Component> own) {
    List<Component> billed =
        own.stream().filter(component -> component.specification().billable()).toList();
    Collection<Component> wanted = billed.isEmpty() ? own : billed;
    return !wanted.isEmpty()
        && wanted.stream().allMatch(component -> component.state() == ComponentState.CANCELLED);
  }
}
