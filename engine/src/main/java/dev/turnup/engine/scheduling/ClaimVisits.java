package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Gives a new order the times that were held for it before. */
@UseCase
public final class ClaimVisits {

  /** How long it may take until the order is planned. */
  private static final Duration UNTIL_PLANNED = Duration.ofHours(4);

  private final Bookings bookings;
  private final LeaveNote leaveNote;
  private final Clock clock;

  public ClaimVisits(Bookings bookings, LeaveNote leaveNote, Clock clock) {
    this.bookings = bookings;
    this.leaveNote = leaveNote;
    this.clock = clock;
  }

  /**
   * In the transaction in which the order is accepted. What is held no more, or by somebody else,
   * is not given; the timeline says so.
   *
   * @param named the visits that the order names, and for which items
   */
  public void forOrder(OrderId order, String caller, Map<UUID, List<ItemId>> named) {
    Instant now = clock.instant();
    named.forEach(
        (visit, items) -> {
          if (!bookings.claim(visit, caller, order, items, now, now.plus(UNTIL_PLANNED))) {
            leaveNote.alsoTell(
                order,
                TimelineEntry.of(
                        EventKind.NOTED,
                        "The appointment that was named for item %s is not held; another time is found"
                            .formatted(
                                items.stream()
                                    .map(ItemId::value)
                                    .collect(Collectors.joining(", "))))
                    .with("appointment", visit));
          }
        });
  }
}
