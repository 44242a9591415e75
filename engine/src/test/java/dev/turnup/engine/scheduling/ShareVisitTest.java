package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Timeline;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna and Ben lay fibre from 8 to 12 and from 13 to 17; each of the visits takes 90 minutes. */
class ShareVisitTest extends AppointmentCase {

  private static final LocalDate THURSDAY = MONDAY.plusDays(3);

  private DeliveryId first;

  @BeforeEach
  void hire() {
    planning.crew.with("ben", "hamburg", "fibre");
    first = assessed(planning.roomForAll(item("1", "internet-300")));
  }

  @Test
  void comesRightAfterWhatIsDoneThereThatDayAnyway() {
    chosen(first, "ben", MONDAY + "T09:00");

    // Anna could be there at eight
    assertThat(slot(other(item("1", "tv-basic")))).isEqualTo(benAt(MONDAY, "10:30", "12:00"));
  }

  @Test
  void comesRightBeforeWhereThereIsNoTimeAfter() {
    chosen(first, "ben", MONDAY + "T15:30");

    DeliveryId second = other(item("1", "tv-basic"));

    assertThat(slot(second)).isEqualTo(benAt(MONDAY, "14:00", "15:30"));
    Appointment leading = planning.calendar.of(first).orElseThrow();
    assertThat(planning.calendar.of(second).orElseThrow().journey()).isEqualTo(leading.id());
    OrderId order = planning.deliveries.get(second).order();
    assertThat(planning.timeline.of(order, 0, 100))
        .extracting(Timeline.Recorded::entry)
        .filteredOn(entry -> entry.facts().containsKey("sharedWith"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.text())
                    .endsWith("with ben, on the same journey as for order " + leading.order()));
    assertThat(planning.bookAppointment.forDelivery(second).orElseThrow().file().situation())
        .contains("On the same journey: order " + leading.order() + " from 15:30 to 17:00.");
  }

  @Test
  void waitsForNobodyUnlessTheCustomerWantsOneVisit() {
    chosen(first, "ben", THURSDAY + "T10:00");

    assertThat(slot(other(wanting("asAvailable", item("1", "tv-basic")))).start())
        .isEqualTo(at(MONDAY, "08:00"));
    assertThat(slot(other(item("1", "voice-basic")))).isEqualTo(benAt(MONDAY, "08:00", "09:30"));
  }

  @Test
  void waitsForOneVisitInTimeForTheCustomer() {
    chosen(first, "ben", THURSDAY + "T08:00");
    planning.wantedBy(at(THURSDAY.minusDays(1), "23:00").toInstant());
    DeliveryId hurried = other(wanting("together", item("1", "tv-basic")));
    planning.wantedBy(at(THURSDAY, "01:00").toInstant());
    DeliveryId patient = other(wanting("together", item("1", "voice-basic")));

    assertThat(slot(hurried).start()).isEqualTo(at(MONDAY, "08:00"));
    assertThat(slot(patient)).isEqualTo(benAt(THURSDAY, "09:30", "11:00"));
  }

  @Test
  void comesOnceForTwoDeliveriesOfAnOrder() {
    planning.tables.cell("iptv", "siteVisit", true);
    OrderId order =
        planning.decomposed(
            wanting("asAvailable", item("1", "internet-300")), item("2", "tv-basic"));
    LocalDate tuesday = MONDAY.plusDays(1);
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "internet-access", MONDAY);
    planning.room(order, "iptv", tuesday);
    List<DeliveryId> both = planning.planDeliveries.forOrder(order).deliveries();
    planning.calendar.sameSite(both.get(0), both.get(1));
    planning.assessDelivery.forDelivery(both.get(0));

    chosen(both.get(0), "ben", tuesday + "T09:00");

    assertThat(slot(both.get(1))).isEqualTo(benAt(tuesday, "10:30", "11:00"));
  }

  @Test
  void comesNotBeforeAllIsAvailable() {
    chosen(first, "ben", MONDAY + "T10:00");
    OrderId later = planning.decomposed(item("1", "tv-basic"));
    planning.room(later, "access-line", MONDAY);
    planning.room(later, "iptv", MONDAY.plusDays(1));
    DeliveryId second = assessed(later);
    planning.calendar.sameSite(first, second);

    planning.proposeAppointment.forDelivery(second);

    assertThat(slot(second).start()).isEqualTo(at(MONDAY.plusDays(1), "08:00"));
  }

  @Test
  void asksNobodyWhoCannotDoItOrIsAwayOrHasSomethingElseToDo() {
    planning.crew.with("ben", "hamburg", "fibre", "copper");
    chosen(first, "ben", MONDAY + "T10:00");
    planning.crew.with("ben", "hamburg", "copper");
    assertThat(slot(other(item("1", "tv-basic"))).technician()).isEqualTo("anna");

    planning.crew.with("ben", "hamburg", "fibre");
    DeliveryId between = assessed(planning.roomForAll(item("1", "internet-300")));
    chosen(between, "ben", MONDAY + "T12:00");
    DeliveryId before = other(item("1", "voice-basic"));
    assertThat(slot(before)).isEqualTo(benAt(MONDAY, "08:30", "10:00"));

    planning.crew.absent("ben", MONDAY, MONDAY);
    planning.calendar.of(before).map(Appointment::id).ifPresent(planning.calendar::release);
    planning.proposeAppointment.forDelivery(before);
    assertThat(slot(before).technician()).isEqualTo("anna");
  }

  @Test
  void staysPossibleWhenTheOtherIsOff() {
    chosen(first, "ben", MONDAY + "T10:00");
    DeliveryId second = other(item("1", "tv-basic"));
    Slot held = slot(second);

    planning.calendar.of(first).map(Appointment::id).ifPresent(planning.calendar::release);

    assertThat(planning.bookAppointment.forDelivery(second).orElseThrow().file().situation())
        .doesNotContain("journey");
    assertThat(slot(second)).isEqualTo(held);
  }

  /** Another order of the customer for the site, proposed. */
  private DeliveryId other(OrderItem item) {
    DeliveryId second = assessed(planning.roomForAll(item));
    planning.calendar.sameSite(first, second);
    planning.proposeAppointment.forDelivery(second);
    return second;
  }

  private static Slot benAt(LocalDate day, String from, String until) {
    return new Slot("ben", at(day, from), at(day, until));
  }

  private static ZonedDateTime at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(BERLIN);
  }
}
