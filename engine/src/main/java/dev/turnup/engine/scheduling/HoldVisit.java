package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.SearchSlots.Described;
import dev.turnup.engine.scheduling.SearchSlots.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Holds a time for a visit of which there is no order yet. */
@UseCase
public final class HoldVisit {

  /** How long a time waits for an order that names it. */
  private static final Duration WAITS = Duration.ofHours(1);

  /** So that one caller who holds and never orders does not keep all others from visits. */
  private static final int MOST = 50;

  /** For so long a time that was held and not ordered is known, and the key it was sent under. */
  private static final Duration KNOWN = Duration.ofDays(7);

  private final Bookings bookings;
  private final SearchSlots searchSlots;
  private final Clock clock;

  public HoldVisit(Bookings bookings, SearchSlots searchSlots, Clock clock) {
    this.bookings = bookings;
    this.searchSlots = searchSlots;
    this.clock = clock;
  }

  /**
   * What a caller sends.
   *
   * @param key a hash of the key under which it may be sent again, if there is one
   * @param content a hash of all that is sent
   */
  public record Wish(
      String caller, Optional<String> key, String content, Described visit, Instant start) {}

  /** What came of it. */
  public sealed interface Result {

    record Held(UUID visit) implements Result {}

    /** The same was sent before; this is the visit of then. */
    record Repeated(UUID visit) implements Result {}

    /** Something else was sent before under the same key. */
    record KeyTaken(UUID visit) implements Result {}

    /**
     * Nobody can come then.
     *
     * @param alternatives the first times on that day and after; empty if there are none
     */
    record Taken(List<Time> alternatives) implements Result {}
  }

  /**
   * @throws Refused if the caller holds too much, or no visit is planned for such a time
   * @throws StaleVersion if somebody else took the time in this moment
   */
  public Result of(Wish wish) {
    return sentBefore(wish).orElseGet(() -> held(wish));
  }

  private Optional<Result> sentBefore(Wish wish) {
    return wish.key()
        .flatMap(key -> bookings.keyed(wish.caller(), key))
        .map(
            before ->
                before.content().equals(wish.content())
                    ? new Result.Repeated(before.visit())
                    : new Result.KeyTaken(before.visit()));
  }

  private Result held(Wish wish) {
    Instant now = clock.instant();
    bookings.forget(wish.caller(), now.minus(KNOWN));
    if (bookings.heldWithoutOrder(wish.caller(), now) >= MOST) {
      throw new Refused(
          "%d times are held already that no order names; give up what is not needed."
              .formatted(MOST));
    }
    List<Slot> free = searchSlots.at(wish.visit(), wish.start());
    if (free.isEmpty()) {
      // whoever took it in this moment may have been the same, sent twice
      return sentBefore(wish)
          .orElseGet(() -> new Result.Taken(searchSlots.fromDayOf(wish.visit(), wish.start())));
    }
    String territory = searchSlots.territoryOf(wish.visit());
    return free.stream()
        .flatMap(slot -> bookings.hold(wish, slot, territory, now.plus(WAITS)).stream())
        .findFirst()
        .map(Result.Held::new)
        .orElseThrow(() -> new StaleVersion("the time of a visit"));
  }
}
