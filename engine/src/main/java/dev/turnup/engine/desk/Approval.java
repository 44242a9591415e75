package dev.turnup.engine.desk;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision that one person has taken and another may allow.
 *
 * @param decision its kind, as the table {@code approval-policy} names it
 * @param verdict what the second person said, as soon as one has
 */
public record Approval(
    ApprovalId id,
    OrderId order,
    String decision,
    String requestedBy,
    Instant requestedAt,
    Optional<Verdict> verdict) {

  /** What the second person said. */
  public record Verdict(String by, Instant at, boolean approved) {}
}
