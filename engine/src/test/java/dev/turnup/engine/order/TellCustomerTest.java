package dev.turnup.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.Notice.Channel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TellCustomerTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final OrdersInMemory orders = new OrdersInMemory();
  private final TimelineInMemory timeline = new TimelineInMemory();
  private final NoticesInMemory notices = new NoticesInMemory();
  private final TellCustomer tellCustomer =
      new TellCustomer(
          timeline, orders, notices, UUID::randomUUID, Clock.fixed(NOW, ZoneOffset.UTC));
  private final OrderId order = orders.inProgress(Submissions.triplePlay("told"), NOW).id();

  @Test
  void tellsTheDayThatIsPromised() {
    promise("2026-12-04");

    Notice notice = notices.added.get(0);
    assertThat(notice.kind()).isEqualTo("promise-made");
    assertThat(notice.channel()).isEqualTo(Channel.MAIL);
    assertThat(notice.recipient()).isEqualTo("ada@example.org");
    assertThat(notice.subject())
        .isEqualTo("Your order " + order + " is promised for Friday 4 December 2026");
    assertThat(timeline.kinds()).containsExactly(EventKind.PROMISED);
  }

  @Test
  void saysNothingTwice() {
    promise("2026-12-04");
    promise("2026-12-04");

    assertThat(notices.added).hasSize(1);
  }

  @Test
  void tellsADateThatComesBackAgain() {
    promise("2026-12-04");
    promise("2026-12-11");
    promise("2026-12-04");

    assertThat(notices.added)
        .extracting(Notice::told)
        .containsExactly("2026-12-04", "2026-12-11", "2026-12-04");
    assertThat(notices.added)
        .extracting(Notice::kind)
        .containsExactly("promise-made", "promise-changed", "promise-changed");
  }

  @Test
  void tellsAPromiseThatMovesWithAVisitTogetherWithIt() {
    promise("2026-12-04");
    book("1", "2026-12-04T09:00+01:00");
    moveWithVisit("2026-12-11", "2");
    assertThat(notices.waiting).as("a visit that was never told").isEmpty();
    moveWithVisit("2026-12-14", "1");
    assertThat(notices.waiting).map(Notice::told).contains("2026-12-14");

    book("1", "2026-12-14T09:00+01:00");

    assertThat(notices.added.get(4).text())
        .endsWith(
            "Please be there. We promise to have completed your order "
                + order
                + " on Monday 14 December 2026.");
    assertThat(notices.added.get(1).text()).endsWith("Please be there.");
  }

  private void moveWithVisit(String date, String visit) {
    tellCustomer.add(
        order,
        TimelineEntry.of(EventKind.PROMISED, "Promised for " + date)
            .with("date", date)
            .with("visit", visit));
  }

  @Test
  void tellsTheAppointmentOfEachDeliveryInTheTimeOfTheSite() {
    book("1", "2026-12-04T09:00+01:00");
    book("2", "2026-12-04T09:00+01:00");
    book("2", "2026-12-04T09:00+01:00");

    assertThat(notices.added).hasSize(2);
    assertThat(notices.added.get(0).subject())
        .isEqualTo("Your appointment: Friday 4 December 2026, 09:00 to 10:00");
  }

  @Test
  void tellsThatAnAppointmentStaysIfTheTimeThatWasChosenIsGone() {
    book("1", "2026-12-04T09:00+01:00");
    TimelineEntry gone =
        TimelineEntry.of(EventKind.APPOINTMENT_HELD, "Nobody can come then").with("delivery", 1);
    tellCustomer.add(order, gone);
    assertThat(notices.added).hasSize(1);

    tellCustomer.add(
        order,
        gone.with("stays", true)
            .with("start", "2026-12-04T09:00+01:00")
            .with("end", "2026-12-04T10:00+01:00"));

    assertThat(notices.added).hasSize(2);
    assertThat(notices.added.get(1).subject())
        .isEqualTo("Your appointment stays: Friday 4 December 2026, 09:00 to 10:00");
    assertThat(notices.added.get(1).change()).as("so that another can be chosen").isEqualTo(2);
  }

  @Test
  void tellsOnceThatAnAppointmentIsOffAndWhenThereIsAnother() {
    off("1");
    assertThat(notices.added).isEmpty();

    book("1", "2026-12-04T09:00+01:00");
    off("1");
    off("1");
    book("1", "2026-12-04T09:00+01:00");

    assertThat(notices.added)
        .extracting(Notice::kind)
        .containsExactly("appointment-made", "appointment-cancelled", "appointment-changed");
    assertThat(notices.added.get(1).subject())
        .isEqualTo("Your appointment on Friday 4 December 2026 is off");
  }

  @Test
  void tellsOnceThatTheVisitCouldBeEarlier() {
    for (String day : List.of("2026-12-01", "2026-12-01", "2026-11-30")) {
      tellCustomer.add(
          order,
          TimelineEntry.of(EventKind.EARLIER_VISIT_POSSIBLE, "Earlier")
              .with("delivery", 1)
              .with("date", day));
    }

    assertThat(notices.added).extracting(Notice::kind).containsOnly("earlier-visit").hasSize(2);
    assertThat(notices.added.get(0).subject())
        .isEqualTo("Your appointment could be earlier: from Tuesday 1 December 2026 on");
  }

  @Test
  void tellsThatTheVisitWasMissedAndNoOtherEndOfIt() {
    visit("done");
    visit("customerAbsent");

    assertThat(notices.added).extracting(Notice::kind).containsExactly("visit-missed");
  }

  @Test
  void writesEveryEntryWhetherItIsNewsOrNot() {
    tellCustomer.add(order, TimelineEntry.of(EventKind.PLANNED, "Planned"));
    promise("2026-12-04");
    promise("2026-12-04");

    assertThat(timeline.kinds())
        .containsExactly(EventKind.PLANNED, EventKind.PROMISED, EventKind.PROMISED);
  }

  @Test
  void tellsByEveryWayThatTheCustomerGave() {
    OrderSubmission submission = Submissions.triplePlay("both");
    OrderId both =
        orders
            .inProgress(
                new OrderSubmission(
                    submission.caller(),
                    submission.idempotencyKey(),
                    submission.externalId(),
                    submission.contentHash(),
                    submission.document(),
                    new Customer(
                        "C",
                        "Ada",
                        "standard",
                        Optional.of("ada@example.org"),
                        Optional.of("https://crm.example.org/hooks")),
                    submission.requestedStart(),
                    submission.requestedCompletion(),
                    submission.earlier(),
                    submission.items()),
                NOW)
            .id();

    tellCustomer.add(
        both, TimelineEntry.of(EventKind.PROMISED, "Promised").with("date", "2026-12-04"));

    assertThat(notices.added)
        .extracting(Notice::channel)
        .containsExactly(Channel.MAIL, Channel.WEBHOOK);
  }

  private void promise(String date) {
    tellCustomer.add(
        order, TimelineEntry.of(EventKind.PROMISED, "Promised for " + date).with("date", date));
  }

  private void book(String delivery, String start) {
    tellCustomer.add(
        order,
        TimelineEntry.of(EventKind.APPOINTMENT_BOOKED, "Appointment")
            .with("delivery", delivery)
            .with("start", start)
            .with("end", start.replace("T09", "T10")));
  }

  private void off(String delivery) {
    tellCustomer.add(
        order,
        TimelineEntry.of(EventKind.APPOINTMENT_CANCELLED, "Appointment is off")
            .with("delivery", delivery)
            .with("date", "2026-12-04"));
  }

  private void visit(String outcome) {
    tellCustomer.add(
        order,
        TimelineEntry.of(EventKind.VISIT_ENDED, "Visit")
            .with("delivery", "1")
            .with("date", "2026-12-04")
            .with("outcome", outcome));
  }
}
