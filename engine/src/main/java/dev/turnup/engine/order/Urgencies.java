package dev.turnup.engine.order;

import java.time.Instant;

/** What says how urgent orders are. */
public interface Urgencies {

  /**
   * @throws UnknownOrder if there is none
   */
  Urgency of(OrderId id);

  /**
   * How urgent an order is.
   *
   * @param tier the customer's relationship plan
   * @param priority what its caller says, {@code 0} (highest) to {@code 4}; empty text if nothing
   * @param since when it was accepted, or the later moment from which on it is wanted
   */
  record Urgency(String tier, String priority, Instant since) {}
}
