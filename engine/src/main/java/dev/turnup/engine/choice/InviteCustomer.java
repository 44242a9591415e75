package dev.turnup.engine.choice;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.Notices.Question;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** Puts the link by which a customer chooses into the notice of a date that has moved. */
@UseCase
public final class InviteCustomer {

  private final DescribeChoice describeChoice;
  private final Links links;
  private final LinkLife life;
  private final Deliveries deliveries;
  private final Visits visits;
  private final Notices notices;
  private final Clock clock;

  public InviteCustomer(
      DescribeChoice describeChoice,
      Links links,
      LinkLife life,
      Deliveries deliveries,
      Visits visits,
      Notices notices,
      Clock clock) {
    this.describeChoice = describeChoice;
    this.links = links;
    this.life = life;
    this.deliveries = deliveries;
    this.visits = visits;
    this.notices = notices;
    this.clock = clock;
  }

  /** How long a link is valid, unless the visit that it is about begins earlier. */
  public record LinkLife(Duration longest) {}

  /** Whether it asks the customer: if there is something to choose at this moment. */
  public Question question(Notice notice) {
    Instant until = expiry(notice);
    return new Question(Optional.of(until).filter(end -> isOpen(link(notice, end))));
  }

  /** The notice as it is sent; the same each time if the question is. */
  public Notice with(Notice notice, Question question) {
    return question
        .until()
        .flatMap(end -> links.addressOf(link(notice, end)))
        .map(address -> notice.adding("\n\n" + invitation(notice.news()) + "\n" + address))
        .orElse(notice);
  }

  private static Link link(Notice notice, Instant expires) {
    return new Link(
        notice.order(), notice.news(), notice.about(), notice.change(), notice.told(), expires);
  }

  /** Whether it may ask at all; where it may not, there is nothing to decide. */
  public static boolean tellsOfAMove(Notice notice) {
    return switch (notice.news()) {
      case PROMISE, APPOINTMENT -> notice.change() > 1;
      case EARLIER_VISIT -> true;
      case VISIT_MISSED, ESCALATION, HOLD_UP -> false;
    };
  }

  private boolean isOpen(Link link) {
    return links.addressOf(link).isPresent()
        && describeChoice.isOpen(link)
        && !(link.news() == News.PROMISE && endsWithAVisit(link.order()));
  }

  /** Whether the last delivery has a visit, whose own notice asks already, or is about to. */
  private boolean endsWithAVisit(OrderId order) {
    return deliveries.of(order).stream()
        .filter(Delivery::isOpen)
        .map(this::ending)
        .max(Comparator.comparing(Ending::day).thenComparing(Ending::withVisit))
        .filter(Ending::withVisit)
        .isPresent();
  }

  private Ending ending(Delivery delivery) {
    return visits
        .visitOf(delivery.id())
        .filter(visit -> asksItself(delivery, visit))
        .map(visit -> new Ending(visit.day(), true))
        .orElseGet(() -> new Ending(delivery.readyDate().orElse(LocalDate.MIN), false));
  }

  /** The first notice of a visit asks nothing, whatever the promise was before it. */
  private boolean asksItself(Delivery delivery, Visit visit) {
    return (visit.booked() || delivery.state() == DeliveryState.STARTED)
        && notices
            .lastTold(delivery.order(), News.APPOINTMENT, Integer.toString(delivery.number()))
            .filter(told -> told.change() > 1 || !visit.booked())
            .isPresent();
  }

  /** When a delivery is made. */
  private record Ending(LocalDate day, boolean withVisit) {}

  private Instant expiry(Notice notice) {
    Instant longest = clock.instant().plus(life.longest());
    return deliveries.of(notice.order()).stream()
        .filter(delivery -> Integer.toString(delivery.number()).equals(notice.about()))
        .findFirst()
        .flatMap(delivery -> visits.visitOf(delivery.id()))
        .map(visit -> visit.start().toInstant())
        .filter(longest::isAfter)
        .orElse(longest);
  }

  private static String invitation(News news) {
    return news == News.EARLIER_VISIT
        ? "Keep your appointment or choose an earlier one:"
        : "Say here whether that suits you, or what would suit you better:";
  }
}
