package dev.turnup.engine.order;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Takes in the wish that an order be cancelled. */
@UseCase
public final class RequestCancellation {

  /** Wishes for one order that are open at the same time: none is of more use than the first. */
  static final int MOST_OPEN = 10;

  private final Orders orders;
  private final Cancellations cancellations;
  private final AnswerCancellations answerCancellations;
  private final Fulfillment fulfillment;
  private final Timeline timeline;
  private final Clock clock;

  public RequestCancellation(
      Orders orders,
      Cancellations cancellations,
      AnswerCancellations answerCancellations,
      Fulfillment fulfillment,
      Timeline timeline,
      Clock clock) {
    this.orders = orders;
    this.cancellations = cancellations;
    this.answerCancellations = answerCancellations;
    this.fulfillment = fulfillment;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Keeps the wish and has it assessed; whoever wishes the same meanwhile gets the same answer. An
   * order that has ended is not cancelled, which the answer says at once.
   *
   * @param onlyOf the caller whose orders are meant; all if empty
   * @param document the wish as it was sent, JSON text
   * @return its id
   * @throws UnknownOrder if there is no such order, or not any more
   * @throws ChangeRefused if the order has as many open wishes as it may have
   */
  public UUID of(OrderId id, Optional<String> onlyOf, String document, Optional<String> reason) {
    ProductOrder order = orders.lockShown(id, onlyOf).orElseThrow(() -> new UnknownOrder(id));
    if (cancellations.open(id).size() >= MOST_OPEN) {
      throw new ChangeRefused(
          ChangeRefused.Reason.CANCELLATION_ASKED,
          "order %s has %d cancellations that are not answered yet".formatted(id, MOST_OPEN));
    }
    Cancellation asked =
        Cancellation.requested(cancellations.nextId(), id, document, reason, clock.instant());
    cancellations.add(asked);
    timeline.add(
        id,
        TimelineEntry.of(EventKind.CANCELLATION_REQUESTED, "Cancellation requested")
            .remarking(reason.orElse(""))
            .with("cancellation", asked.id())
            .with("state", asked.state().tmfName()));
    if (order.state().isFinal()) {
      answerCancellations.refuse(id, "the order is " + order.state().tmfName() + " already");
    } else if (order.state() != OrderState.PENDING_CANCELLATION
        && !fulfillment.assessCancellation(id)) {
      answerCancellations.refuse(id, "the order was accepted before orders could be cancelled");
    }
    return asked.id();
  }
}
