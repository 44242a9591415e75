package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Skippable;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells the workforce system who goes where and when. */
@UseCase
public final class DispatchVisit
    implements OutsideStep<DeliveryId, Workforce.Visit, Workforce.Confirmation>,
        Vouched<Workforce.Visit, Workforce.Confirmation>,
        Skippable<DeliveryId, Workforce.Visit> {

  private static final String CONFIRMED = "confirmed";
  private static final String MOVED = "moved";

  private final Workforce workforce;
  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final Timeline timeline;

  public DispatchVisit(
      Workforce workforce,
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      Timeline timeline) {
    this.workforce = workforce;
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.timeline = timeline;
  }

  @Override
  public Workforce.Visit requestFor(DeliveryId id) {
    Delivery delivery = deliveries.get(id);
    ProductOrder order = orders.around(delivery.order(), id);
    Appointment appointment = appointment(id);
    Slot slot = appointment.slot();
    List<Component> work =
        components.of(id).stream()
            .filter(component -> component.isOpen() && component.needsVisit())
            .toList();
    return new Workforce.Visit(
        new Subject(
            order.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(id),
            work.stream().findFirst().flatMap(component -> order.siteOf(component.item()))),
        appointment.journey(),
        slot.start().toOffsetDateTime(),
        slot.end().toOffsetDateTime(),
        delivery.nextVisit().technicians(),
        VisitNeed.skillsFor(work, delivery.nextVisit()).stream().sorted().toList(),
        slot.technician(),
        appointments.beside(appointment.id()),
        order.header().customer().id(),
        Errand.of(work));
  }

  @Override
  public Optional<String> intentOf(DeliveryId id) {
    return Optional.of(appointment(id).id().toString());
  }

  @Override
  public CompletionStage<Outcome<Workforce.Confirmation>> call(
      CallKey key, Workforce.Visit request) {
    return workforce
        .dispatchVisit(key, request)
        .thenApply(outcome -> outcome.map(answer -> judged(answer, request)));
  }

  @Override
  public CompletionStage<Outcome<Optional<Workforce.Confirmation>>> find(
      CallKey key, Workforce.Visit request) {
    return workforce
        .findVisit(key, request.subject())
        .thenApply(outcome -> outcome.map(found -> found.map(answer -> judged(answer, request))));
  }

  /** Who comes at another time than the customer was told does not come to this visit. */
  private static Workforce.Confirmation judged(
      Workforce.Confirmation answer, Workforce.Visit request) {
    boolean then =
        answer.start().filter(at -> !at.isEqual(request.start())).isEmpty()
            && answer.end().filter(at -> !at.isEqual(request.end())).isEmpty();
    return then || !answer.status().equals(CONFIRMED)
        ? answer
        : new Workforce.Confirmation(answer.reference(), MOVED, answer.start(), answer.end());
  }

  /**
   * A time that the workforce system kept and does not confirm is none. It stays until another is
   * kept or the visit is told off, since a person may still say that somebody comes.
   */
  @Override
  public StepResult record(DeliveryId id, Workforce.Confirmation answer) {
    Delivery delivery = deliveries.get(id);
    orders.lockRow(delivery.order());
    if (answer.status().equals(MOVED)) {
      return StepResult.fellOut(
          new Failure(
              "workforce",
              "visit-moved-outside",
              "visit %s is confirmed from %s to %s, and was to be at another time"
                  .formatted(
                      answer.reference(),
                      answer.start().orElseThrow(),
                      answer.end().orElseThrow())));
    }
    if (!answer.status().equals(CONFIRMED)) {
      return StepResult.fellOut(
          new Failure(
              "workforce",
              "visit-not-confirmed",
              "visit " + answer.reference() + " is " + answer.status() + ", not " + CONFIRMED));
    }
    timeline.add(
        delivery.order(),
        TimelineEntry.of(
                EventKind.VISIT_DISPATCHED,
                "Visit for delivery "
                    + delivery.number()
                    + " on "
                    + appointment(id).day()
                    + " dispatched")
            .with("delivery", delivery.number())
            .with("reference", answer.reference()));
    return StepResult.done();
  }

  @Override
  public Workforce.Confirmation done(CallKey key, Workforce.Visit request, String reference) {
    return new Workforce.Confirmation(reference, CONFIRMED);
  }

  /** The technician hears of it otherwise: the visit is booked here, and has its task. */
  @Override
  public void expectSkippable(Workforce.Visit request) {}

  @Override
  public StepResult skipped(DeliveryId id) {
    Delivery delivery = deliveries.get(id);
    timeline.add(
        delivery.order(),
        TimelineEntry.of(
                EventKind.NOTED,
                "The workforce system is not told of the visit for delivery " + delivery.number())
            .with("delivery", delivery.number()));
    return StepResult.done();
  }

  private Appointment appointment(DeliveryId id) {
    return appointments
        .of(id)
        .orElseThrow(() -> new IllegalStateException("no appointment for delivery " + id));
  }
}
