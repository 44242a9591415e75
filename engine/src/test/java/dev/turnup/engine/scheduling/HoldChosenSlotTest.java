package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.delivery.RecordVisit.Report;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.scheduling.HoldChosenSlot.Choice;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HoldChosenSlotTest extends AppointmentCase {

  @Test
  void holdsWhatDispatchChooses() {
    planning.crew.with("dora", "bremen", "fibre");
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = assessed(order);

    assertThat(chosen(delivery, "dora", "2026-03-05T19:00")).isTrue();
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();

    assertThat(slot(delivery).start())
        .isEqualTo(ZonedDateTime.parse("2026-03-05T19:00+01:00[Europe/Berlin]"));
    assertThat(planning.orders.get(order).promisedDate()).contains(LocalDate.parse("2026-03-05"));
  }

  @Test
  void searchesAgainIfDispatchWantsTo() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));

    assertThat(planning.holdChosenSlot.forDelivery(delivery, new Choice("searchAgain", "", "", "")))
        .isFalse();
  }

  @Test
  void sendsAlongWhoeverDispatchNames() {
    DeliveryId delivery = forTwo();
    planning.crew.with("dora", "bremen");
    refused(delivery, "anna", "2026-03-05T19:00", "have one come alone");
    refused(delivery, "anna", "2026-03-05T09:00", "nobody else is free");
    refusedWith(delivery, "chosen", "anna", "somebody else");
    refusedWith(delivery, "alone", "dora", "somebody else");
    refusedWith(delivery, "chosen", "emil", "no technician emil");

    assertThat(manned(delivery, "chosen", "dora")).isTrue();

    assertThat(planning.calendar.beside(visit(delivery))).contains("dora");
    assertThat(planning.bookAppointment.forDelivery(delivery).orElseThrow().file().situation())
        .contains("with anna and dora");
  }

  @Test
  void hasOneComeAloneWhereThatIsEnoughAfterAll() {
    DeliveryId delivery = forTwo();

    assertThat(manned(delivery, "alone", "")).isTrue();

    assertThat(planning.calendar.beside(visit(delivery))).isEmpty();
    assertThat(planning.deliveries.get(delivery).nextVisit().isTogether()).isFalse();
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
  }

  @Test
  void hasTwoComeWhereOneWasPlanned() {
    planning.crew.with("dora", "bremen");
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));

    assertThat(manned(delivery, "chosen", "dora")).isTrue();

    assertThat(planning.calendar.beside(visit(delivery))).contains("dora");
    assertThat(planning.deliveries.get(delivery).nextVisit().isTogether()).isTrue();
  }

  private DeliveryId forTwo() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    planning.recordVisit.forDelivery(
        delivery, Report.of(VisitOutcome.SECOND_TECHNICIAN, "too heavy"));
    planning.assessDelivery.forDelivery(delivery);
    return delivery;
  }

  private boolean manned(DeliveryId delivery, String decision, String along) {
    return planning.holdChosenSlot.forDelivery(
        delivery, new Choice(decision, "anna", "2026-03-05T19:00", along));
  }

  private void refusedWith(DeliveryId delivery, String decision, String along, String because) {
    assertThatThrownBy(() -> manned(delivery, decision, along))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(because);
  }

  private UUID visit(DeliveryId delivery) {
    return planning.calendar.of(delivery).orElseThrow().id();
  }

  @Test
  void refusesWhatCannotBe() {
    planning.crew.with("cem", "hamburg", "copper");
    planning.crew.absent("anna", MONDAY.plusDays(2), MONDAY.plusDays(2));
    DeliveryId other = assessed(planning.roomForAll(item("1", "internet-300")));
    chosen(other, "anna", "2026-03-05T09:00");
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY.plusDays(1));
    planning.room(order, "internet-access", MONDAY);
    DeliveryId delivery = assessed(order);

    refused(delivery, "nobody", "2026-03-05T11:00", "no technician nobody");
    refused(delivery, "cem", "2026-03-05T11:00", "fibre");
    refused(delivery, "anna", "2026-03-02T11:00", "2026-03-03");
    refused(delivery, "anna", "2026-03-04T11:00", "absent");
    refused(delivery, "anna", "2026-03-05T10:00", "another appointment");
    refused(delivery, "anna", "tomorrow", "2026-12-04T09:00");
    refused(delivery, "anna", "2026-03-29T02:30", "Clocks");
    assertThatThrownBy(
            () -> planning.holdChosenSlot.forDelivery(delivery, new Choice("maybe", "", "", "")))
        .isInstanceOf(Refused.class);
    planning.clock.advance(Duration.ofDays(6));
    refused(delivery, "anna", "2026-03-05T11:00", "still to come");
  }
}
