package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.scheduling.Workforce.Cancellation;
import dev.turnup.engine.scheduling.Workforce.Confirmation;
import dev.turnup.engine.scheduling.Workforce.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CancelVisitTest {

  private final Planning planning = new Planning();
  private final List<String> asked = new ArrayList<>();
  private final CancelVisit cancelVisit =
      new CancelVisit(
          new Ledger(),
          planning.orders,
          planning.deliveries,
          planning.calendar,
          planning.calendar,
          planning.timeline);
  private final OrderId order = planning.roomForAll(item("1", "internet-300"));
  private final DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);

  @Test
  void callsOffTheVisitOfADeliveryAndOnlyOnce() {
    UUID booked = book();
    planning.giveUpVisit.forDelivery(delivery);

    assertThat(cancelVisit.intentOf(delivery)).contains(booked.toString());
    Cancellation request = cancelVisit.requestFor(delivery);
    assertThat(request.subject().delivery()).contains(delivery);
    assertThat(request.subject().order()).isEqualTo(order);
    cancelVisit.call(new CallKey("key"), request);
    cancelVisit.find(new CallKey("key"), request);
    assertThat(asked).containsExactly("cancel", "find");

    int locked = planning.orders.rowsLocked();
    assertThat(cancelVisit.record(delivery, new Confirmation("VISIT-1", "cancelled")))
        .isEqualTo(StepResult.done());
    assertThat(planning.orders.rowsLocked()).isEqualTo(locked + 1);
    assertThat(planning.calendar.isLeftOutside(delivery)).isFalse();
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.VISIT_CANCELLED);
    assertThat(cancelVisit.intentOf(delivery)).contains(delivery.toString());
  }

  @Test
  void doesNotBelieveThatNobodyComesWhileSomebodyMay() {
    book();
    planning.giveUpVisit.forDelivery(delivery);

    assertThat(cancelVisit.record(delivery, new Confirmation("VISIT-1", "confirmed")))
        .isInstanceOf(StepResult.FellOut.class);
    assertThat(planning.calendar.isLeftOutside(delivery)).isTrue();
    assertThat(cancelVisit.isTakenUp(delivery)).as("it is told again").isTrue();
  }

  private UUID book() {
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    return planning.calendar.of(delivery).orElseThrow().id();
  }

  /** Notes what it is asked and answers never. */
  private final class Ledger implements Workforce {

    @Override
    public CompletionStage<Outcome<Times>> searchTimes(CallKey key, Search search) {
      throw new AssertionError("no time is searched");
    }

    @Override
    public CompletionStage<Outcome<Reserved>> reserveVisit(CallKey key, Reservation reservation) {
      throw new AssertionError("no time is kept");
    }

    @Override
    public CompletionStage<Outcome<Optional<Reserved>>> findReservation(
        CallKey key, Subject subject) {
      throw new AssertionError("no time is kept");
    }

    @Override
    public CompletionStage<Outcome<Confirmation>> cancelVisit(CallKey key, Cancellation request) {
      asked.add("cancel");
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<Confirmation>>> findCancellation(
        CallKey key, Subject subject) {
      asked.add("find");
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Confirmation>> dispatchVisit(CallKey key, Visit visit) {
      throw new AssertionError("nobody is sent");
    }

    @Override
    public CompletionStage<Outcome<Optional<Confirmation>>> findVisit(
        CallKey key, Subject subject) {
      throw new AssertionError("nobody is sent");
    }
  }
}
