package dev.turnup.engine.billing;

import dev.turnup.engine.activation.ComponentStep;
import dev.turnup.engine.billing.Billing.Bill;
import dev.turnup.engine.billing.Billing.Bills;
import dev.turnup.engine.billing.Billing.Inquiry;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks billing what is billed for a service: exactly the one bill ends its item. */
@UseCase
public final class ConfirmBilling extends ComponentStep<Inquiry, Bills> {

  private final Orders orders;
  private final BillStarts bills;
  private final Billing billing;
  private final Timeline timeline;
  private final Clock clock;

  public ConfirmBilling(
      Orders orders,
      Components components,
      BillStarts bills,
      Billing billing,
      Timeline timeline,
      Clock clock) {
    super(orders, components);
    this.orders = orders;
    this.bills = bills;
    this.billing = billing;
    this.timeline = timeline;
    this.clock = clock;
  }

  @Override
  protected Inquiry requestFor(Component component, ProductOrder order) {
    return new Inquiry(component.subjectIn(order));
  }

  @Override
  public CompletionStage<Outcome<Bills>> call(CallKey key, Inquiry request) {
    return billing.confirmBilling(key, request);
  }

  @Override
  protected StepResult record(Component component, Bills found) {
    ProductOrder order = orders.lockAround(component.order(), component.item());
    BillStart bill = bills.of(component.id());
    List<Bill> active = found.bills().stream().filter(Bill::isActive).toList();
    Optional<Failure> wrong = wrong(bill, active);
    if (wrong.isPresent()) {
      return StepResult.fellOut(wrong.get());
    }
    if (bill.state() != BillStart.State.CONFIRMED) {
      confirm(order, bill);
    }
    return StepResult.done();
  }

  private static Optional<Failure> wrong(BillStart bill, List<Bill> active) {
    if (active.isEmpty()) {
      return failure("bill-missing", "billing has no active bill for it");
    }
    if (active.size() > 1) {
      return failure("billed-twice", "billing has " + active.size() + " active bills for it");
    }
    if (!active.get(0).effective().equals(bill.effective())) {
      return failure(
          "bill-differs",
          "billing bills it from "
              + active.get(0).effective()
              + ", but should from "
              + bill.effective());
    }
    return Optional.empty();
  }

  private static Optional<Failure> failure(String code, String message) {
    return Optional.of(new Failure("billing", code, message));
  }

  private void confirm(ProductOrder order, BillStart bill) {
    Instant now = clock.instant();
    bills.update(bill.confirmed(now));
    OrderItem item = order.item(bill.item());
    order.completeItem(item.id(), now);
    orders.update(order);
    timeline.add(
        order.id(),
        TimelineEntry.of(
                EventKind.ITEM_CLOSED, item.offering().orElse("item " + item.id()) + " completed")
            .about(item.id()));
  }
}
