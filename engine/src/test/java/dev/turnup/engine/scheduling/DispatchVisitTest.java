package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
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
import dev.turnup.engine.scheduling.Workforce.Confirmation;
import dev.turnup.engine.scheduling.Workforce.Visit;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class DispatchVisitTest {

  private static final CallKey KEY = new CallKey("key");

  private final Planning planning = new Planning();
  private final List<CallKey> asked = new ArrayList<>();
  private CompletableFuture<Outcome<Confirmation>> answer = new CompletableFuture<>();
  private final DispatchVisit dispatchVisit =
      new DispatchVisit(
          new Ledger(),
          planning.orders,
          planning.components,
          planning.deliveries,
          planning.calendar,
          planning.timeline);
  private final OrderId order = planning.roomForAll(item("1", "internet-300"));
  private final DeliveryId delivery = booked();

  @Test
  void tellsWhoGoesWhereAndWhen() {
    Visit visit = dispatchVisit.requestFor(delivery);

    assertThat(visit.technician()).isEqualTo("anna");
    assertThat(planning.calendar.of(delivery).flatMap(Appointment::ourTechnician)).contains("anna");
    assertThat(visit.second()).isEmpty();
    assertThat(visit.start()).isEqualTo(MONDAY.atTime(8, 0).atZone(BERLIN).toOffsetDateTime());
    assertThat(visit.subject().delivery()).contains(delivery);
    assertThat(visit.subject().site()).contains(Planning.SITE);
    assertThat(visit.customer()).isEqualTo("C-1");
    assertThat(visit.description()).isEqualTo("Install access-line, ont, router");
    dispatchVisit.call(KEY, visit);
    dispatchVisit.find(KEY, visit);
    assertThat(asked).hasSize(2);
  }

  @Test
  void meansAnotherVisitAfterItWasMoved() {
    Optional<String> intent = dispatchVisit.intentOf(delivery);
    assertThat(dispatchVisit.intentOf(delivery)).isEqualTo(intent);

    planning.moveCapacity(
        Optional.of(Planning.SITE.id()), "bandwidth", Optional.of(MONDAY.plusDays(3)));
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);

    assertThat(dispatchVisit.intentOf(delivery)).isNotEqualTo(intent);
  }

  @Test
  void believesInAVisitThatIsConfirmed() {
    int locked = planning.orders.rowsLocked();
    assertThat(dispatchVisit.record(delivery, new Confirmation("VISIT-1", "confirmed")))
        .isEqualTo(StepResult.done());
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.VISIT_DISPATCHED);
    assertThat(planning.orders.rowsLocked()).isEqualTo(locked + 1);

    assertThat(dispatchVisit.record(delivery, new Confirmation("VISIT-1", "cancelled")))
        .isInstanceOf(StepResult.FellOut.class);
  }

  @Test
  void doesNotBelieveInAVisitAtAnotherTime() {
    Visit visit = dispatchVisit.requestFor(delivery);
    answer = confirmed(visit.start().withOffsetSameInstant(ZoneOffset.UTC), visit.end());
    assertThat(called(visit)).isEqualTo(StepResult.done());
    assertThat(found(visit)).isEqualTo(StepResult.done());

    answer = confirmed(visit.start().plusDays(1), visit.end().plusDays(1));
    assertThat(called(visit)).isInstanceOf(StepResult.FellOut.class);
    assertThat(found(visit)).isInstanceOf(StepResult.FellOut.class);
    answer = confirmed(visit.start(), visit.end().minusMinutes(30));
    StepResult shorter = called(visit);
    assertThat(((StepResult.FellOut) shorter).failure().code()).isEqualTo("visit-moved-outside");
  }

  private static CompletableFuture<Outcome<Confirmation>> confirmed(
      OffsetDateTime start, OffsetDateTime end) {
    return CompletableFuture.completedFuture(
        new Outcome.Answer<>(
            new Confirmation("VISIT-1", "confirmed", Optional.of(start), Optional.of(end))));
  }

  private StepResult called(Visit visit) {
    Outcome<Confirmation> outcome =
        dispatchVisit.call(KEY, visit).toCompletableFuture().getNow(null);
    return dispatchVisit.record(delivery, ((Outcome.Answer<Confirmation>) outcome).value());
  }

  private StepResult found(Visit visit) {
    Outcome<Optional<Confirmation>> outcome =
        dispatchVisit.find(KEY, visit).toCompletableFuture().getNow(null);
    return dispatchVisit.record(
        delivery, ((Outcome.Answer<Optional<Confirmation>>) outcome).value().orElseThrow());
  }

  private DeliveryId booked() {
    DeliveryId id = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(id);
    planning.proposeAppointment.forDelivery(id);
    planning.bookAppointment.forDelivery(id);
    return id;
  }

  /** Notes what it is asked, and answers nothing that it was not given. */
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
    public CompletionStage<Outcome<Confirmation>> dispatchVisit(CallKey key, Visit visit) {
      asked.add(key);
      return answer;
    }

    @Override
    public CompletionStage<Outcome<Confirmation>> cancelVisit(
        CallKey key, Cancellation cancellation) {
      asked.add(key);
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<Confirmation>>> findCancellation(
        CallKey key, Subject subject) {
      asked.add(key);
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<Confirmation>>> findVisit(
        CallKey key, Subject subject) {
      asked.add(key);
      return answer.thenApply(outcome -> outcome.map(Optional::of));
    }
  }
}
