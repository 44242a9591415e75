package dev.turnup.engine.workflow.outside;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Keeps orders from beginning anything outside while it is assessed whether they may be cancelled,
 * and what was locked for a task that ended with the decision from being done after it.
 */
@Component
class CancelledOrders {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Orders orders;
  private final OutboundCalls calls;
  private final ExternalTasks tasks;

  CancelledOrders(Orders orders, OutboundCalls calls, ExternalTasks tasks) {
    this.orders = orders;
    this.calls = calls;
    this.tasks = tasks;
  }

  /** The tasks that go on; who decides on their orders waits until the transaction ends. */
  <I, Q, A> List<LockedTask> goingOn(Topic<I, Q, A> topic, List<LockedTask> locked) {
    Map<OrderId, OrderState> cancelled =
        orders.beingCancelled(locked.stream().map(LockedTask::orderId).collect(toSet()));
    return cancelled.isEmpty()
        ? locked
        : locked.stream()
            .filter(
                task ->
                    !cancelled.containsKey(task.orderId())
                        || goesOn(topic, task, cancelled.get(task.orderId())))
            .toList();
  }

  private <I, Q, A> boolean goesOn(Topic<I, Q, A> topic, LockedTask task, OrderState state) {
    if (state == OrderState.PENDING_CANCELLATION) {
      return tasks.fate(task) == ExternalTasks.Fate.OURS;
    }
    boolean sent =
        calls
            .find(topic.keyOf(topic.subject().of(task), task))
            .filter(CancelledOrders::wasSent)
            .isPresent();
    if (!sent) {
      tasks.later(task, "it is being assessed whether the order may be cancelled", SOON);
    }
    return sent;
  }

  /** What may have been sent is followed to its end. */
  private static boolean wasSent(OutboundCall call) {
    return switch (call.state()) {
      case PREPARED, UNKNOWN, ANSWERED, ORPHANED -> true;
      case UNAVAILABLE, REJECTED, APPLIED, SKIPPED -> false;
    };
  }
}
