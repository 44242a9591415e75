package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.delivery.RecordVisit.Report;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromiseDateTest {

  private final Planning planning = new Planning();

  @BeforeEach
  void makesALineInAnHour() {
    planning.tables.cell("access-line", "leadTimeHours", 1);
  }

  @Test
  void promisesNothingBeforeTheEndOfThePlan() {
    planning.tables.cell("access-line", "leadTimeHours", 20);
    OrderId order = planned(planning.roomForAll(item("1", "internet-300")));

    assertThat(planning.promiseDate.forOrder(order).day()).contains(MONDAY.plusDays(2));

    assertThat(planning.calendar.of(planning.delivery(order, 1).id()).orElseThrow().day())
        .isEqualTo(MONDAY);
    assertThat(
            planning
                .plans
                .find(order, Optional.empty())
                .orElseThrow()
                .blueprint()
                .projectedEnd()
                .map(end -> LocalDate.ofInstant(end, BERLIN)))
        .contains(MONDAY.plusDays(2));
    planning.assessDelivery.forDelivery(planning.delivery(order, 1).id());
    planning.proposeAppointment.forDelivery(planning.delivery(order, 1).id());
    planning.bookAppointment.forDelivery(planning.delivery(order, 1).id());
    assertThat(promises(order)).containsExactly("2026-03-04");
  }

  @Test
  void promisesTheDayOfTheVisitThatIsHeld() {
    OrderId order = planned(planning.roomForAll(item("1", "internet-300")));

    assertThat(planning.promiseDate.forOrder(order).day()).contains(MONDAY);

    assertThat(planning.calendar.of(planning.delivery(order, 1).id())).isPresent();
    assertThat(promises(order)).containsExactly("2026-03-02");
  }

  @Test
  void promisesTheDayOnWhichTheLastOfItIsThere() {
    OrderId order =
        planning.decomposed(
            wanting("asAvailable", item("1", "internet-300")), item("2", "tv-basic"));
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "iptv", MONDAY);
    planning.room(order, "internet-access", MONDAY.plusDays(12));

    assertThat(planning.promiseDate.forOrder(planned(order)).day()).contains(MONDAY.plusDays(12));
    assertThat(planning.calendar.of(planning.delivery(order, 1).id()).orElseThrow().day())
        .isEqualTo(MONDAY);
  }

  @Test
  void holdsVisitsInOneOrderOfTerritories() {
    planning.crew.with("bruno", "bremen", "fibre");
    Site bremen = new Site("site-b", "1 Market Square, 28195 Bremen", "28195");
    OrderItem there = AnItem.like(item("2", "internet-300")).at(bremen).item();
    OrderId order = planned(planning.roomForAll(item("1", "internet-300"), there));

    planning.promiseDate.forOrder(order);

    assertThat(
            planning.timeline.of(order, 0, 1000).stream()
                .map(recorded -> recorded.entry())
                .filter(entry -> entry.kind() == EventKind.APPOINTMENT_HELD)
                .map(entry -> entry.facts().get("technician")))
        .containsExactly("bruno", "anna");
  }

  @Test
  void promisesNothingWhileSomethingHasNoDate() {
    OrderId order = planning.decomposed(item("1", "internet-300"), item("2", "mobile-line"));
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "mobile-line", MONDAY);
    planning.noRoom(order, "internet-access");

    assertThat(planning.promiseDate.forOrder(planned(order)).day()).isEmpty();
    assertThat(promises(order)).isEmpty();
  }

  @Test
  void tellsADateOnceHoweverOftenItIsComputed() {
    OrderId order = planned(planning.roomForAll(item("1", "internet-300")));

    for (int i = 0; i < 3; i++) {
      planning.promiseDate.forOrder(order);
      planning.assessDelivery.forDelivery(planning.delivery(order, 1).id());
      planning.proposeAppointment.forDelivery(planning.delivery(order, 1).id());
      planning.bookAppointment.forDelivery(planning.delivery(order, 1).id());
    }

    assertThat(promises(order)).containsExactly("2026-03-02");
  }

  @Test
  void tellsANewDateWhenTheVisitWasInVain() {
    OrderId order = planned(planning.roomForAll(item("1", "internet-300")));
    DeliveryId delivery = planning.delivery(order, 1).id();
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    planning.clock.advance(Duration.ofHours(9));
    planning.recordVisit.forDelivery(
        delivery, Report.of(VisitOutcome.CUSTOMER_ABSENT, "rang twice"));

    planning.assessDelivery.forDelivery(delivery);
    planning.promiseDate.forOrder(order);

    assertThat(promises(order)).containsExactly("2026-03-02", "2026-03-03");
  }

  @Test
  void leavesABookedVisitToWhoeverMovesIt() {
    OrderId order = planned(planning.roomForAll(item("1", "internet-300")));
    DeliveryId delivery = planning.delivery(order, 1).id();
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    planning.moveCapacity(
        Optional.of(Planning.SITE.id()), "bandwidth", Optional.of(MONDAY.plusDays(7)));

    assertThat(planning.promiseDate.forOrder(order).day()).contains(MONDAY);
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);

    assertThat(planning.orders.get(order).promisedDate()).contains(MONDAY.plusDays(7));
    assertThat(promises(order)).containsExactly("2026-03-02", "2026-03-09");
  }

  @Test
  void doesNotDriftWithTime() {
    OrderId order = planned(planning.roomForAll(item("1", "mobile-line")));
    planning.promiseDate.forOrder(order);
    planning.clock.advance(Duration.ofDays(3));

    planning.promiseDate.forOrder(order);

    assertThat(promises(order)).hasSize(1);
  }

  @Test
  void promisesADayOfTheSiteNotOfTheServer() {
    // half past midnight on Tuesday in Hamburg is still Monday in UTC
    planning.clock.advance(
        Duration.between(
            planning.clock.instant(), MONDAY.plusDays(1).atTime(0, 30).atZone(BERLIN)));
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", LocalDate.parse("2026-03-01"));
    planning.room(order, "internet-access", LocalDate.parse("2026-03-01"));

    assertThat(planning.promiseDate.forOrder(planned(order)).day()).contains(MONDAY.plusDays(1));
  }

  @Test
  void warnsOnceThatItComesLaterThanWanted() {
    planning.wantedBy(MONDAY.plusDays(4).atTime(22, 0).atZone(BERLIN).toInstant());
    OrderId late = planning.decomposed(item("1", "internet-300"));
    planning.room(late, "access-line", MONDAY);
    planning.room(late, "internet-access", MONDAY.plusDays(7));
    OrderId early = planned(planning.roomForAll(item("1", "internet-300")));

    planned(late);
    for (int i = 0; i < 2; i++) {
      planning.promiseDate.forOrder(late);
      planning.promiseDate.forOrder(early);
    }

    assertThat(warnings(late)).containsExactly("Promised for 2026-03-09, wanted by 2026-03-06");
    assertThat(warnings(early)).isEmpty();
  }

  private List<String> warnings(OrderId order) {
    return planning.timeline.of(order, 0, 1000).stream()
        .map(recorded -> recorded.entry())
        .filter(entry -> entry.kind() == EventKind.IN_JEOPARDY)
        .map(TimelineEntry::text)
        .toList();
  }

  private OrderId planned(OrderId order) {
    planning.planDeliveries.forOrder(order);
    return order;
  }

  private List<String> promises(OrderId order) {
    return planning.timeline.of(order, 0, 1000).stream()
        .map(recorded -> recorded.entry())
        .filter(entry -> entry.kind() == EventKind.PROMISED)
        .map(TimelineEntry::facts)
        .map(facts -> facts.get("date"))
        .toList();
  }
}
