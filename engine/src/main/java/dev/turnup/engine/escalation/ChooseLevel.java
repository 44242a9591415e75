package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Escalation.Told;
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
import java.util.Optional;

/**
 * Chooses who is told of a stuck order, when, and until when they have to act: the first level at
 * first, the next one whenever nobody acted in time or things got worse. By the newest table, so
 * that what is too loud can be made quieter for orders that are open already.
 */
@UseCase
public final class ChooseLevel {

  private static final Output<String> GROUP =
      Output.naming("group", Words.naming(Words.Named.GROUP));
  private static final Output<Integer> RESPOND_WITHIN = Output.count("respondWithinMinutes");
  private static final Output<Integer> NEXT_LEVEL = Output.count("nextLevel");

  private static final Output<Optional<String>> CALENDAR = Output.text("calendar").optional();

  public static final DecisionTable TABLE =
      new DecisionTable("escalation-policy", GROUP, RESPOND_WITHIN, NEXT_LEVEL, CALENDAR);

  private static final int FIRST = 1;

  private final Escalations escalations;
  private final Orders orders;
  private final LateWork lateWork;
  private final Decisions decisions;
  private final Hours hours;
  private final Clock clock;

  public ChooseLevel(
      Escalations escalations,
      Orders orders,
      LateWork lateWork,
      Decisions decisions,
      Hours hours,
      Clock clock) {
    this.escalations = escalations;
    this.orders = orders;
    this.lateWork = lateWork;
    this.decisions = decisions;
    this.hours = hours;
    this.clock = clock;
  }

  /** Moves the escalation to its first or next level, and says who is told. */
  public Told forEscalation(EscalationId id) {
    Escalation escalation = escalations.get(id);
    Decisions newest = decisions.newest();
    int level =
        escalation.told().isEmpty()
            ? FIRST
            : decide(newest, escalation, escalation.level()).get(NEXT_LEVEL);
    Decisions.Answer answer = decide(newest, escalation, level);
    Instant now = clock.instant();
    Optional<String> calendar = answer.get(CALENDAR);
    Told told =
        new Told(
            level,
            answer.get(GROUP),
            hours.firstFrom(now, calendar),
            hours.after(now, Duration.ofMinutes(answer.get(RESPOND_WITHIN)), calendar));
    escalations.update(escalation.telling(told));
    return told;
  }

  private Decisions.Answer decide(Decisions newest, Escalation escalation, int level) {
    OrderId order = escalation.order();
    Stuck.Finding worst = escalation.why().finding();
    return newest.one(
        order,
        TABLE.key(),
        Map.of(
            "level",
            level,
            "tier",
            orders.header(order).customer().tier(),
            "finding",
            worst.code(),
            "desk",
            Optional.of(order)
                .filter(late -> worst == Stuck.Finding.OVERDUE_TASK)
                .flatMap(late -> lateWork.desk(late, clock.instant()))
                .orElse("")));
  }
}
