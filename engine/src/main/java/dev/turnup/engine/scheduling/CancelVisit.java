package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Tells the workforce system that nobody goes there. */
@UseCase
public final class CancelVisit
    implements OutsideStep<DeliveryId, Workforce.Cancellation, Workforce.Confirmation>,
        Vouched<Workforce.Cancellation, Workforce.Confirmation> {

  private static final String CANCELLED = "cancelled";

  private final Workforce workforce;
  private final Orders orders;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final Visits visits;
  private final Timeline timeline;

  public CancelVisit(
      Workforce workforce,
      Orders orders,
      Deliveries deliveries,
      Appointments appointments,
      Visits visits,
      Timeline timeline) {
    this.workforce = workforce;
    this.orders = orders;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.visits = visits;
    this.timeline = timeline;
  }

  @Override
  public Workforce.Cancellation requestFor(DeliveryId id) {
    return new Workforce.Cancellation(
        new Subject(
            deliveries.get(id).order(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(id),
            Optional.empty()));
  }

  /** What is called off already may be called off once more. */
  @Override
  public Optional<String> intentOf(DeliveryId id) {
    return Optional.of(appointments.leftOutside(id).map(UUID::toString).orElse(id.toString()));
  }

  @Override
  public CompletionStage<Outcome<Workforce.Confirmation>> call(
      CallKey key, Workforce.Cancellation request) {
    return workforce.cancelVisit(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<Workforce.Confirmation>>> find(
      CallKey key, Workforce.Cancellation request) {
    return workforce.findCancellation(key, request.subject());
  }

  @Override
  public Workforce.Confirmation done(
      CallKey key, Workforce.Cancellation request, String reference) {
    return new Workforce.Confirmation(reference, CANCELLED);
  }

  @Override
  public StepResult record(DeliveryId id, Workforce.Confirmation answer) {
    Delivery delivery = deliveries.get(id);
    orders.lockRow(delivery.order());
    if (!answer.status().equals(CANCELLED)) {
      return StepResult.fellOut(
          new Failure(
              "workforce",
              "visit-not-cancelled",
              "visit " + answer.reference() + " is " + answer.status() + ", not " + CANCELLED));
    }
    visits.calledOff(id);
    timeline.add(
        delivery.order(),
        TimelineEntry.of(
                EventKind.VISIT_CANCELLED,
                "Visit for delivery " + delivery.number() + " cancelled at the workforce system")
            .with("delivery", delivery.number())
            .with("reference", answer.reference()));
    return StepResult.done();
  }

  /** Until it is known to be called off, whoever ends the delivery or the order has it done. */
  @Override
  public boolean isTakenUp(DeliveryId id) {
    return true;
  }
}
