package dev.turnup.engine.bulk;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import java.util.List;

/**
 * As much of an order as a preview needs.
 *
 * @param priority as its caller has it, {@code 0} to {@code 4}; empty text if it has none
 * @param erased whether what was known of persons was erased from it
 * @param cancelling whether somebody has asked for its cancellation, and is not answered
 * @param fallouts those that are not settled
 */
public record OrderSketch(
    OrderId id,
    OrderState state,
    String priority,
    boolean erased,
    boolean cancelling,
    List<Fallen> fallouts) {

  /**
   * A step that fell out.
   *
   * @param forAPerson whether somebody is asked what to do about it
   */
  public record Fallen(
      String step, String fingerprint, String system, String state, boolean forAPerson) {}
}
