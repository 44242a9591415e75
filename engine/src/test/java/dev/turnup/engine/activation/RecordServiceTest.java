package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordServiceTest {

  private static final Entry ENTERED =
      new Entry("I-1", true, Optional.of(InternetOrder.NOW.minusSeconds(60)));

  private final InternetOrder internet = new InternetOrder();
  private final HeldReservations reservations = new HeldReservations();
  private final RecordService recordService =
      new RecordService(
          internet.orders,
          internet.components,
          internet.records,
          reservations,
          new SilentInventory(),
          internet.timeline);

  @Test
  void entersTheServiceSinceWhenItWorksWithTheCapacityItUses() {
    reservations.hold(internet.router);
    internet.records.save(internet.records.of(internet.router).activated(Optional.of("NET-7")));
    proved(internet.router);

    ServiceInventory.Recording request = recordService.requestFor(internet.router);

    assertThat(request.activeSince()).isEqualTo(InternetOrder.NOW.minusSeconds(60));
    assertThat(request.reservation()).contains("RSV-1");
    assertThat(request.networkReference()).contains("NET-7");
    assertThat(request.product().id()).isEqualTo(internet.order + "-1");
    assertThat(request.product().offering()).contains("internet-300");
    assertThat(request.product().customer()).isEqualTo("C-internet");
  }

  @Test
  void entersNothingThatIsNotProved() {
    assertThatThrownBy(() -> recordService.requestFor(internet.router))
        .hasMessageContaining("not proved");
  }

  @Test
  void makesTheComponentActiveAndUsesUpItsReservation() {
    reservations.hold(internet.router);
    proved(internet.router);

    assertThat(recordService.record(internet.router, ENTERED)).isEqualTo(StepResult.done());

    assertThat(internet.stateOf(internet.router)).isEqualTo(ACTIVE);
    assertThat(reservations.of(internet.router))
        .map(Reservation::state)
        .contains(Reservation.State.USED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.RECORDED);
  }

  @Test
  void changesNothingWhenTheSameAnswerComesAgain() {
    proved(internet.router);
    recordService.record(internet.router, ENTERED);

    assertThat(recordService.record(internet.router, ENTERED)).isEqualTo(StepResult.done());
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.RECORDED);
  }

  @Test
  void fallsOutWhenTheInventoryDoesNotHaveItAsActive() {
    proved(internet.router);

    StepResult result =
        recordService.record(internet.router, new Entry("I-1", false, Optional.empty()));

    assertThat(((FellOut) result).failure().code()).isEqualTo("not-recorded");
    assertThat(internet.stateOf(internet.router)).isEqualTo(VERIFIED);
  }

  @Test
  void fallsOutWhenTheComponentWasGivenUpMeanwhile() {
    internet.with(CANCELLED, internet.router);

    StepResult result = recordService.record(internet.router, ENTERED);

    assertThat(((FellOut) result).failure().code()).isEqualTo("component-given-up");
  }

  private void proved(ComponentId id) {
    internet.with(VERIFIED, id);
    internet.records.save(
        internet
            .records
            .of(id)
            .tested(
                new Network.Verdict(true, Optional.of(InternetOrder.NOW.minusSeconds(60)), "fine"),
                InternetOrder.NOW));
  }

  private final class HeldReservations implements Reservations {

    private final Map<ComponentId, Reservation> held = new HashMap<>();

    void hold(ComponentId id) {
      add(
          new Reservation(
              id,
              1,
              internet.order,
              "RSV-1",
              LocalDate.parse("2026-03-02"),
              InternetOrder.NOW.plusSeconds(3600),
              Reservation.State.RESERVED,
              0));
    }

    @Override
    public Optional<Reservation> of(ComponentId component) {
      return Optional.ofNullable(held.get(component));
    }

    @Override
    public List<Reservation> heldFor(DeliveryId delivery) {
      return List.copyOf(held.values());
    }

    @Override
    public void add(Reservation reservation) {
      held.put(reservation.component(), reservation);
    }

    @Override
    public LocalDate neededOn(ComponentId component) {
      return of(component).orElseThrow().from();
    }

    @Override
    public void update(Reservation reservation) {
      held.put(reservation.component(), reservation);
    }
  }
}
