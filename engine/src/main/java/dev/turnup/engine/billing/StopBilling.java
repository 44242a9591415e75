package dev.turnup.engine.billing;

import dev.turnup.engine.activation.ComponentEffect;
import dev.turnup.engine.billing.BillStops.EndedBill;
import dev.turnup.engine.billing.Billing.BillStop;
import dev.turnup.engine.billing.Billing.StoppedBill;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Ends what a product is charged: today, if its service is to end; on the day on which it was
 * accepted as it is now, if it was changed.
 */
@UseCase
public final class StopBilling extends ComponentEffect<BillStop, StoppedBill>
    implements Vouched<BillStop, StoppedBill> {

  private final Orders orders;
  private final Components components;
  private final BillStarts starts;
  private final BillStops stops;
  private final Billing billing;
  private final SiteClock siteClock;
  private final Timeline timeline;
  private final Clock clock;

  public StopBilling(
      Orders orders,
      Components components,
      BillStarts starts,
      BillStops stops,
      Billing billing,
      SiteClock siteClock,
      Timeline timeline,
      Clock clock) {
    super(orders, components);
    this.orders = orders;
    this.components = components;
    this.starts = starts;
    this.stops = stops;
    this.billing = billing;
    this.siteClock = siteClock;
    this.timeline = timeline;
    this.clock = clock;
  }

  @Override
  protected BillStop requestFor(Component component, ProductOrder order) {
    return new BillStop(
        component.subjectIn(order),
        order.productOf(component.item()),
        order.header().customer().id(),
        component.action() == ComponentAction.CEASE
            ? siteClock.todayAt(order.siteOf(component.item()))
            : starts.of(component.id()).effective());
  }

  /** A product is charged once, however many of its components are billed. */
  @Override
  public Optional<String> intentOf(ComponentId id) {
    Component component = components.get(id);
    return components.of(component.order(), component.item()).stream()
        .filter(other -> other.specification().billable())
        .findFirst()
        .map(first -> first.id().toString());
  }

  @Override
  public CompletionStage<Outcome<StoppedBill>> call(CallKey key, BillStop request) {
    return billing.stopBilling(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<StoppedBill>>> find(CallKey key, BillStop request) {
    return billing.findStop(key, request.subject());
  }

  @Override
  public StoppedBill done(CallKey key, BillStop request, String reference) {
    return new StoppedBill(reference, true, Optional.of(request.effective()));
  }

  /** Nothing after it asks billing whether the customer still pays. */
  @Override
  public boolean takesTwo() {
    return true;
  }

  @Override
  protected StepResult record(Component component, StoppedBill answer) {
    ProductOrder order = orders.around(component.order(), component.item());
    Optional<LocalDate> ended = answer.effective().filter(day -> answer.stopped());
    if (ended.isEmpty()) {
      return fellOut("bill-not-stopped", "bill " + answer.reference() + " goes on");
    }
    LocalDate day = ended.get();
    if (component.action() != ComponentAction.CEASE
        && !day.equals(starts.of(component.id()).effective())) {
      return fellOut(
          "bill-differs",
          "bill "
              + answer.reference()
              + " ends on "
              + day
              + ", but should on "
              + starts.of(component.id()).effective());
    }
    String product = order.productOf(component.item());
    if (stops.add(
        new EndedBill(
            order.id(), component.item(), product, day, answer.reference(), clock.instant()))) {
      timeline.add(
          order.id(),
          TimelineEntry.of(EventKind.BILL_STOPPED, product + " is charged no more from " + day)
              .about(component.item())
              .about(component.id())
              .with("effectiveDate", day)
              .with("bill", answer.reference()));
    }
    return StepResult.done();
  }

  private static StepResult fellOut(String code, String message) {
    return StepResult.fellOut(new Failure("billing", code, message));
  }
}
