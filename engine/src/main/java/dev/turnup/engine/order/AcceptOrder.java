package dev.turnup.engine.order;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Takes an order in, once: the order, its first timeline entry and its running fulfillment come to
 * be together.
 */
@UseCase
public final class AcceptOrder {

  private final Orders orders;
  private final Timeline timeline;
  private final Fulfillment fulfillment;
  private final Clock clock;

  public AcceptOrder(Orders orders, Timeline timeline, Fulfillment fulfillment, Clock clock) {
    this.orders = orders;
    this.timeline = timeline;
    this.fulfillment = fulfillment;
    this.clock = clock;
  }

  /** What became of a submission. */
  public sealed interface Acceptance {
    /** The number of the order that the caller is to be told. */
    OrderId orderId();

    /** A new order was accepted. */
    record Accepted(ProductOrder order) implements Acceptance {
      @Override
      public OrderId orderId() {
        return order.id();
      }
    }

    /** The same was posted before; this is the order of then. */
    record Repeated(OrderId orderId) implements Acceptance {}

    /** Something else was posted before under the same key. */
    record KeyTaken(OrderId orderId) implements Acceptance {}

    /** Something was posted before under the same key, and erased since. */
    record Erased(OrderId orderId) implements Acceptance {}
  }

  /** Accepts the submission in the caller's transaction, or recognises it as a repetition. */
  public Acceptance from(OrderSubmission submission) {
    Optional<Acceptance> before =
        submission.idempotencyKey().flatMap(key -> repetition(submission, key));
    return before.orElseGet(() -> accept(submission));
  }

  private Acceptance accept(OrderSubmission submission) {
    // as finely as it is kept
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ProductOrder order = ProductOrder.acknowledged(orders.nextId(), submission, now);
    Optional<OrderId> faster = orders.add(order, submission);
    if (faster.isPresent()) {
      return repetition(submission, submission.idempotencyKey().orElseThrow()).orElseThrow();
    }
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.ACCEPTED, "Order accepted from " + submission.caller()));
    fulfillment.start(order.id());
    return new Acceptance.Accepted(order);
  }

  private Optional<Acceptance> repetition(OrderSubmission submission, String key) {
    return orders
        .posted(submission.caller(), key)
        .map(
            posted ->
                posted
                    .contentHash()
                    .map(hash -> again(posted.id(), hash.equals(submission.contentHash())))
                    .orElseGet(() -> new Acceptance.Erased(posted.id())));
  }

  private static Acceptance again(OrderId id, boolean same) {
    return same ? new Acceptance.Repeated(id) : new Acceptance.KeyTaken(id);
  }
}
