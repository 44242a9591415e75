package dev.turnup.engine.billing;

import dev.turnup.engine.billing.Billing.Charge;
import dev.turnup.engine.billing.Billing.Charged;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;

/**
 * Charges a customer for what was done for a component before its order was cancelled; for each
 * once. No bill of a service starts.
 */
@UseCase
public final class ChargeCancellation extends OneOffCharge<ComponentId> {

  /** As billing knows it; what it costs, too. */
  private static final String CODE = "cancellation";

  private final Orders orders;
  private final Components components;
  private final Cancellations cancellations;
  private final Timeline timeline;
  private final SiteClock siteClock;
  private final Clock clock;

  public ChargeCancellation(
      Billing billing,
      Orders orders,
      Components components,
      Cancellations cancellations,
      Timeline timeline,
      SiteClock siteClock,
      Clock clock) {
    super(billing);
    this.orders = orders;
    this.components = components;
    this.cancellations = cancellations;
    this.timeline = timeline;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  @Override
  public Charge requestFor(ComponentId id) {
    Component component = components.get(id);
    ProductOrder order = orders.get(component.order());
    Instant cancelled =
        cancellations.open(order.id()).stream()
            .map(Cancellation::requestedAt)
            .findFirst()
            .orElseGet(clock::instant);
    return new Charge(
        component.subjectIn(order),
        CODE,
        component.name() + " was begun before the order was cancelled",
        order.header().customer().id(),
        siteClock.dayAt(order.siteOf(component.item()), cancelled));
  }

  @Override
  public StepResult record(ComponentId id, Charged answer) {
    if (!answer.code().equals(CODE)) {
      return differs(answer.reference() + ", " + answer.code() + ",", CODE);
    }
    Component component = components.get(id);
    timeline.add(
        component.order(),
        TimelineEntry.of(
                EventKind.CANCELLATION_CHARGED, "Cancellation charged for " + component.name())
            .about(component.item())
            .about(id)
            .with("code", CODE)
            .with("charge", answer.reference()));
    return StepResult.done();
  }
}
