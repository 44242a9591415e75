package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.CreditChecks.Inquiry;
import dev.turnup.engine.decomposition.CreditChecks.Verdict;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Asks whether the customer may order; a refusal is one more finding on the order. */
@UseCase
public final class CheckCredit implements OutsideStep<OrderId, Inquiry, Verdict> {

  private static final String REFUSED = "credit-refused";

  /** What {@code order-rules} knows; other codes of the outside system are plain refusals. */
  private static final Set<String> CODES = Set.of(REFUSED, "fraud-suspected");

  private final Orders orders;
  private final Findings findings;
  private final CreditChecks creditChecks;

  public CheckCredit(Orders orders, Findings findings, CreditChecks creditChecks) {
    this.orders = orders;
    this.findings = findings;
    this.creditChecks = creditChecks;
  }

  @Override
  public Inquiry requestFor(OrderId id) {
    return inquiryFor(orders.get(id));
  }

  static Inquiry inquiryFor(ProductOrder order) {
    return new Inquiry(
        new Subject(
            order.id(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        order.header().customer().id());
  }

  @Override
  public CompletionStage<Outcome<Verdict>> call(CallKey key, Inquiry request) {
    return creditChecks.checkCredit(key, request);
  }

  @Override
  public StepResult record(OrderId id, Verdict verdict) {
    orders.lockRow(id);
    refusal(verdict).ifPresent(finding -> findings.add(id, List.of(finding)));
    return StepResult.done();
  }

  static Optional<Finding> refusal(Verdict verdict) {
    String code = CODES.contains(verdict.code()) ? verdict.code() : REFUSED;
    return verdict.approved()
        ? Optional.empty()
        : Optional.of(new Finding(code, Optional.empty(), verdict.reason()));
  }
}
