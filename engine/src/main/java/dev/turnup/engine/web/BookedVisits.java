package dev.turnup.engine.web;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.scheduling.Booking;
import dev.turnup.engine.scheduling.Bookings;
import dev.turnup.engine.scheduling.HoldVisit;
import dev.turnup.engine.scheduling.RescheduleVisit;
import dev.turnup.engine.scheduling.RescheduleVisit.Result;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import dev.turnup.engine.scheduling.SearchSlots;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Books, moves and gives up visits for callers; of two at once, one comes after the other. */
@Component
class BookedVisits {

  private static final String NOT_MOVABLE = "visit-not-movable";
  private static final Set<String> CHANGEABLE = Set.of("validFor", "status");

  private final Bookings bookings;
  private final VisitsOfCallers visits;
  private final RescheduleVisit rescheduleVisit;
  private final HoldVisit holdVisit;
  private final TransactionTemplate transaction;

  BookedVisits(
      Bookings bookings,
      VisitsOfCallers visits,
      RescheduleVisit rescheduleVisit,
      HoldVisit holdVisit,
      PlatformTransactionManager transactions) {
    this.bookings = bookings;
    this.visits = visits;
    this.rescheduleVisit = rescheduleVisit;
    this.holdVisit = holdVisit;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * @param visit empty if another system is asked to agree to that time first
   * @param changed false if it was at that time already
   */
  record Booked(Optional<Booking> visit, boolean changed) {}

  /**
   * @throws RequestRefused 404 if there is none, or none that this caller may know of
   */
  Booking find(String id, Optional<String> onlyOf) {
    return CancellationCriteria.uuid(id)
        .flatMap(known -> bookings.find(known, onlyOf))
        .orElseThrow(
            () ->
                new RequestRefused(
                    new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-appointment",
                        "there is no appointment " + ListRequest.shown(id),
                        "")));
  }

  /** Has the visit of an order at a time. */
  Booked book(OrderId order, SentVisit sent, Optional<String> onlyOf) {
    return inTransaction(
        NOT_MOVABLE,
        () -> {
          Delivery delivery = visits.one(order, sent.delivery(), onlyOf);
          Optional<Booking> before =
              bookings.newestOf(delivery.id()).filter(booking -> booking.state().isOpen());
          Optional<Booking> now = moved(delivery.id(), sent);
          return new Booked(
              now,
              before
                  .filter(
                      booking -> now.filter(it -> it.start().isEqual(booking.start())).isPresent())
                  .isEmpty());
        });
  }

  /**
   * Holds a time for a visit of which there is no order yet.
   *
   * @param key under which the same may be sent again
   */
  Booked hold(SentVisit sent, String caller, Optional<String> key) {
    Instant start = sent.start().orElseThrow();
    HoldVisit.Wish wish =
        new HoldVisit.Wish(
            caller,
            key.map(text -> CanonicalJson.hashOf(TextNode.valueOf(text))),
            CanonicalJson.hashOf(sent.document()),
            visits.described(sent),
            start);
    return inTransaction("not-held", () -> held(holdVisit.of(wish), sent, caller));
  }

  private Booked held(HoldVisit.Result result, SentVisit sent, String caller) {
    if (result instanceof HoldVisit.Result.Held held) {
      return new Booked(
          Optional.of(asSent(find(held.visit().toString(), Optional.of(caller)), sent)), true);
    }
    if (result instanceof HoldVisit.Result.Repeated repeated) {
      return new Booked(Optional.of(find(repeated.visit().toString(), Optional.of(caller))), false);
    }
    if (result instanceof HoldVisit.Result.KeyTaken other) {
      throw conflict(
          "key-taken",
          "appointment %s was made under the same key with other content".formatted(other.visit()),
          "Send the same content to be told of that, or another Idempotency-Key for a new one.");
    }
    throw timeTaken(sent, ((HoldVisit.Result.Taken) result).alternatives());
  }

  /**
   * @return empty if another system is asked to agree to the time first
   */
  Optional<Booking> change(String id, ObjectNode patch, Optional<String> onlyOf) {
    patch.fieldNames().forEachRemaining(BookedVisits::expectChangeable);
    SentVisit sent = new SentVisit(patch);
    Optional<String> status = Optional.ofNullable(patch.path("status").textValue());
    return inTransaction(
        NOT_MOVABLE,
        () -> {
          Booking visit = find(id, onlyOf);
          if (status.filter(Booking.State.CANCELLED.tmfName()::equals).isPresent()) {
            cancel(visit);
            return Optional.of(find(id, onlyOf));
          }
          if (status.filter(name -> !name.equals(visit.state().tmfName())).isPresent()) {
            throw RequestRefused.malformed(
                "invalid-patch",
                "status goes to cancelled only",
                "What is held is confirmed as soon as its order has come so far.");
          }
          if (sent.start().isEmpty()) {
            return Optional.of(visit);
          }
          expectOpen(visit);
          return moved(plannedFor(visit), sent);
        });
  }

  void giveUp(String id, Optional<String> onlyOf) {
    inTransaction(
        NOT_MOVABLE,
        () -> {
          cancel(find(id, onlyOf));
          return id;
        });
  }

  private void cancel(Booking visit) {
    if (visit.state() != Booking.State.CANCELLED) {
      expectOpen(visit);
      visit
          .delivery()
          .ifPresentOrElse(
              delivery -> rescheduleVisit.off(delivery.id(), Why.CALLER),
              // it was never moved, so the visit is the appointment
              () -> bookings.giveUp(visit.id()));
    }
  }

  private static DeliveryId plannedFor(Booking visit) {
    return visit
        .delivery()
        .map(Booking.Brought::id)
        .orElseThrow(
            () ->
                conflict(
                    "no-visit",
                    "appointment %s is not that of an order's delivery yet".formatted(visit.id()),
                    "Give it up, and hold another time."));
  }

  private Optional<Booking> moved(DeliveryId delivery, SentVisit sent) {
    Instant start = sent.start().orElseThrow();
    Result result = rescheduleVisit.to(delivery, start, Optional.empty(), Why.CALLER);
    if (result instanceof Result.Taken taken) {
      throw timeTaken(sent, taken.alternatives());
    }
    return result instanceof Result.Asked
        ? Optional.empty()
        : Optional.of(asSent(bookings.newestOf(delivery).orElseThrow(), sent));
  }

  /**
   * @throws RequestRefused 400 if the visit takes another time than was sent
   */
  private static Booking asSent(Booking booked, SentVisit sent) {
    if (sent.end().filter(end -> !end.equals(booked.end().toInstant())).isPresent()) {
      throw RequestRefused.malformed(
          "invalid-appointment",
          "validFor.endDateTime is not when the visit ends",
          "Send %s, or leave it out.".formatted(booked.end().format(ISO_OFFSET_DATE_TIME)));
    }
    return booked;
  }

  private static RequestRefused timeTaken(SentVisit sent, List<SearchSlots.Time> alternatives) {
    return conflict(
        "time-taken",
        "nobody can come at " + sent.start().orElseThrow(),
        alternatives(alternatives));
  }

  private static String alternatives(List<SearchSlots.Time> free) {
    return free.isEmpty()
        ? "There is no other time on that day or after; search for time slots."
        : free.stream()
            .map(time -> time.start().format(ISO_OFFSET_DATE_TIME))
            .collect(Collectors.joining(", ", "There are: ", "."));
  }

  private static void expectChangeable(String attribute) {
    if (!CHANGEABLE.contains(attribute)) {
      throw RequestRefused.malformed(
          "invalid-patch",
          ListRequest.shown(attribute) + " of an appointment cannot be changed",
          "There are validFor and status.");
    }
  }

  private static void expectOpen(Booking visit) {
    if (!visit.state().isOpen()) {
      throw conflict(
          "appointment-over",
          "appointment %s is %s".formatted(visit.id(), visit.state().tmfName()),
          "What its order does next is another appointment.");
    }
  }

  private <T> T inTransaction(String refusal, Supplier<T> work) {
    try {
      return Overtaken.again(transaction, work);
    } catch (Refused refused) {
      throw conflict(refusal, refused.getMessage(), "");
    }
  }

  private static RequestRefused conflict(String code, String reason, String remedy) {
    return new RequestRefused(new Problem(HttpStatus.CONFLICT, code, reason, remedy));
  }
}
