package dev.turnup.engine.order;

import java.util.Map;

/**
 * Says who comes first among orders: those that have waited longest, where the customer's
 * relationship plan and the order's own priority count as hours of waiting, by table. As all orders
 * grow older alike, a priority holds until one of the two changes, and who is important can be a
 * few weeks ahead of others, but never keep them waiting for ever.
 */
@UseCase
public final class PrioritiseOrder {

  private static final Output<Integer> HEAD_START =
      Output.number("headStartHours", Integer.MIN_VALUE, Integer.MAX_VALUE);

  public static final DecisionTable TABLE = new DecisionTable("order-priority", HEAD_START);

  private final Urgencies urgencies;
  private final Decisions decisions;

  public PrioritiseOrder(Urgencies urgencies, Decisions decisions) {
    this.urgencies = urgencies;
    this.decisions = decisions;
  }

  /** The priority of all that is done for the order. */
  public Priority of(OrderId id) {
    Urgencies.Urgency urgency = urgencies.of(id);
    int headStart =
        decisions
            .all(id, TABLE.key(), Map.of("tier", urgency.tier(), "priority", urgency.priority()))
            .stream()
            .mapToInt(answer -> answer.get(HEAD_START))
            .sum();
    return Priority.since(urgency.since(), headStart);
  }
}
