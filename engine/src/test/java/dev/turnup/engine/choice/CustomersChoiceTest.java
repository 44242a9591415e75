package dev.turnup.engine.choice;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.wanting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.Planning;
import dev.turnup.engine.choice.InviteCustomer.LinkLife;
import dev.turnup.engine.choice.Situation.Standing;
import dev.turnup.engine.choice.TakeChoice.Result;
import dev.turnup.engine.decomposition.SampleTables;
import dev.turnup.engine.delivery.CapacityMoved.Effect;
import dev.turnup.engine.delivery.DeliverReady;
import dev.turnup.engine.order.AnswerCancellations;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.CancellationsInMemory;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.Notices.Question;
import dev.turnup.engine.order.NoticesInMemory;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.RequestCancellation;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import dev.turnup.engine.scheduling.SearchSlots.Time;
import dev.turnup.engine.subscription.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a customer may choose, and what comes of it. */
class CustomersChoiceTest {

  private static final Duration WEEK = Duration.ofDays(7);

  private final Planning planning = new Planning();
  private final NoticesInMemory notices = new NoticesInMemory();
  private final CancellationsInMemory cancellations = new CancellationsInMemory();
  private final Fulfillment fulfillment = mock(Fulfillment.class);
  private final Kept choices = new Kept();
  private final DeliverReady deliverReady =
      new DeliverReady(
          planning.orders,
          planning.components,
          planning.deliveries,
          planning.plan,
          planning.assessDelivery);
  private final DescribeChoice describeChoice =
      new DescribeChoice(
          planning.orders,
          planning.components,
          planning.deliveries,
          planning.calendar,
          notices,
          choices,
          cancellations,
          deliverReady,
          planning.searchSlots,
          planning.siteClock,
          planning.clock);
  private final AnswerCancellations answerCancellations =
      new AnswerCancellations(cancellations, planning.timeline, planning.clock);
  private final TakeChoice takeChoice =
      new TakeChoice(
          planning.orders,
          describeChoice,
          choices,
          planning.rescheduleVisit,
          deliverReady,
          new RequestCancellation(
              planning.orders,
              cancellations,
              answerCancellations,
              fulfillment,
              planning.timeline,
              planning.clock),
          new LeaveNote(planning.orders, planning.notes, planning.timeline, fulfillment),
          planning.clock);
  private final OfferEarlierVisit offerEarlierVisit =
      new OfferEarlierVisit(
          planning.orders,
          planning.components,
          planning.deliveries,
          planning.calendar,
          planning.searchSlots,
          planning.timeline,
          planning.siteClock,
          planning.clock);

  CustomersChoiceTest() {
    when(fulfillment.assessCancellation(any())).thenReturn(true);
  }

  @Test
  void acceptsOnceAndTheDeskAndTheCallerReadIt() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    Link link = moved(order);
    assertThat(situation(link).choices())
        .containsExactly(Choice.ACCEPT, Choice.PICK, Choice.CANCEL);

    assertThat(takeChoice.by(link, Choice.ACCEPT, Optional.empty())).isEqualTo(Result.DONE);

    assertThat(situation(link).standing()).isEqualTo(Standing.CHOSEN);
    assertThat(situation(link).choices()).isEmpty();
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.CUSTOMER_CHOSE);
    assertThat(planning.timeline.last().facts())
        .containsEntry("choice", "accept")
        .containsEntry("told", link.told());
    assertThat(EventType.of(planning.timeline.last()))
        .contains(EventType.PRODUCT_ORDER_ATTRIBUTE_VALUE_CHANGE);
    assertThat(planning.notes.of(order))
        .extracting(note -> note.text())
        .containsExactly("The customer accepts the visit: " + start(delivery));
    for (Choice choice : Choice.values()) {
      assertThat(takeChoice.by(link, choice, Optional.of(planning.clock.instant())))
          .isEqualTo(Result.NOT_OPEN);
    }
    assertThat(planning.notes.of(order)).hasSize(1);
  }

  @Test
  void picksAnotherTimeWhichIsTheOnlyOneThen() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    Link link = moved(order);
    List<Time> times = describeChoice.times(situation(link), Optional.of(MONDAY.plusDays(3)));
    assertThat(times).hasSize(12);
    assertThat(times.get(0).start().toLocalDate()).isEqualTo(MONDAY.plusDays(3));
    Instant chosen = times.get(4).start().toInstant();

    assertThatThrownBy(() -> takeChoice.by(link, Choice.PICK, Optional.empty()))
        .isInstanceOf(Refused.class);
    assertThat(takeChoice.by(link, Choice.PICK, Optional.of(chosen))).isEqualTo(Result.DONE);

    assertThat(planning.calendar.visitOf(delivery).orElseThrow().start().toInstant())
        .isEqualTo(chosen);
    assertThat(planning.waitingForVisit).isEmpty();
    assertThat(situation(link).standing()).isEqualTo(Standing.CHOSEN);
  }

  @Test
  void keepsTheTimeWhereSomebodyElseWasFaster() {
    OrderId other = planning.roomForAll(item("1", "internet-300"));
    DeliveryId others = booked(other);
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    Link link = moved(order);
    String before = start(delivery);

    assertThat(
            takeChoice.by(
                link,
                Choice.PICK,
                Optional.of(planning.calendar.visitOf(others).orElseThrow().start().toInstant())))
        .isEqualTo(Result.TIME_TAKEN);

    assertThat(start(delivery)).isEqualTo(before);
    assertThat(planning.notes.of(order)).isEmpty();
    assertThat(situation(link).standing()).isEqualTo(Standing.OPEN);
  }

  @Test
  void isOvertakenByNewerNewsAndByAnotherVisit() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    Link link = moved(order);
    planning.rescheduleVisit.away(delivery, "anna", Why.ABSENCE);
    planning.rescheduleVisit.to(
        delivery,
        MONDAY.plusDays(4).atTime(10, 0).atZone(BERLIN).toInstant(),
        Optional.empty(),
        Why.ABSENCE);

    assertThat(situation(link).standing()).isEqualTo(Standing.OVERTAKEN);
    assertThat(takeChoice.by(link, Choice.CANCEL, Optional.empty())).isEqualTo(Result.NOT_OPEN);
    Link newer = told(order, News.APPOINTMENT, "1", 3, startFact(delivery));
    assertThat(situation(newer).standing()).isEqualTo(Standing.OPEN);
    assertThat(situation(link).standing()).isEqualTo(Standing.OVERTAKEN);
  }

  @Test
  void isOverWhenTheVisitBeginsOrTheWeekEndsOrTheOrder() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    Link link = moved(order);
    planning.rescheduleVisit.to(
        delivery,
        MONDAY.plusDays(9).atTime(10, 0).atZone(BERLIN).toInstant(),
        Optional.empty(),
        Why.CALLER);
    planning.bookAppointment.forDelivery(delivery);
    Link later = told(order, News.APPOINTMENT, "1", 3, startFact(delivery));

    planning.clock.advance(WEEK);
    assertThat(situation(later).standing()).isEqualTo(Standing.EXPIRED);
    planning.clock.advance(Duration.ofDays(3));
    assertThat(situation(later).standing()).isEqualTo(Standing.BEGUN);
    assertThat(takeChoice.by(later, Choice.ACCEPT, Optional.empty())).isEqualTo(Result.NOT_OPEN);

    ProductOrder cancelled = planning.orders.lock(order);
    cancelled.assessCancellation(planning.clock.instant());
    planning.orders.update(cancelled);
    assertThat(situation(link).standing()).isEqualTo(Standing.BEING_CANCELLED);
    cancelled = planning.orders.lock(order);
    cancelled.grantCancellation(planning.clock.instant());
    cancelled.moveAllTo(OrderState.CANCELLED, planning.clock.instant());
    planning.orders.update(cancelled);
    assertThat(situation(link).standing()).isEqualTo(Standing.ENDED);
    assertThat(describeChoice.of(link(new OrderId("PO-1"), News.PROMISE, "", 2, "2026-03-02")))
        .isEmpty();
  }

  @Test
  void waitsWhereThereIsNoOtherVisitYet() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    booked(order);
    planning.releaseVisit.forDelivery(planning.delivery(order, 1));
    Link link = told(order, News.APPOINTMENT, "1", 2, Notice.OFF);
    assertThat(situation(link).choices()).containsExactly(Choice.ACCEPT, Choice.CANCEL);

    assertThat(takeChoice.by(link, Choice.ACCEPT, Optional.empty())).isEqualTo(Result.DONE);

    assertThat(planning.timeline.last().text())
        .isEqualTo("The customer waits for another appointment");
    Link again = told(order, News.APPOINTMENT, "1", 4, Notice.OFF);
    planning.proposeAppointment.forDelivery(planning.delivery(order, 1).id());
    assertThat(situation(again).standing()).isEqualTo(Standing.OVERTAKEN);
  }

  @Test
  void bringsFirstWhatIsReady() {
    planning.crew.with("ben", "hamburg", "fibre");
    OrderId order = lateInternet();
    DeliveryId delivery = booked(order);
    Link link = moved(order);
    LocalDate late = planning.calendar.visitOf(delivery).orElseThrow().day();
    assertThat(late).isAfterOrEqualTo(MONDAY.plusDays(12));
    assertThat(situation(link).ready())
        .contains(new DeliverReady.Ready(delivery, true, MONDAY, List.of("tv-basic")));

    assertThat(takeChoice.by(link, Choice.DELIVER_READY, Optional.empty())).isEqualTo(Result.DONE);

    assertThat(planning.deliveries.of(order)).hasSize(2);
    assertThat(planning.calendar.visitOf(delivery).orElseThrow().day()).isBefore(late);
    assertThat(planning.delivery(order, 2).readyDate()).contains(MONDAY.plusDays(12));
    assertThat(planning.orders.get(order).promisedDate()).contains(MONDAY.plusDays(12));
    planning.assessDelivery.forDelivery(delivery);
    assertThat(planning.deliveries.of(order)).as("split once").hasSize(2);
  }

  @Test
  void bringsFirstWhatIsReadyAlsoWhereTheVisitIsOff() {
    planning.crew.with("ben", "hamburg", "fibre");
    OrderId order = lateInternet();
    DeliveryId delivery = booked(order);
    planning.releaseVisit.forDelivery(planning.delivery(order, 1));
    Link link = told(order, News.APPOINTMENT, "1", 2, Notice.OFF);
    assertThat(situation(link).choices())
        .containsExactly(Choice.ACCEPT, Choice.DELIVER_READY, Choice.CANCEL);

    assertThat(takeChoice.by(link, Choice.DELIVER_READY, Optional.empty())).isEqualTo(Result.DONE);

    assertThat(planning.calendar.visitOf(delivery).orElseThrow().day())
        .isBefore(MONDAY.plusDays(12));
    assertThat(planning.waitingForVisit).as("dispatch looks for none any more").isEmpty();
  }

  @Test
  void bringsFirstWhatIsReadyAlsoWhereNobodyHasToCome() {
    for (String service : List.of("cloud-storage", "firewall")) {
      planning.tables.component(service, "CFS", service, "1", false, "", true);
      planning.tables.product(service, List.of(SampleTables.own(service)));
    }
    OrderId order =
        planning.roomForAll(
            wanting("together", item("1", "cloud-storage")),
            wanting("together", item("2", "firewall")));
    planning.room(order, "firewall", MONDAY.plusDays(12));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.promiseDate.forOrder(order);
    planning.assessDelivery.forDelivery(delivery);
    planning.waitingForVisit.add(delivery);
    String promised = planning.orders.get(order).promisedDate().orElseThrow().toString();
    Link link = told(order, News.PROMISE, "", 2, promised);
    assertThat(situation(link).ready())
        .contains(new DeliverReady.Ready(delivery, false, MONDAY, List.of("cloud-storage")));

    assertThat(takeChoice.by(link, Choice.DELIVER_READY, Optional.empty())).isEqualTo(Result.DONE);

    assertThat(planning.delivery(order, 1).readyDate()).contains(MONDAY);
    assertThat(planning.delivery(order, 2).readyDate()).contains(MONDAY.plusDays(12));
    assertThat(planning.waitingForVisit).as("it looks anew").isEmpty();
  }

  @Test
  void bringsFirstWhatNeedsNoVisit() {
    planning.tables.component("leased-line", "CFS", "leased-line", "1", true, "", true);
    planning.tables.component("cloud-storage", "CFS", "cloud-storage", "1", false, "", true);
    for (String service : List.of("leased-line", "cloud-storage")) {
      planning.tables.product(service, List.of(SampleTables.own(service)));
    }
    OrderId order =
        planning.roomForAll(
            wanting("together", item("1", "leased-line")),
            wanting("together", item("2", "cloud-storage")));
    planning.room(order, "leased-line", MONDAY.plusDays(12));
    DeliveryId delivery = booked(order);
    Link link = moved(order);
    assertThat(situation(link).ready())
        .contains(new DeliverReady.Ready(delivery, false, MONDAY, List.of("cloud-storage")));

    planning.waitingForVisit.clear();
    assertThatThrownBy(() -> takeChoice.by(link, Choice.DELIVER_READY, Optional.empty()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("just being prepared");
    planning.waitingForVisit.add(delivery);
    planning.rescheduleVisit.toEarliest(delivery, Why.CUSTOMER);

    assertThat(planning.calendar.visitOf(delivery)).as("nobody comes for that").isEmpty();
    assertThat(planning.delivery(order, 2).readyDate()).contains(MONDAY.plusDays(12));
    assertThat(planning.waitingForVisit).isEmpty();
  }

  @Test
  void asksForTheCancellationAndShowsItsAnswer() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    booked(order);
    Link link = moved(order);

    assertThat(takeChoice.by(link, Choice.CANCEL, Optional.empty())).isEqualTo(Result.DONE);

    assertThat(situation(link).cancellation().orElseThrow().state().isOpen()).isTrue();
    answerCancellations.refuse(order, "the line is being built");
    assertThat(situation(link).cancellation().flatMap(Cancellation::refusal))
        .contains("the line is being built");
  }

  @Test
  void isAskedWhetherAnEarlierVisitIsWantedAndNothingMovesUntilThen() {
    OrderId order = lateInternet();
    DeliveryId delivery = booked(order);
    String before = start(delivery);
    int entries = planning.timeline.kinds().size();

    soonerFrom(MONDAY.plusDays(3));

    assertThat(planning.timeline.kinds().subList(entries, planning.timeline.kinds().size()))
        .containsExactly(EventKind.CAPACITY_MOVED, EventKind.EARLIER_VISIT_POSSIBLE);
    assertThat(planning.timeline.last().facts())
        .isEqualTo(Map.of("delivery", "1", "date", MONDAY.plusDays(3).toString()));
    assertThat(start(delivery)).isEqualTo(before);
    Link link = told(order, News.EARLIER_VISIT, "1", 1, MONDAY.plusDays(3).toString());
    Situation asked = situation(link);
    assertThat(asked.choices()).containsExactly(Choice.ACCEPT, Choice.PICK);
    List<Time> times = describeChoice.times(asked, Optional.empty());
    assertThat(times)
        .allSatisfy(
            time ->
                assertThat(time.start().toLocalDate())
                    .isBetween(MONDAY.plusDays(3), MONDAY.plusDays(11)));

    soonerFrom(MONDAY.plusDays(20));
    assertThat(situation(link).standing())
        .as("not possible any more")
        .isEqualTo(Standing.OVERTAKEN);
  }

  @Test
  void takesTheEarlierVisit() {
    OrderId order = lateInternet();
    DeliveryId delivery = booked(order);
    soonerFrom(MONDAY.plusDays(3));
    Link link = told(order, News.EARLIER_VISIT, "1", 1, MONDAY.plusDays(3).toString());
    Time first = describeChoice.times(situation(link), Optional.empty()).get(0);
    Instant later =
        planning.calendar.visitOf(delivery).orElseThrow().start().plusHours(1).toInstant();
    assertThatThrownBy(() -> takeChoice.by(link, Choice.PICK, Optional.of(later)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("earlier day");

    assertThat(takeChoice.by(link, Choice.PICK, Optional.of(first.start().toInstant())))
        .isEqualTo(Result.DONE);

    assertThat(planning.calendar.visitOf(delivery).orElseThrow().day())
        .isEqualTo(MONDAY.plusDays(3));
    assertThat(planning.orders.get(order).promisedDate().orElseThrow())
        .isBefore(MONDAY.plusDays(12));
  }

  @Test
  void isNotAskedForWhatNobodyCanDo() {
    OrderId order = lateInternet();
    booked(order);
    planning.clock.advance(Duration.ofDays(11).plusHours(12));

    int entries = planning.timeline.kinds().size();
    soonerFrom(MONDAY.plusDays(11));

    assertThat(planning.timeline.kinds().subList(entries, planning.timeline.kinds().size()))
        .containsExactly(EventKind.CAPACITY_MOVED);
  }

  @Test
  void getsALinkWithTheNoticeOfADateThatHasMoved() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    String promised = planning.orders.get(order).promisedDate().orElseThrow().toString();

    assertThat(invited(order, News.APPOINTMENT, "1", 1, startFact(delivery))).isEmpty();
    assertThat(invited(order, News.VISIT_MISSED, "1", 2, "2026-03-02")).isEmpty();
    Link link = invited(order, News.APPOINTMENT, "1", 2, startFact(delivery)).orElseThrow();
    assertThat(invited(order, News.PROMISE, "", 2, promised)).as("the visit's has it").isEmpty();
    assertThat(link.expires())
        .isEqualTo(planning.calendar.visitOf(delivery).orElseThrow().start().toInstant());
    assertThat(invited(order, News.APPOINTMENT, "1", 3, "off")).as("not true").isEmpty();
  }

  @Test
  void getsNoLinkWithThePromiseOfAVisitThatIsAboutToBeBooked() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.promiseDate.forOrder(order);
    String promised = planning.orders.get(order).promisedDate().orElseThrow().toString();
    assertThat(invited(order, News.PROMISE, "", 2, promised))
        .as("not before the start")
        .isPresent();

    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    assertThat(invited(order, News.PROMISE, "", 3, promised))
        .as("its first notice asks nothing")
        .isPresent();
    told(order, News.APPOINTMENT, "1", 1, startFact(delivery));
    assertThat(invited(order, News.PROMISE, "", 4, promised)).as("its next has it").isEmpty();
  }

  @Test
  void hearsOfAPromiseThatMovesWithAVisitWhenThatIsBooked() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = booked(order);
    assertThat(promised(order).facts()).as("the first").doesNotContainKeys("visit", "before");

    planning.rescheduleVisit.to(
        delivery,
        MONDAY.plusDays(9).atTime(10, 0).atZone(BERLIN).toInstant(),
        Optional.empty(),
        Why.CALLER);

    assertThat(promised(order).facts()).containsKey("before").containsEntry("visit", "1");
  }

  private TimelineEntry promised(OrderId order) {
    return planning.timeline.of(order, 0, 1_000).stream()
        .map(Timeline.Recorded::entry)
        .filter(entry -> entry.kind() == EventKind.PROMISED)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Test
  void getsALinkWithThePromiseWhereNobodyHasToCome() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));
    planning.planDeliveries.forOrder(order);
    planning.promiseDate.forOrder(order);

    Link link = invited(order, News.PROMISE, "", 2, MONDAY.toString()).orElseThrow();

    assertThat(link.expires()).isEqualTo(planning.clock.instant().plus(WEEK));
    assertThat(situation(link).choices()).containsExactly(Choice.ACCEPT, Choice.CANCEL);
  }

  private OrderId lateInternet() {
    OrderId order =
        planning.roomForAll(
            wanting("together", item("1", "internet-300")),
            wanting("together", item("2", "tv-basic")));
    planning.room(order, "internet-access", MONDAY.plusDays(12));
    return order;
  }

  private void soonerFrom(LocalDate day) {
    planning.moveCapacity(Optional.of(Planning.SITE.id()), "bandwidth", Optional.of(day)).stream()
        .filter(it -> it.effect() == Effect.COULD_BE_EARLIER)
        .forEach(it -> offerEarlierVisit.forDelivery(it.delivery()));
  }

  private DeliveryId booked(OrderId order) {
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    planning.waitingForVisit.add(delivery);
    return delivery;
  }

  /** The customer is told the visit as it is now, as a second date. */
  private Link moved(OrderId order) {
    return told(order, News.APPOINTMENT, "1", 2, startFact(planning.delivery(order, 1).id()));
  }

  private Link told(OrderId order, News news, String about, int change, String told) {
    notices.add(
        List.of(notice(order, news, about, change, told)),
        planning.clock.instant(),
        planning.clock.instant());
    return link(order, news, about, change, told);
  }

  private Link link(OrderId order, News news, String about, int change, String told) {
    return new Link(order, news, about, change, told, planning.clock.instant().plus(WEEK));
  }

  /** What the link in the notice says, if there is one. */
  private Optional<Link> invited(OrderId order, News news, String about, int change, String told) {
    Links links =
        new Links(Optional.of(text -> "sealed"), () -> Optional.of("https://orders.example.org"));
    Notice notice = notice(order, news, about, change, told);
    notices.add(List.of(notice), planning.clock.instant(), planning.clock.instant());
    InviteCustomer inviteCustomer =
        new InviteCustomer(
            describeChoice,
            links,
            new LinkLife(WEEK),
            planning.deliveries,
            planning.calendar,
            notices,
            planning.clock);
    if (!InviteCustomer.tellsOfAMove(notice)) {
      return Optional.empty();
    }
    Question question = inviteCustomer.question(notice);
    String text = inviteCustomer.with(notice, question).text();
    assertThat(text).startsWith("Text.");
    return Optional.of(text.substring(text.lastIndexOf('/') + 1)).flatMap(links::read);
  }

  private static Notice notice(OrderId order, News news, String about, int change, String told) {
    return new Notice(
        UUID.randomUUID(),
        order,
        "C-1",
        news,
        about,
        change,
        told,
        Channel.MAIL,
        "ada@example.org",
        "Subject",
        "Text.");
  }

  private Situation situation(Link link) {
    return describeChoice.of(link).orElseThrow();
  }

  private String startFact(DeliveryId delivery) {
    return planning.calendar.visitOf(delivery).orElseThrow().start().toOffsetDateTime().toString();
  }

  private String start(DeliveryId delivery) {
    LocalDateTime start =
        planning.calendar.visitOf(delivery).orElseThrow().start().toLocalDateTime();
    return start.toString().replace('T', ' ');
  }

  /** Choices without a database. */
  private static final class Kept implements CustomerChoices {

    private final Map<String, Made> made = new HashMap<>();

    @Override
    public Optional<Made> find(Link link) {
      return Optional.ofNullable(made.get(about(link)));
    }

    @Override
    public boolean add(Link link, Made choice) {
      return made.putIfAbsent(about(link), choice) == null;
    }

    private static String about(Link link) {
      return link.order() + " " + link.news() + " " + link.about() + " " + link.change();
    }
  }
}
