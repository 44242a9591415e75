package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.PromiseDate.Round;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Leaves visits out of a promise to which the workforce system has agreed at no time. */
@UseCase
public final class LeaveOutVisits {

  /** How long a promise waits for the workforce system. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** So many are named. */
  private static final int NAMED = 10;

  private final Fallouts fallouts;
  private final Notes notes;
  private final Timeline timeline;
  private final Clock clock;

  public LeaveOutVisits(Fallouts fallouts, Notes notes, Timeline timeline, Clock clock) {
    this.fallouts = fallouts;
    this.notes = notes;
    this.timeline = timeline;
    this.clock = clock;
  }

  Instant waitsUntil() {
    return clock.instant().plus(PATIENCE);
  }

  boolean isOver(Round round) {
    return !clock.instant().isBefore(round.until());
  }

  /**
   * Each of them asks for itself when it begins; nobody need do that now. Whoever ordered is told
   * why.
   *
   * @param left in order
   * @param unanswered those of which it is not known whether there is a time
   */
  void of(OrderId order, List<Delivery> left, Collection<DeliveryId> unanswered) {
    fallouts.settleAgreements(
        order, left.stream().map(Delivery::id).toList(), "the delivery asks again");
    Map<Boolean, List<Delivery>> known =
        left.stream().collect(partitioningBy(delivery -> !unanswered.contains(delivery.id())));
    tell(order, "has not agreed to a time", known.get(false));
    tell(order, "offers no time", known.get(true));
  }

  private void tell(OrderId order, String why, List<Delivery> some) {
    if (!some.isEmpty()) {
      boolean one = some.size() == 1;
      String text =
          "The workforce system "
              + why
              + (one ? " for the visit of delivery " : " for the visits of deliveries ")
              + some.stream()
                  .limit(NAMED)
                  .map(delivery -> String.valueOf(delivery.number()))
                  .collect(joining(", "))
              + (some.size() > NAMED ? " and %d others".formatted(some.size() - NAMED) : "")
              + "; the promise is made without "
              + (one ? "it" : "them")
              + ", and it is asked again when "
              + (one ? "the delivery begins" : "they begin");
      notes.add(order, text);
      timeline.add(
          order,
          TimelineEntry.of(EventKind.NOTED, text)
              .with("deliveries", some.size())
              .with("fieldPath", "note"));
    }
  }
}
