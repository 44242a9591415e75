package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;

import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.capacity.ReservationsInMemory;
import dev.turnup.engine.delivery.DeliveriesInMemory;
import dev.turnup.engine.order.ComponentId;
import java.time.LocalDate;
import java.util.Optional;

/** A proved service that is to be entered into the inventory, and capacity that is held for it. */
abstract class RecordingCase {

  static final Entry ENTERED =
      new Entry("I-1", true, Optional.of(InternetOrder.NOW.minusSeconds(60)));

  final InternetOrder internet = new InternetOrder();
  final Reservations reservations =
      new ReservationsInMemory(internet.components, new DeliveriesInMemory());
  final RecordService recordService =
      new RecordService(
          internet.orders,
          internet.components,
          internet.records,
          reservations,
          new SilentInventory(),
          internet.timeline);

  final void hold(ComponentId id) {
    reservations.add(
        new Reservation(
            id,
            1,
            internet.order,
            "RSV-1",
            LocalDate.parse("2026-03-02"),
            InternetOrder.NOW.plusSeconds(3600),
            Reservation.State.RESERVED,
            Optional.empty(),
            0));
  }

  final void proved(ComponentId id) {
    internet.with(VERIFIED, id);
    internet.networkSays(
        id, new Network.Verdict(true, Optional.of(InternetOrder.NOW.minusSeconds(60)), "fine"));
  }
}
