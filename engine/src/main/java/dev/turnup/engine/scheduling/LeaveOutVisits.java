package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.Notes.Note;
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
import java.util.stream.Stream;

/** Leaves visits out of a promise to which the workforce system has agreed at no time. */
@UseCase
public final class LeaveOutVisits {

  /** How long a promise waits for the workforce system. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final String NOT_AGREED = "has not agreed to a time";
  private static final String NONE_OFFERED = "offers no time";
  private static final String NOT_ASKED = "could not be asked in time";

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

  /** Every round that is left has an equal share of the time that is. */
  Instant waitsUntil(Instant until, int rounds) {
    Instant now = clock.instant();
    return now.plus(Duration.between(now, until).dividedBy(rounds));
  }

  boolean isOver(Round round) {
    return !clock.instant().isBefore(round.until());
  }

  /** Nothing that fell out while they were asked for is waited for any more. */
  void close(OrderId order, List<Delivery> asked) {
    if (!asked.isEmpty()) {
      fallouts.settleAgreements(
          order, asked.stream().map(Delivery::id).toList(), "the delivery asks again");
    }
  }

  /**
   * Each of them asks for itself when it begins; nobody need do that now. Whoever ordered is told
   * why, once.
   *
   * @param left in order
   * @param unanswered those of which it is not known whether there is a time
   * @param notAsked those of them for which nobody was asked, as time was up
   */
  void of(
      OrderId order,
      List<Delivery> left,
      Collection<DeliveryId> unanswered,
      Collection<DeliveryId> notAsked) {
    Map<String, List<Delivery>> why =
        left.stream()
            .collect(
                groupingBy(
                    delivery ->
                        notAsked.contains(delivery.id())
                            ? NOT_ASKED
                            : unanswered.contains(delivery.id()) ? NOT_AGREED : NONE_OFFERED));
    Stream.of(NOT_AGREED, NONE_OFFERED, NOT_ASKED)
        .forEach(one -> tell(order, one, why.getOrDefault(one, List.of())));
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
              + ", and it is asked "
              + (why.equals(NOT_ASKED) ? "" : "again ")
              + "when "
              + (one ? "the delivery begins" : "they begin");
      if (notes.of(order).stream().map(Note::text).noneMatch(text::equals)) {
        notes.add(order, text);
        timeline.add(
            order,
            TimelineEntry.of(EventKind.NOTED, text)
                .with("deliveries", some.size())
                .with("fieldPath", "note"));
      }
    }
  }
}
