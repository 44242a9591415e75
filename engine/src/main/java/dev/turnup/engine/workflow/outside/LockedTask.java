package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.OrderId;
import java.util.Map;

/**
 * A task that this node may work on until its lock ends.
 *
 * @param worker in whose name it is locked: another one each time, so that a task locked anew is
 *     told from this one
 * @param step which step of which model it is
 * @param order the instance's business key as it is; a bad one is found when the task is prepared
 */
record LockedTask(
    String id, String worker, String step, String order, Map<String, Object> variables) {

  OrderId orderId() {
    return new OrderId(order);
  }
}
