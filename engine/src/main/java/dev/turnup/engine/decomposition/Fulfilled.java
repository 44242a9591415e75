package dev.turnup.engine.decomposition;

import java.util.Collection;
import java.util.List;

/** What became of an item, told by its own components. */
public final class Fulfilled {

  private Fulfilled() {}

  /**
   * Whether nothing came of what the item is billed for, or of all that was to be done, if nothing
   * of that is billed. What stays as it is does not count.
   */
  public static boolean lost(Collection<Component> own) {
    List<Component> touched =
        own.stream().filter(component -> component.action() != ComponentAction.NONE).toList();
    List<Component> billed =
        touched.stream().filter(component -> component.specification().billable()).toList();
    List<Component> wanted = billed.isEmpty() ? touched : billed;
    return !wanted.isEmpty()
        && wanted.stream().allMatch(component -> component.state() == ComponentState.CANCELLED);
  }
}
