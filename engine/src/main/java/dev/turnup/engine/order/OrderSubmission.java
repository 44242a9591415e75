package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An order as a caller sent it, structurally valid.
 *
 * @param caller who is logged in
 * @param idempotencyKey the key under which a repetition is recognised, if the caller gave one
 * @param contentHash of the document as a JSON value, the same for the same content
 * @param document the order as it was sent, JSON text, unknown attributes and digits of numbers
 *     kept
 * @param earlier the orders that must have ended before this one starts
 * @param items all items, flattened, bundles before what they bundle; their state is {@code
 *     ACKNOWLEDGED}
 */
public record OrderSubmission(
    String caller,
    Optional<String> idempotencyKey,
    Optional<String> externalId,
    String contentHash,
    String document,
    Customer customer,
    Optional<Instant> requestedStart,
    Optional<Instant> requestedCompletion,
    Set<OrderId> earlier,
    List<OrderItem> items) {}
