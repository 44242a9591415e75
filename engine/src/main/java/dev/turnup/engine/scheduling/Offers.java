package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
   * Whether it has answered whether it keeps this, and not as it should have; a person's word opens
   * the question again.
   */
  boolean isAnswered(Wanted asked);

  /** Whether it was asked to keep this, and did not refuse: it may keep it. */
  boolean mayBeKept(Wanted asked);

  /**
   * An answer, and what is wanted of it.
   *
   * @param question what it was asked
   * @param until so long it counts
   * @param times in order
   * @param wanted what is to be kept for the visit next
   * @param asked what it was asked to keep, until the outcome is known: it may keep it already
   * @param sooner whether a time before the one that is kept is wanted, if there is one
   */
  record Offered(
      String question,
      Instant until,
      List<Offer> times,
      Optional<Wanted> wanted,
      Optional<Wanted> asked,
      boolean sooner) {

    /** Nothing was offered. */
    static Offered nothing() {
      return new Offered("", Instant.EPOCH, List.of(), Optional.empty(), Optional.empty(), false);
    }

    /** Nothing of it counts any more, nor what is wanted; what it was asked for does. */
    Offered forgotten() {
      return nothing().asking(asked);
    }

    /** What it is to be asked for: the same as before, if the outcome of that is not known. */
    Optional<Wanted> next() {
      return asked.or(() -> wanted);
    }

    Offered answered(String other, Instant counts, List<Offer> offers) {
      return new Offered(other, counts, offers, wanted, asked, sooner);
    }

    Offered wanting(Wanted other) {
      return new Offered(question, until, times, Optional.of(other), asked, sooner);
    }

    /** What is next is what they want, and nothing else. */
    Offered wantingNextBy(By who) {
      return new Offered(
          question,
          until,
          times,
          asked.isPresent() ? Optional.empty() : wanted.map(one -> one.wantedBy(who)),
          asked.map(one -> one.wantedBy(who)),
          sooner);
    }

    Offered wantingSooner(boolean another) {
      return new Offered(question, until, times, wanted, asked, another);
    }

    /** What is next is asked for from now on. */
    Offered asking() {
      return asking(next());
    }

    private Offered asking(Optional<Wanted> one) {
      return new Offered(question, until, times, Optional.empty(), one, sooner);
    }

    /** It is known what came of this; somebody may have chosen another time meanwhile. */
    Offered settled(Wanted one) {
      return new Offered(
          question,
          until,
          times,
          wanted.filter(other -> !other.isSameAs(one)),
          asked.filter(other -> !other.isSameAs(one)),
          sooner);
    }

    /** What was asked for is asked for under another name, or what was chosen since. */
    Offered askingAnew(UUID id) {
      return asking(wanted.or(() -> asked.map(one -> new Wanted(id, one.offer(), one.by()))));
    }

    /** The same without a time that is gone. */
    Offered without(Offer gone) {
      return answered(
          question,
          until,
          times.stream().filter(time -> !time.start().equals(gone.start())).toList());
    }
  }

  /**
   * A time.
   *
   * @param reference as the workforce system names it; may be empty
   */
  record Offer(Instant start, Instant end, String reference) {}

  /** Who wants a time. */
  enum By {
    /** Nobody chose it: it is the first that fits. */
    TURNUP,
    CUSTOMER,
    /** Whoever sent the order. */
    CALLER,
    DISPATCH;

    /** How rows name it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A time that is to be kept for the visit.
   *
   * @param appointment the id that it has then
   */
  record Wanted(UUID appointment, Offer offer, By by) {

    /** A call that an older version kept does not say by whom. */
    public Wanted {
      by = Objects.requireNonNullElse(by, By.TURNUP);
    }

    Wanted wantedBy(By other) {
      return new Wanted(appointment, offer, other);
    }

    boolean isChosen() {
      return by != By.TURNUP;
    }

    boolean isSameAs(Wanted other) {
      return appointment.equals(other.appointment);
    }
  }
}
