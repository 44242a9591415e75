package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an order that runs is to be from now on, in all that its caller may change.
 *
 * @param document the whole order, JSON text
 * @param requestedStart the first moment the customer wants it
 * @param requestedCompletion until when the customer wants it
 * @param windowMoved whether the customer wants it at another time than before
 * @param attributes the first-level attributes that change, as TMF622 names them; the caller's own
 *     are {@link #OTHER} together, since their names are the caller's words
 */
public record Amendment(
    String document,
    Optional<String> externalId,
    Customer customer,
    Optional<Instant> requestedStart,
    Optional<Instant> requestedCompletion,
    boolean windowMoved,
    List<String> attributes) {

  /** Attributes that the standard does not know. */
  public static final String OTHER = "other";
}
