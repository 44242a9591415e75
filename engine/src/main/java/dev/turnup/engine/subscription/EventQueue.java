package dev.turnup.engine.subscription;

import dev.turnup.engine.order.OrderId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What subscribers are still to be told, of each order in the sequence of its timeline. Nothing is
 * handed out while a transaction is under way that may still add something before it.
 */
public interface EventQueue {

  /**
   * Hands out to subscribers what is known to be complete. Must begin its transaction.
   *
   * @return whether it is worth asking again at once, in another transaction
   */
  boolean advance(Instant now);

  /**
   * Takes orders of which something is due to be told; nobody else gets them while the claim lasts.
   *
   * @param lasts real time, whatever Turnup's clock does
   * @param perSubscription how many orders of a subscription may be claimed at a time, by whomever
   */
  List<Claim> claim(Instant now, Duration lasts, int perSubscription, int limit);

  /** What is to be told next; empty if the claim was lost. */
  Optional<OrderEvent> next(Claim claim);

  /**
   * It was told; the claim begins anew if more of the order is to be told.
   *
   * @return whether there is more, and the claim still holds
   */
  boolean delivered(Claim claim, OrderEvent event, Duration lasts);

  /**
   * It could not be told.
   *
   * @param nextTry empty if it is not tried again until somebody resumes it
   */
  void failed(Claim claim, String failure, Instant now, Optional<Instant> nextTry);

  /** When the next is due after {@code now} that was tried up to so many times. */
  Optional<Instant> nextAfter(Instant now, int tries);

  /** Whether something is due, or about to be, that was tried up to so many times. */
  boolean isBusy(Instant now, int tries);

  /**
   * An order that a subscriber is being told of.
   *
   * @param number of the claim; who writes under an older one writes nothing
   * @param attempts how many have failed before
   */
  record Claim(
      UUID subscription,
      URI callback,
      OrderId order,
      long number,
      int attempts,
      Optional<Instant> failingSince) {

    /** The same claim after something was told. */
    public Claim succeeding() {
      return new Claim(subscription, callback, order, number, 0, Optional.empty());
    }
  }
}
