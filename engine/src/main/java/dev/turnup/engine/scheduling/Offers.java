package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the workforce system has offered for visits, in territories where its calendar counts.
 * Changed with the order's row locked.
 */
public interface Offers {

  /** What it offered last for the visit of a delivery. */
  Optional<Offered> of(DeliveryId delivery);

  /** The same for all deliveries of an order; those without are left out. */
  Map<DeliveryId, Offered> ofOrder(OrderId order);

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
   * @param asked what it was asked to keep, until the outcome is known: it may keep it already
   */
  record Offered(
      String question,
      Instant until,
      List<Offer> times,
      Optional<Wanted> wanted,
      Optional<Wanted> asked) {

    /** Nothing was offered. */
    static Offered nothing(Optional<Wanted> asked) {
      return new Offered("", Instant.EPOCH, List.of(), Optional.empty(), asked);
    }

    /** What it is to be asked for: the same as before, if the outcome of that is not known. */
    Optional<Wanted> next() {
      return asked.or(() -> wanted);
    }

    Offered wanting(Optional<Wanted> other) {
      return new Offered(question, until, times, other, asked);
    }

    /** What is next is asked for from now on. */
    Offered asking() {
      return asking(next());
    }

    private Offered asking(Optional<Wanted> one) {
      return new Offered(question, until, times, Optional.empty(), one);
    }

    /** It is known what came of this; somebody may have chosen another time meanwhile. */
    Offered settled(Wanted one) {
      return new Offered(
          question,
          until,
          times,
          wanted.filter(other -> !other.isSameAs(one)),
          asked.filter(other -> !other.isSameAs(one)));
    }

    /** The same, and what is to be asked for instead, though that one may be kept. */
    Offered insteadOf(Wanted one, UUID id) {
      return asked.filter(one::isSameAs).isEmpty()
          ? this
          : asking(wanted.or(() -> Optional.of(new Wanted(id, one.offer(), one.chosen()))));
    }

    /** The same without a time that is gone. */
    Offered without(Offer gone) {
      return new Offered(
          question,
          until,
          times.stream().filter(time -> !time.start().equals(gone.start())).toList(),
          wanted,
          asked);
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
  record Wanted(UUID appointment, Offer offer, boolean chosen) {

    boolean isSameAs(Wanted other) {
      return appointment.equals(other.appointment);
    }
  }
}
