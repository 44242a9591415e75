package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is going on with orders. The escalations themselves do not count: neither as a next event
 * nor as a task.
 */
public interface RunningOrders {

  /**
   * Those of the orders that will move: by a job, a call that somebody makes, a person or a message
   * with a deadline.
   */
  Set<OrderId> withNextEvent(Collection<OrderId> orders);

  /** Those of the orders that have a task whose due date is past. */
  Set<OrderId> withOverdueTask(Collection<OrderId> orders, Instant now);

  /**
   * Up to {@code limit} tasks whose due date is past, in an order of their own.
   *
   * @param after the last task of the page before
   */
  List<OverdueTask> overdueTasks(Instant now, Optional<String> after, int limit);

  /**
   * A person's task that is late.
   *
   * @param label its name in the model
   */
  record OverdueTask(String id, OrderId order, String label, Instant due) {}
}
