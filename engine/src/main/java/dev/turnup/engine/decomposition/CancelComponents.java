package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import java.util.Collection;
import java.util.Set;

/**
 * Gives components up, and with them whatever relies on them, and whatever nobody needs any more.
 * An item that loses a component is cancelled.
 */
public final class CancelComponents {

  /**
   * Components that are active or given up already stay as they are.
   *
   * @param reason for the timeline, one sentence
   * @return all that were given up now
   */
  public Set<ComponentId> because(
      String reason, OrderId order, Collection<ComponentId> components) {
    throw new UnsupportedOperationException();
  }
}
