package dev.turnup.engine.desk;

import dev.turnup.engine.order.Shortened;

/**
 * What a second person is asked.
 *
 * @param situation what she has to know
 */
public record Asked(ApprovalId approval, String situation) {

  /** Characters of what is to be done; what a person says of it is shown whole. */
  private static final int MOST = 300;

  static Asked of(ApprovalId approval, String what, String person, String reason) {
    return new Asked(approval, Shortened.to(MOST, what) + ", says " + person + ": " + reason);
  }
}
