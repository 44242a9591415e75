package dev.turnup.engine.decomposition;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.ProductOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The table {@code order-rules}, asked for every finding of an order.
 *
 * @param judged in the sequence of the findings
 */
record OrderRules(List<Judged> judged) {

  /**
   * What becomes of an order because of one finding.
   *
   * @param verdict {@code VALID} if the finding is accepted
   */
  record Judged(Finding finding, Verdict verdict, String explanation) {

    String reason() {
      return finding.item().map(item -> "item " + item + ": ").orElse("")
          + explanation
          + " ("
          + finding.detail()
          + ")";
    }
  }

  private static final Output<Verdict> VERDICT =
      Output.oneOf(
          "verdict",
          Map.of(
              "accept", Verdict.VALID,
              "wait", Verdict.WAITING,
              "repair", Verdict.REPAIRABLE,
              "reject", Verdict.INVALID));

  private static final Output<String> EXPLANATION = Output.text("explanation").or("");

  static final DecisionTable TABLE =
      new DecisionTable("order-rules", VERDICT, EXPLANATION).asking("action", ItemAction.words());

  /** A product that another order is about to add is not there yet, which is no fault. */
  private static final String UNKNOWN_PRODUCT = "unknown-product";

  static OrderRules of(Decisions decisions, ProductOrder order, List<Finding> findings) {
    List<Judged> judged =
        findings.stream().map(finding -> judged(decisions, order, finding)).toList();
    Set<Optional<ItemId>> waiting =
        judged.stream()
            .filter(each -> each.verdict() == Verdict.WAITING)
            .map(each -> each.finding().item())
            .collect(toSet());
    return new OrderRules(
        judged.stream()
            .filter(
                each ->
                    !each.finding().code().equals(UNKNOWN_PRODUCT)
                        || !waiting.contains(each.finding().item()))
            .toList());
  }

  private static Judged judged(Decisions decisions, ProductOrder order, Finding finding) {
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("finding", finding.code());
    inputs.put(
        "action",
        finding
            .item()
            .map(order::item)
            .map(OrderItem::action)
            .map(ItemAction::tmfName)
            .orElse(null));
    Decisions.Answer answer = decisions.one(order.id(), TABLE.key(), inputs);
    Verdict verdict = answer.get(VERDICT);
    if (verdict == Verdict.WAITING && finding.other().isEmpty()) {
      throw new Undecided(
          answer.table() + " lets " + finding.code() + " wait, which is about no other order");
    }
    return new Judged(finding, verdict, answer.get(EXPLANATION));
  }

  /** The gravest of all. */
  Verdict verdict() {
    return judged.stream().map(Judged::verdict).max(naturalOrder()).orElse(Verdict.VALID);
  }

  /** The orders that this one has to wait for. */
  Set<OrderId> earlier() {
    return judged.stream()
        .filter(each -> each.verdict() == Verdict.WAITING)
        .flatMap(each -> each.finding().other().stream())
        .collect(toSet());
  }

  /** Every reason, for people. */
  String why() {
    return reasons(each -> each.verdict() != Verdict.VALID);
  }

  /** What was found and does not matter, for people. */
  String accepted() {
    return reasons(each -> each.verdict() == Verdict.VALID);
  }

  private String reasons(Predicate<Judged> wanted) {
    return judged.stream().filter(wanted).map(Judged::reason).collect(joining("; "));
  }
}
