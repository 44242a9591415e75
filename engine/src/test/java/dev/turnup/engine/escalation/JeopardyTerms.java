package dev.turnup.engine.escalation;

import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import java.util.List;
import java.util.Map;

/**
 * Amber from 75 %; a colour stands for 30 minutes and is lowered after an hour of calm. Nothing of
 * a tier that nobody has heard of.
 */
public final class JeopardyTerms implements Decisions {

  @Override
  public Answer one(OrderId order, String table, Map<String, Object> inputs) {
    if (inputs.containsValue("unheard-of")) {
      throw new Undecided("no rule for " + inputs);
    }
    return new Answer(
        table, Map.of("amberFromPercent", 75, "standsMinutes", 30, "calmMinutes", 60));
  }

  @Override
  public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
    return List.of(one(order, table, inputs));
  }
}
