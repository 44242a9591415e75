package dev.turnup.engine.order;

import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.Notice.News;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The timeline, from which customers are told what is news to them: with every entry that says a
 * date, in the same transaction, a notice is made unless that is what they were told last.
 */
public final class TellCustomer implements Timeline {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  /**
   * For so long a promise that has moved with a visit waits for the visit to be booked, so that the
   * customer hears of both at once, and is asked once.
   */
  private static final Duration UNTIL_BOOKED = Duration.ofMinutes(10);

  private final Timeline timeline;
  private final Orders orders;
  private final Notices notices;
  private final Supplier<UUID> ids;
  private final Clock clock;

  /**
   * @param timeline where the entries go
   */
  public TellCustomer(
      Timeline timeline, Orders orders, Notices notices, Supplier<UUID> ids, Clock clock) {
    this.timeline = timeline;
    this.orders = orders;
    this.notices = notices;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What an entry means to a customer.
   *
   * @param visit the number of the delivery whose visit is booked next, and told then
   * @param again whether it is told although it is known
   */
  private record Message(
      News news,
      String about,
      String told,
      String subject,
      String text,
      Optional<String> visit,
      boolean again) {

    Message(News news, String about, String told, String subject, String text) {
      this(news, about, told, subject, text, Optional.empty(), false);
    }

    boolean isVisit() {
      return news == News.APPOINTMENT && !told.equals(Notice.OFF);
    }
  }

  @Override
  public void addAll(OrderId order, List<TimelineEntry> entries) {
    timeline.addAll(order, entries);
    entries.forEach(entry -> message(order, entry).ifPresent(message -> tell(order, message)));
  }

  @Override
  public List<Recorded> of(OrderId order, long after, int limit) {
    return timeline.of(order, after, limit);
  }

  @Override
  public List<Recorded> story(OrderId order, int limit) {
    return timeline.story(order, limit);
  }

  private void tell(OrderId id, Message message) {
    // two that tell the same news wait for one another here
    orders.lockRow(id);
    Customer customer = orders.header(id).customer();
    Optional<Notices.Told> last = notices.lastTold(id, message.news(), message.about());
    boolean known = last.map(Notices.Told::told).orElse(Notice.OFF).equals(message.told());
    if (known && !message.again()) {
      return;
    }
    if (customer.email().isEmpty() && customer.webhook().isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    int change = last.map(Notices.Told::change).orElse(0) + 1;
    Optional<String> promise =
        message.isVisit() && change > 1 ? notices.takePromise(id, now) : Optional.empty();
    String text = message.text() + promise.map(day -> " " + promised(id, day)).orElse("");
    boolean waits =
        change > 1
            && message
                .visit()
                .flatMap(visit -> notices.lastTold(id, News.APPOINTMENT, visit))
                .isPresent();
    List<Notice> added = new ArrayList<>();
    customer
        .email()
        .ifPresent(
            address ->
                added.add(notice(id, customer, message, text, change, Channel.MAIL, address)));
    customer
        .webhook()
        .ifPresent(
            address ->
                added.add(notice(id, customer, message, text, change, Channel.WEBHOOK, address)));
    notices.add(added, now, waits ? now.plus(UNTIL_BOOKED) : now);
  }

  private Notice notice(
      OrderId order,
      Customer customer,
      Message message,
      String text,
      int change,
      Channel channel,
      String recipient) {
    return new Notice(
        ids.get(),
        order,
        customer.id(),
        message.news(),
        message.about(),
        change,
        message.told(),
        channel,
        recipient,
        message.subject(),
        text);
  }

  private static Optional<Message> message(OrderId order, TimelineEntry entry) {
    Map<String, String> facts = entry.facts();
    return switch (entry.kind()) {
      case PROMISED ->
          Optional.ofNullable(facts.get("date")).map(date -> promise(order, date, facts));
      case APPOINTMENT_BOOKED -> Optional.of(appointment(order, facts));
      case APPOINTMENT_HELD ->
          "true".equals(facts.get("stays"))
              ? Optional.of(stays(order, facts))
              : Optional.ofNullable(facts.get("promised"))
                  .map(promised -> chosenBeforeStart(order, promised, facts));
      case APPOINTMENT_CANCELLED -> Optional.of(off(order, facts));
      case EARLIER_VISIT_POSSIBLE -> Optional.of(earlier(order, facts));
      case VISIT_ENDED ->
          "customerAbsent".equals(facts.get("outcome"))
              ? Optional.of(missed(order, facts))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Message promise(OrderId order, String date, Map<String, String> facts) {
    return new Message(
        News.PROMISE,
        "",
        date,
        "Your order " + order + " is promised for " + LocalDate.parse(date).format(DAY),
        promised(order, date),
        Optional.ofNullable(facts.get("visit")),
        false);
  }

  private static String promised(OrderId order, String date) {
    return "We promise to have completed your order "
        + order
        + " on "
        + LocalDate.parse(date).format(DAY)
        + ".";
  }

  private static String when(Map<String, String> facts) {
    OffsetDateTime start = OffsetDateTime.parse(facts.get("start"));
    OffsetDateTime end = OffsetDateTime.parse(facts.get("end"));
    return start.format(DAY) + ", " + start.format(HOUR) + " to " + end.format(HOUR);
  }

  /** Somebody chose another time, which is not to be had any more. */
  private static Message stays(OrderId order, Map<String, String> facts) {
    String when = when(facts);
    return new Message(
        News.APPOINTMENT,
        facts.get("delivery"),
        facts.get("start"),
        "Your appointment stays: " + when,
        "The time that was chosen for your order "
            + order
            + " is not free any more. Our technician comes on "
            + when
            + ", as before. Please be there.",
        Optional.empty(),
        true);
  }

  /** Somebody chose a time for a visit that is booked when the order has come so far. */
  private static Message chosenBeforeStart(
      OrderId order, String promised, Map<String, String> facts) {
    boolean kept = facts.containsKey("start");
    return new Message(
        News.PROMISE,
        "",
        promised,
        kept
            ? "The time that you chose is kept: " + when(facts)
            : "The time that you chose is not free any more",
        (kept
                ? "The time that was chosen for your order %s is kept for you: %s. We confirm it as soon as the order has come so far."
                    .formatted(order, when(facts))
                : "The time that was chosen for your order %s is not free any more. Your order goes on as planned before."
                    .formatted(order))
            + " "
            + promised(order, promised),
        Optional.empty(),
        true);
  }

  private static Message appointment(OrderId order, Map<String, String> facts) {
    String when = when(facts);
    return new Message(
        News.APPOINTMENT,
        facts.get("delivery"),
        facts.get("start"),
        "Your appointment: " + when,
        "For your order " + order + " our technician comes on " + when + ". Please be there.");
  }

  private static Message off(OrderId order, Map<String, String> facts) {
    String day = LocalDate.parse(facts.get("date")).format(DAY);
    return new Message(
        News.APPOINTMENT,
        facts.get("delivery"),
        Notice.OFF,
        "Your appointment on " + day + " is off",
        "For your order " + order + " our technician does not come on " + day + ".");
  }

  private static Message earlier(OrderId order, Map<String, String> facts) {
    String day = LocalDate.parse(facts.get("date")).format(DAY);
    return new Message(
        News.EARLIER_VISIT,
        facts.get("delivery"),
        facts.get("date"),
        "Your appointment could be earlier: from " + day + " on",
        "For your order "
            + order
            + " our technician could come from "
            + day
            + " on. Your appointment stays as it is unless you choose another.");
  }

  private static Message missed(OrderId order, Map<String, String> facts) {
    return new Message(
        News.VISIT_MISSED,
        facts.get("delivery"),
        facts.get("date"),
        "We did not meet you",
        "Our technician came for your order "
            + order
            + " and did not meet you. We will send you a new appointment.");
  }
}
