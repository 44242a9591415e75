package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table {@code order-rules}, asked for every finding of an order. */
record OrderRules(Verdict verdict, List<String> reasons) {

  static OrderRules of(Decisions decisions, OrderId order, List<Finding> findings) {
    List<Decisions.Answer> answers =
        findings.stream()
            .map(finding -> decisions.one(order, "order-rules", Map.of("finding", finding.code())))
            .toList();
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      reasons.add(reason(findings.get(i), answers.get(i).text("explanation")));
    }
    if (findings.isEmpty()) {
      return new OrderRules(Verdict.VALID, reasons);
    }
    boolean reject = answers.stream().anyMatch(answer -> answer.text("verdict").equals("reject"));
    return new OrderRules(reject ? Verdict.INVALID : Verdict.REPAIRABLE, reasons);
  }

  /** Every reason, for people. */
  String why() {
    return String.join("; ", reasons);
  }

  private static String reason(Finding finding, String explanation) {
    return finding.item().map(item -> "item " + item + ": ").orElse("")
        + explanation
        + " ("
        + finding.detail()
        + ")";
  }
}
