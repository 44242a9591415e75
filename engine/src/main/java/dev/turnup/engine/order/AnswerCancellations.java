package dev.turnup.engine.order;

import java.time.Clock;
import java.util.function.UnaryOperator;

/** Moves the cancellations of an order that are not answered yet, all of them alike. */
@UseCase
public final class AnswerCancellations {

  private final Cancellations cancellations;
  private final Timeline timeline;
  private final Clock clock;

  public AnswerCancellations(Cancellations cancellations, Timeline timeline, Clock clock) {
    this.cancellations = cancellations;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Somebody looks at them now.
   *
   * @return whether there is any
   */
  public boolean begin(OrderId order) {
    each(order, asked -> asked.state() == Cancellation.State.ACKNOWLEDGED ? asked.begun() : asked);
    return !cancellations.open(order).isEmpty();
  }

  /** The order is cancelled. */
  public void done(OrderId order) {
    begin(order);
    each(order, asked -> asked.done(clock.instant()));
  }

  /**
   * The order is going to be cancelled, and that costs something.
   *
   * @param what for people, without a full stop
   */
  public void charge(OrderId order, String what) {
    cancellations.open(order).forEach(asked -> cancellations.update(asked.charged(what)));
  }

  /**
   * The order is not cancelled.
   *
   * @param why for people, a sentence without a full stop
   */
  public void refuse(OrderId order, String why) {
    begin(order);
    each(order, asked -> asked.refused(why, clock.instant()));
  }

  private void each(OrderId order, UnaryOperator<Cancellation> move) {
    for (Cancellation asked : cancellations.open(order)) {
      Cancellation moved = move.apply(asked);
      if (moved.state() != asked.state()) {
        cancellations.update(moved);
        timeline.add(order, entry(moved));
      }
    }
  }

  private static TimelineEntry entry(Cancellation moved) {
    String text =
        switch (moved.state()) {
          case ACKNOWLEDGED, IN_PROGRESS -> "Cancellation is assessed";
          case DONE ->
              "Cancellation is done"
                  + moved.charge().map(what -> ", charged for " + what).orElse("");
          case TERMINATED_WITH_ERROR -> "Not cancelled: " + moved.refusal().orElseThrow();
        };
    return TimelineEntry.of(EventKind.CANCELLATION_STATE_CHANGED, text)
        .with("cancellation", moved.id())
        .with("state", moved.state().tmfName());
  }
}
