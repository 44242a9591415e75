package dev.turnup.engine.bulk;

import dev.turnup.engine.bulk.BulkAction.Recheck;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Looks whether steps that fell out, and were tried again, have succeeded. */
@UseCase
public final class RecheckFallouts {

  /** What work leads to; what people and the watch say of an order does not count. */
  private static final Set<EventKind> WORK =
      EnumSet.of(
          EventKind.DECOMPOSED,
          EventKind.CAPACITY_CHECKED,
          EventKind.CAPACITY_RESERVED,
          EventKind.PLANNED,
          EventKind.PROMISED,
          EventKind.APPOINTMENT_BOOKED,
          EventKind.VISIT_DISPATCHED,
          EventKind.VISIT_CANCELLED,
          EventKind.INSTALLED,
          EventKind.FETCHED,
          EventKind.ACTIVATED,
          EventKind.MODIFIED,
          EventKind.DEACTIVATED,
          EventKind.VERIFIED,
          EventKind.RECORDED,
          EventKind.RETIRED,
          EventKind.ITEM_ACCEPTED,
          EventKind.BILLED,
          EventKind.BILL_STOPPED,
          EventKind.ITEM_CLOSED,
          EventKind.CAPACITY_RELEASED,
          EventKind.DELIVERED);

  private final FalloutBook fallouts;
  private final Signs signs;

  public RecheckFallouts(FalloutBook fallouts, Signs signs) {
    this.fallouts = fallouts;
    this.signs = signs;
  }

  /**
   * The worst of what came of them: one that fell out again, before one of which nothing is known.
   *
   * @param since when they were tried again
   */
  public Recheck of(Collection<FalloutId> retried, Instant since) {
    boolean progressed = true;
    for (FalloutId id : retried) {
      StepFellOut what = fallouts.get(id).what();
      Optional<Fallout> again =
          fallouts.alike(what).stream()
              .filter(other -> !other.id().equals(id) && !other.raisedAt().isBefore(since))
              .findFirst();
      if (again.isPresent()) {
        return new Recheck.FailedAgain(
            what.step() + " fell out again: " + again.get().what().failure().code());
      }
      progressed &= signs.ofSuccess(what, WORK, since);
    }
    return progressed ? new Recheck.Progressed() : new Recheck.Unchanged();
  }
}
