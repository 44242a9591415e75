package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.scheduling.ProposeAppointment.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProposeAppointmentTest extends AppointmentCase {

  @Test
  void takesTheTimeThatWasHeldBeforeTheOrderAndGivesBackWhatDoesNotFit() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.calendar.claim(heldBefore(order, delivery, "ben", 5));
    planning.calendar.claim(heldBefore(order, delivery, "anna", 3));
    planning.calendar.claim(heldBefore(order, delivery, "anna", 4));

    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);

    assertThat(slot(delivery).start().toLocalDate()).isEqualTo(MONDAY.plusDays(3));
    assertThat(planning.calendar.claimedFor(delivery, order, List.of())).isEmpty();
    assertThat(planning.timeline.story(order, 100))
        .filteredOn(told -> told.entry().text().contains("given back"))
        .hasSize(2);
  }

  @Test
  void givesBackATimeAtWhichNobodyWorksAnyMore() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    // a Saturday
    planning.calendar.claim(heldBefore(order, delivery, "anna", 5));

    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);

    assertThat(slot(delivery).start().toLocalDate()).isEqualTo(MONDAY);
    assertThat(planning.notes.of(order))
        .as("whoever named it reads that")
        .extracting(Note::text)
        .singleElement()
        .asString()
        .contains("given back, as it does not fit");
  }

  private Appointment heldBefore(
      OrderId order, DeliveryId delivery, String technician, int daysFromNow) {
    ZonedDateTime start = MONDAY.plusDays(daysFromNow).atTime(9, 0).atZone(BERLIN);
    UUID id = planning.calendar.nextId();
    return new Appointment(
        id,
        order,
        delivery,
        new Slot(technician, start, start.plusHours(2)),
        Optional.of("hamburg"),
        Optional.of(start.toInstant()),
        id);
  }

  @Test
  void holdsTheEarliestSlotThatIsLongEnough() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));

    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();

    Slot slot = slot(delivery);
    assertThat(slot.technician()).isEqualTo("anna");
    assertThat(slot.start()).isEqualTo(MONDAY.atTime(8, 0).atZone(BERLIN));
    // 60 minutes for the line, 15 each for ONT and router
    assertThat(Duration.between(slot.start(), slot.end())).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void goesOnBehindADayThatIsRefusedForWhatTheSearchDoesNotSee() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));
    planning.calendar.refuse(slot -> slot.start().toLocalDate().equals(MONDAY));

    planning.proposeAppointment.forDelivery(delivery);

    assertThat(slot(delivery).start()).isEqualTo(MONDAY.plusDays(1).atTime(8, 0).atZone(BERLIN));
  }

  @Test
  void asksDispatchWhereEveryTimeIsRefused() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));
    planning.calendar.refuse(slot -> true);

    Proposal proposal = planning.proposeAppointment.forDelivery(delivery);

    assertThat(proposal.slotFound()).isFalse();
    assertThat(proposal.scheduling()).isPresent();
  }

  @Test
  void beginsAnewWhereOthersAreFasterAgainAndAgain() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));
    planning.calendar.letOthersBeFasterAlways();

    assertThatThrownBy(() -> planning.proposeAppointment.forDelivery(delivery))
        .isInstanceOf(StaleVersion.class);
  }

  @Test
  void keepsWhatIsHeld() {
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));
    planning.proposeAppointment.forDelivery(delivery);
    UUID held = planning.calendar.of(delivery).orElseThrow().id();
    planning.crew.with("aaron", "hamburg", "fibre");

    planning.proposeAppointment.forDelivery(delivery);

    assertThat(planning.calendar.of(delivery).orElseThrow().id()).isEqualTo(held);
    assertThat(planning.timeline.kinds())
        .containsOnlyOnce(EventKind.APPOINTMENT_HELD)
        .containsOnlyOnce(EventKind.PROMISED);
  }

  @Test
  void holdsNothingBeforeAllIsAvailable() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "internet-access", MONDAY.plusDays(8));
    DeliveryId delivery = assessed(order);

    planning.proposeAppointment.forDelivery(delivery);

    assertThat(slot(delivery).start()).isEqualTo(MONDAY.plusDays(8).atTime(8, 0).atZone(BERLIN));
  }

  @Test
  void holdsNothingBeforeTheCustomerWantsIt() {
    Instant wanted = MONDAY.plusDays(2).atTime(14, 10).atZone(BERLIN).toInstant();
    OrderId order = planning.accepted(Optional.of(wanted), item("1", "internet-300"));
    planning.decomposeItems.forOrder(order);
    planning.applyOrderRules.forOrder(order);
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "internet-access", MONDAY);
    DeliveryId delivery = assessed(order);

    planning.proposeAppointment.forDelivery(delivery);

    assertThat(slot(delivery).start()).isEqualTo(MONDAY.plusDays(2).atTime(14, 30).atZone(BERLIN));
  }

  @Test
  void asksForNobodyOnceAllThatIsToBeInstalledIsGivenUp() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = assessed(order);
    planning.cancelComponents.because(
        "moved away", order, planning.components.of(order).stream().map(Component::id).toList());

    Proposal proposal = planning.proposeAppointment.forDelivery(delivery);

    assertThat(proposal).isEqualTo(new Proposal(false, false, false, false, Optional.empty()));
  }

  @Test
  void asksForNobodyWhileNoDateIsKnown() {
    OrderId order = planning.roomForAll(item("1", "internet-300"));
    DeliveryId delivery = assessed(order);
    planning.moveCapacity(Optional.of(Planning.SITE.id()), "bandwidth", Optional.empty());

    Proposal proposal = planning.proposeAppointment.forDelivery(delivery);

    assertThat(proposal).isEqualTo(new Proposal(false, false, false, false, Optional.empty()));
    // what is left is planned anew, and planning is asked
    planning.completeDelivery.forDelivery(delivery);
    List<Delivery> planned = planning.deliveries.of(order);
    assertThat(planned).extracting(Delivery::readyDate).contains(Optional.empty());
    DeliveryId next = planned.get(planned.size() - 1).id();
    assertThat(planning.assessDelivery.forDelivery(next).shortage()).isPresent();
  }

  @Test
  void takesOnlyWhoHasTheSkillAndWorksThere() {
    planning.crew.absent("anna", MONDAY, MONDAY.plusDays(60));
    planning.crew.with("cem", "hamburg", "copper").with("aila", "bremen", "fibre");
    DeliveryId delivery = assessed(planning.roomForAll(item("1", "internet-300")));

    Proposal proposal = planning.proposeAppointment.forDelivery(delivery);

    assertThat(proposal.slotFound()).isFalse();
    assertThat(proposal.scheduling().orElseThrow().situation())
        .contains("access-line")
        .contains("90 minutes and the skill fibre")
        .contains("possible from " + MONDAY + "T00:00 on (Europe/Berlin, territory hamburg)");
    assertThat(proposal.scheduling().orElseThrow().options())
        .contains("Able: anna (anna, hamburg), aila (aila, bremen).");
  }

  @Test
  void looksAgainWhenSomebodyWasFaster() {
    DeliveryId first = assessed(planning.roomForAll(item("1", "internet-300")));
    OrderId order = planning.roomForAll(item("1", "tv-basic"));
    DeliveryId second = assessed(order);
    planning.calendar.letSomebodyBeFaster(() -> planning.proposeAppointment.forDelivery(first));

    planning.proposeAppointment.forDelivery(second);

    assertThat(slot(first).start()).isEqualTo(MONDAY.atTime(8, 0).atZone(BERLIN));
    assertThat(slot(second).start()).isEqualTo(MONDAY.atTime(9, 30).atZone(BERLIN));
  }
}
