package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * A hold-up that people look after.
 *
 * @param told who was told last
 * @param under the order under which they were sent word; empty if none waits that they would be
 *     sent word of
 * @param betterSince since when it was not found any more; empty if it is
 */
public record LookedAfter(
    String subject,
    Instant openedAt,
    Told told,
    Optional<OrderId> under,
    Optional<Instant> betterSince) {

  LookedAfter better(Optional<Instant> since) {
    return new LookedAfter(subject, openedAt, told, under, since);
  }
}
