package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides whether the customer's credit is checked before an order is fulfilled. */
@UseCase
public final class ChooseCreditCheck {

  private static final Output<Boolean> CHECK = Output.flag("check");

  static final DecisionTable TABLE =
      new DecisionTable("credit-check", CHECK).asking("action", ItemAction.words());

  private final Orders orders;
  private final Findings findings;
  private final Decisions decisions;

  public ChooseCreditCheck(Orders orders, Findings findings, Decisions decisions) {
    this.orders = orders;
    this.findings = findings;
    this.decisions = decisions;
  }

  /** Nobody is asked for an order that does not go on anyway; but before a person repairs one. */
  public boolean forOrder(OrderId id) {
    return isWantedFor(orders.get(id), findings.of(id), decisions);
  }

  static boolean isWantedFor(ProductOrder order, List<Finding> findings, Decisions decisions) {
    Verdict verdict = OrderRules.of(decisions, order, findings).verdict();
    return verdict != Verdict.INVALID
        && order.items().stream().anyMatch(item -> isWantedFor(order, item, decisions));
  }

  private static boolean isWantedFor(ProductOrder order, OrderItem item, Decisions decisions) {
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("offering", item.offering().orElse(null));
    inputs.put("specification", item.specification().orElse(null));
    inputs.put("action", item.action().tmfName());
    inputs.put("tier", order.header().customer().tier());
    return decisions.all(order.id(), TABLE.key(), inputs).stream()
        .anyMatch(answer -> answer.get(CHECK));
  }
}
