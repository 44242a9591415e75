package dev.turnup.engine.billing;

import dev.turnup.engine.billing.Billing.Charge;
import dev.turnup.engine.billing.Billing.Charged;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.MissedVisit;
import dev.turnup.engine.delivery.MissedVisits;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.VisitId;
import java.time.Clock;
import java.util.Optional;

/** Charges a customer for a visit that was in vain; for each once. No bill of a service starts. */
@UseCase
public final class ChargeVisit extends OneOffCharge<VisitId> {

  private final Orders orders;
  private final Components components;
  private final MissedVisits missedVisits;
  private final Timeline timeline;
  private final Clock clock;

  public ChargeVisit(
      Billing billing,
      Orders orders,
      Components components,
      MissedVisits missedVisits,
      Timeline timeline,
      Clock clock) {
    super(billing);
    this.orders = orders;
    this.components = components;
    this.missedVisits = missedVisits;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * @throws IllegalStateException if the customer does not pay for it: the model must not come here
   *     then
   */
  @Override
  public Charge requestFor(VisitId id) {
    MissedVisit missed = missedVisits.get(id);
    MissedVisit.Charge charge = chargeOf(missed);
    ProductOrder order = orders.get(missed.order());
    return new Charge(
        new Subject(
            order.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(missed.delivery()),
            components.of(missed.delivery()).stream()
                .filter(Component::needsVisit)
                .findFirst()
                .flatMap(component -> order.siteOf(component.item()))),
        charge.code(),
        charge.reason(),
        order.header().customer().id(),
        missed.day());
  }

  @Override
  public StepResult record(VisitId id, Charged answer) {
    MissedVisit missed = missedVisits.get(id);
    MissedVisit.Charge charge = chargeOf(missed);
    if (!answer.code().equals(charge.code()) || !answer.day().equals(missed.day())) {
      return differs(
          "%s, %s of %s,".formatted(answer.reference(), answer.code(), answer.day()),
          charge.code() + " of " + missed.day());
    }
    orders.lockRow(missed.order());
    if (missedVisits.charged(id, answer.reference(), clock.instant())) {
      timeline.add(
          missed.order(),
          TimelineEntry.of(
                  EventKind.VISIT_CHARGED,
                  "Visit on " + missed.day() + " charged: " + charge.reason())
              .with("code", charge.code())
              .with("charge", answer.reference()));
    }
    return StepResult.done();
  }

  private static MissedVisit.Charge chargeOf(MissedVisit missed) {
    return missed
        .charge()
        .orElseThrow(() -> new IllegalStateException("visit " + missed.id() + " costs nothing"));
  }
}
