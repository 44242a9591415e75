package dev.turnup.engine.fallout;

import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Moments;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Has a decision wait for as long as it may be taken back, before anything of it is done. */
@UseCase
public final class GiveTimeToUndo {

  private final FalloutBook fallouts;
  private final Orders orders;
  private final Components components;
  private final CloseFallout closeFallout;
  private final SiteClock siteClock;
  private final Timeline timeline;
  private final Clock clock;

  public GiveTimeToUndo(
      FalloutBook fallouts,
      Orders orders,
      Components components,
      CloseFallout closeFallout,
      SiteClock siteClock,
      Timeline timeline,
      Clock clock) {
    this.fallouts = fallouts;
    this.orders = orders;
    this.components = components;
    this.closeFallout = closeFallout;
    this.siteClock = siteClock;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * Keeps the decision until then.
   *
   * @return when it is carried out; empty if that is now, and nothing is kept
   * @throws dev.turnup.engine.order.Refused if it cannot be carried out
   */
  Optional<Instant> to(Fallout fallout, Answer answer) {
    Decision decision = CloseFallout.decisionOf(answer);
    int minutes = fallout.isForAPerson() ? fallout.undoMinutesOf(decision) : 0;
    if (minutes == 0) {
      return Optional.empty();
    }
    closeFallout.expectPossible(fallout, answer);
    Instant until = clock.instant().plus(Duration.ofMinutes(minutes));
    fallouts.update(fallout.decided(answer, until));
    TimelineEntry entry =
        TimelineEntry.of(
                EventKind.NOTED,
                "%s: %s, decided by %s, is carried out on %s, unless it is taken back"
                    .formatted(
                        fallout.what().step(),
                        decision.told(),
                        answer.person(),
                        Moments.told(until, zoneOf(fallout))))
            .remarking(answer.reason().strip())
            .with("fallout", fallout.id());
    timeline.add(
        fallout.what().order(), fallout.what().component().map(entry::about).orElse(entry));
    return Optional.of(until);
  }

  private ZoneId zoneOf(Fallout fallout) {
    ProductOrder order = orders.get(fallout.what().order());
    return siteClock.zoneAt(
        Concerned.items(fallout.what(), components).stream()
            .flatMap(item -> order.siteOf(item).stream())
            .findFirst());
  }
}
