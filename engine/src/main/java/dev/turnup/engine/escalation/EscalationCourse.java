package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;

/** What sees an escalation through, from level to level. */
public interface EscalationCourse {

  /** Starts it, in the caller's transaction. */
  void start(OrderId order, EscalationId escalation);

  /** Lets it end because the order moves again; nothing happens if it has ended already. */
  void end(OrderId order, EscalationId escalation);
}
