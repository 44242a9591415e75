package dev.turnup.engine.escalation;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Chooses who is told of a stuck order, and until when they have to act: the first level at first,
 * the next one whenever nobody acted in time, by table and customer tier.
 */
@UseCase
public final class ChooseLevel {

  private static final Output<String> GROUP =
      Output.naming("group", Words.naming(Words.Named.GROUP));
  private static final Output<Integer> RESPOND_WITHIN = Output.count("respondWithinMinutes");
  private static final Output<Integer> NEXT_LEVEL = Output.count("nextLevel");

  public static final DecisionTable TABLE =
      new DecisionTable("escalation-policy", GROUP, RESPOND_WITHIN, NEXT_LEVEL);

  private static final int FIRST = 1;

  private final Escalations escalations;
  private final Orders orders;
  private final Decisions decisions;
  private final Clock clock;

  public ChooseLevel(Escalations escalations, Orders orders, Decisions decisions, Clock clock) {
    this.escalations = escalations;
    this.orders = orders;
    this.decisions = decisions;
    this.clock = clock;
  }

  /** Who is told. */
  public record Level(int level, String group, Instant respondBy) {}

  /** Moves the escalation to its first or next level. */
  public Level forEscalation(EscalationId id) {
    Escalation escalation = escalations.get(id);
    OrderId order = escalation.why().order();
    String tier = orders.header(order).customer().tier();
    int level =
        escalation.level() == 0 ? FIRST : decide(order, escalation.level(), tier).get(NEXT_LEVEL);
    Decisions.Answer answer = decide(order, level, tier);
    Instant respondBy = clock.instant().plus(Duration.ofMinutes(answer.get(RESPOND_WITHIN)));
    escalations.update(escalation.at(level, answer.get(GROUP), respondBy));
    return new Level(level, answer.get(GROUP), respondBy);
  }

  private Decisions.Answer decide(OrderId order, int level, String tier) {
    return decisions.one(order, TABLE.key(), Map.of("level", level, "tier", tier));
  }
}
