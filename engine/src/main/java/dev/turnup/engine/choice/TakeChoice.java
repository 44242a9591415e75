package dev.turnup.engine.choice;

import dev.turnup.engine.choice.CustomerChoices.Made;
import dev.turnup.engine.delivery.DeliverReady;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.RequestCancellation;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.RescheduleVisit;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/** Does what a customer has chosen by the link in a notice, once. */
@UseCase
public final class TakeChoice {

  private static final String REASON = "Chosen by the customer after the date had moved";
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final Orders orders;
  private final DescribeChoice describeChoice;
  private final CustomerChoices choices;
  private final RescheduleVisit rescheduleVisit;
  private final DeliverReady deliverReady;
  private final RequestCancellation requestCancellation;
  private final LeaveNote leaveNote;
  private final Clock clock;

  public TakeChoice(
      Orders orders,
      DescribeChoice describeChoice,
      CustomerChoices choices,
      RescheduleVisit rescheduleVisit,
      DeliverReady deliverReady,
      RequestCancellation requestCancellation,
      LeaveNote leaveNote,
      Clock clock) {
    this.orders = orders;
    this.describeChoice = describeChoice;
    this.choices = choices;
    this.rescheduleVisit = rescheduleVisit;
    this.deliverReady = deliverReady;
    this.requestCancellation = requestCancellation;
    this.leaveNote = leaveNote;
    this.clock = clock;
  }

  /** What came of it. */
  public enum Result {
    DONE,
    /** It is not open, or not this; nothing was changed. */
    NOT_OPEN,
    /** Somebody else has the time by now; nothing was changed. */
    TIME_TAKEN
  }

  /**
   * Does it in the caller's transaction, with the order's row locked.
   *
   * @param start when the visit is to begin, if another time was picked
   * @throws Refused if it cannot be done, so that nothing is to be changed
   * @throws StaleVersion if somebody else was faster, so that it is to be tried again
   */
  public Result by(Link link, Choice choice, Optional<Instant> start) {
    if (orders.lockShown(link.order(), Optional.empty()).isEmpty()) {
      return Result.NOT_OPEN;
    }
    Optional<Situation> open =
        describeChoice.of(link).filter(situation -> situation.choices().contains(choice));
    if (open.isEmpty()) {
      return Result.NOT_OPEN;
    }
    Situation situation = open.get();
    Optional<UUID> cancellation = Optional.empty();
    switch (choice) {
      case ACCEPT -> rescheduleVisit.confirm(link.order());
      case PICK -> {
        Instant begin = start.orElseThrow(() -> new Refused("Choose one of the times."));
        expectAskedFor(situation, begin);
        if (rescheduleVisit.to(deliveryIn(situation), begin, Optional.empty(), Why.CUSTOMER)
            instanceof RescheduleVisit.Result.Taken) {
          return Result.TIME_TAKEN;
        }
      }
      case DELIVER_READY -> {
        DeliveryId ready = situation.ready().orElseThrow().delivery();
        deliverReady.forDelivery(ready);
        rescheduleVisit.toEarliest(ready, Why.CUSTOMER);
      }
      case CANCEL -> cancellation = Optional.of(cancel(link.order()));
    }
    leaveNote.alsoTell(link.order(), told(situation, choice, start));
    if (!choices.add(link, new Made(choice, clock.instant(), cancellation))) {
      throw new StaleVersion("the choice of the customer of order " + link.order());
    }
    return Result.DONE;
  }

  /** Who was asked about an earlier visit does not get a later one by it. */
  private static void expectAskedFor(Situation situation, Instant begin) {
    if (situation.link().news() == News.EARLIER_VISIT
        && !begin.isBefore(DescribeChoice.startOfDay(situation.visit().orElseThrow()))) {
      throw new Refused("Choose a time on an earlier day than your appointment.");
    }
  }

  private static DeliveryId deliveryIn(Situation situation) {
    return situation.delivery().orElseThrow().id();
  }

  private UUID cancel(OrderId order) {
    return requestCancellation.of(
        order,
        Optional.empty(),
        "{\"cancellationReason\": \"%s\", \"productOrder\": {\"id\": \"%s\"}}"
            .formatted(REASON, order),
        Optional.of(REASON));
  }

  private static TimelineEntry told(Situation situation, Choice choice, Optional<Instant> start) {
    Link link = situation.link();
    return TimelineEntry.of(EventKind.CUSTOMER_CHOSE, text(situation, choice, start))
        .with("choice", choice.code())
        .with("news", link.news().code())
        .with("told", link.told());
  }

  private static String text(Situation situation, Choice choice, Optional<Instant> start) {
    return switch (choice) {
      case ACCEPT -> accepted(situation);
      case PICK ->
          "The customer chose another time for the visit: "
              + start.map(moment -> LOCAL.format(moment.atZone(situation.zone()))).orElse("");
      case DELIVER_READY -> "The customer wants what is ready first, and the rest when it is";
      case CANCEL -> "The customer asks for the order to be cancelled";
    };
  }

  private static String accepted(Situation situation) {
    Link link = situation.link();
    if (link.told().equals(Notice.OFF)) {
      return "The customer waits for another appointment";
    }
    if (link.news() == News.PROMISE) {
      return "The customer accepts that all is done on " + link.told();
    }
    return (link.news() == News.EARLIER_VISIT
            ? "The customer does not want the visit earlier: "
            : "The customer accepts the visit: ")
        + situation.visit().map(visit -> LOCAL.format(visit.start())).orElse("");
  }
}
