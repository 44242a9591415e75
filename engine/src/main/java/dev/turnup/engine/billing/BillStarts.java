package dev.turnup.engine.billing;

import dev.turnup.engine.order.ComponentId;

/** The bills of all items. */
public interface BillStarts {

  /**
   * The bill of a billed component.
   *
   * @throws java.util.NoSuchElementException if none is due
   */
  BillStart of(ComponentId component);

  /**
   * Writes how far it got.
   *
   * @throws dev.turnup.engine.order.StaleVersion if it was changed since it was read
   */
  void update(BillStart bill);
}
