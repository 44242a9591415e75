package dev.turnup.engine.choice;

import dev.turnup.engine.choice.CustomerChoices.Made;
import dev.turnup.engine.delivery.DeliverReady.Ready;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.ProductOrder;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a link is about, on the facts of now.
 *
 * @param delivery empty where it is about the order as a whole
 * @param visit what is held or booked for the delivery now
 * @param ready what could come before the rest
 * @param made what was chosen
 * @param cancellation the wish that it became, and what became of that
 * @param zone of the site
 * @param choices what can be chosen; none unless it is open
 * @param telling whether it tells what is true now: as long as the link is good for something, as
 *     old mail may be read by anybody
 */
public record Situation(
    Link link,
    Standing standing,
    ProductOrder order,
    Optional<Delivery> delivery,
    Optional<Visit> visit,
    Optional<Ready> ready,
    Optional<Made> made,
    Optional<Cancellation> cancellation,
    ZoneId zone,
    List<Choice> choices,
    boolean telling) {

  Situation offering(Optional<Ready> some, List<Choice> open) {
    return new Situation(
        link, standing, order, delivery, visit, some, made, cancellation, zone, open, telling);
  }

  /** Whether there is something to choose, and why not. */
  public enum Standing {
    OPEN,
    /** It was chosen. */
    CHOSEN,
    /** Something else is true by now. */
    OVERTAKEN,
    EXPIRED,
    /** The technician is there, or was. */
    BEGUN,
    /** The order is being cancelled. */
    BEING_CANCELLED,
    /** The order has ended. */
    ENDED
  }
}
