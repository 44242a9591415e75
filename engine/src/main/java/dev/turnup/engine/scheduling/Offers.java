package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the workforce system has offered for visits, in territories where its calendar counts.
 * Changed with the order's row locked.
 */
public interface Offers {

  /** What it offered last for the visit of a delivery. */
  Optional<Offered> of(DeliveryId delivery);

  /** Keeps this, instead of what was kept before. */
  void keep(DeliveryId delivery, Offered offered);

  /** Nothing is known of what it offers. */
  void forget(DeliveryId delivery);

  /**
   * An answer.
   *
   * @param question what it was asked
   * @param until so long it counts
   * @param times in order
   * @param wanted what is to be kept for the visit next
   */
  record Offered(String question, Instant until, List<Offer> times, Optional<Wanted> wanted) {

    Offered wanting(Optional<Wanted> other) {
      return new Offered(question, until, times, other);
    }

    /** The same without a time that is gone. */
    Offered without(Offer gone) {
      return new Offered(
          question,
          until,
          times.stream().filter(time -> !time.start().equals(gone.start())).toList(),
          wanted);
    }
  }

  /**
   * A time.
   *
   * @param reference as the workforce system names it; may be empty
   */
  record Offer(Instant start, Instant end, String reference) {}

  /**
   * A time that is to be kept for the visit.
   *
   * @param appointment the id that it has then
   * @param chosen whether somebody chose it
   */
  record Wanted(UUID appointment, Offer offer, boolean chosen) {}
}
