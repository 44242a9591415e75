package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;

/** What sees an escalation through, from level to level, in the caller's transaction. */
public interface EscalationCourse {

  /** Starts it: the first level is told. */
  void start(OrderId order, EscalationId escalation);

  /** Has the next level told, as things are worse now. */
  void raise(OrderId order, EscalationId escalation);

  /** Shows those who look after it what is wrong now. */
  void retell(OrderId order, EscalationId escalation);

  /**
   * Lets it end because the order moves again.
   *
   * @return whether it was there to end
   */
  boolean end(OrderId order, EscalationId escalation);
}
