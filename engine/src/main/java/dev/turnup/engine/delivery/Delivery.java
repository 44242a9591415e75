package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.IllegalMove;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * Components that reach the customer together, at one site, with at most one visit.
 *
 * @param number counts the deliveries of the order, from 1
 * @param site the place's id; empty for what has no place
 * @param readyDate the first day on which all of it is available and the customer wants it, at the
 *     site; empty if that is not known
 * @param nextVisit what a visit that ended otherwise taught about the next one
 */
public record Delivery(
    DeliveryId id,
    OrderId order,
    int number,
    Optional<String> site,
    DeliveryState state,
    Optional<LocalDate> readyDate,
    NextVisit nextVisit,
    int version) {

  public boolean isOpen() {
    return !state.isFinal();
  }

  /** Whether a technician has still to come, so that these open components can be made. */
  public boolean needsVisitFor(Collection<Component> open) {
    return state != DeliveryState.INSTALLED && open.stream().anyMatch(Component::needsVisit);
  }

  /**
   * The delivery moved on; to the state that it is in already changes nothing.
   *
   * @throws IllegalMove if the diagram has no such arrow
   */
  public Delivery in(DeliveryState next) {
    if (state != next && !state.canMoveTo(next)) {
      throw new IllegalMove("delivery " + number + " of order " + order, state.code(), next.code());
    }
    return new Delivery(id, order, number, site, next, readyDate, nextVisit, version);
  }

  public Delivery ready(Optional<LocalDate> date) {
    return new Delivery(id, order, number, site, state, date, nextVisit, version);
  }

  /** The delivery, of whose next visit more is known. */
  public Delivery visited(NextVisit next) {
    return new Delivery(id, order, number, site, state, readyDate, next, version);
  }
}
