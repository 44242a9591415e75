package dev.turnup.engine.billing;

import dev.turnup.engine.activation.ComponentEffect;
import dev.turnup.engine.billing.Billing.Bill;
import dev.turnup.engine.billing.Billing.BillRequest;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Specification.ChargingMode;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Starts the bill of an accepted item, from the day it was accepted. */
@UseCase
public final class StartBilling extends ComponentEffect<BillRequest, Bill>
    implements Vouched<BillRequest, Bill> {

  private final BillStarts bills;
  private final Billing billing;
  private final Timeline timeline;
  private final Clock clock;

  public StartBilling(
      Orders orders,
      Components components,
      BillStarts bills,
      Billing billing,
      Timeline timeline,
      Clock clock) {
    super(orders, components);
    this.bills = bills;
    this.billing = billing;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * @throws IllegalStateException if the service is not active: the model must not come here then
   */
  @Override
  protected BillRequest requestFor(Component component, ProductOrder order) {
    if (component.state() != ComponentState.ACTIVE) {
      throw new IllegalStateException(
          "component "
              + component.name()
              + " ("
              + component.id()
              + ") is not active, so it is not billed");
    }
    String offering = order.item(component.item()).offering().orElse(component.name());
    return new BillRequest(
        component.subjectIn(order),
        order.productOf(component.item()),
        offering,
        order.header().customer().id(),
        component.specification().chargingMode().map(ChargingMode::code).orElseThrow(),
        bills.of(component.id()).effective(),
        component.characteristics());
  }

  @Override
  public Optional<String> intentOf(ComponentId id) {
    return Optional.of(id.toString());
  }

  @Override
  public CompletionStage<Outcome<Bill>> call(CallKey key, BillRequest request) {
    return billing.startBilling(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<Bill>>> find(CallKey key, BillRequest request) {
    return billing.findBill(key, request.subject());
  }

  /** Billing is asked for the bill all the same. */
  @Override
  public Bill done(CallKey key, BillRequest request, String reference) {
    return new Bill(reference, Bill.ACTIVE, request.effective(), request.customer());
  }

  @Override
  protected StepResult record(Component component, Bill answer) {
    BillStart bill = bills.of(component.id());
    if (!answer.isActive() || !answer.effective().equals(bill.effective())) {
      return StepResult.fellOut(
          new Failure(
              "billing",
              "bill-differs",
              "bill "
                  + answer.reference()
                  + " is "
                  + answer.status()
                  + " from "
                  + answer.effective()
                  + ", but should be active from "
                  + bill.effective()));
    }
    if (bill.state() == BillStart.State.DUE) {
      bills.update(bill.started(answer.reference(), clock.instant()));
      timeline.add(
          bill.order(),
          TimelineEntry.of(
                  EventKind.BILLED, component.name() + " is billed from " + bill.effective())
              .about(bill.item())
              .about(component.id())
              .with("effectiveDate", bill.effective())
              .with("bill", answer.reference()));
    }
    return StepResult.done();
  }
}
