package dev.turnup.engine.escalation;

import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

  /** The newest version is the same for all. */
  private static final OrderId ANY = new OrderId("PO-1");

  private final Escalations escalations;
  private final Orders orders;
  private final LateWork lateWork;
  private final SiteClock siteClock;
  private final Decisions decisions;
  private final Hours hours;
  private final Clock clock;

  public ChooseLevel(
      Escalations escalations,
      Orders orders,
      LateWork lateWork,
      SiteClock siteClock,
      Decisions decisions,
      Hours hours,
      Clock clock) {
    this.escalations = escalations;
    this.orders = orders;
    this.lateWork = lateWork;
    this.siteClock = siteClock;
    this.decisions = decisions;
    this.hours = hours;
    this.clock = clock;
  }

  /** Moves the escalation to its first or next level, and says who is told. */
  public Told forEscalation(EscalationId id) {
    Escalation escalation = escalations.get(id);
    Map<String, Object> about = about(escalation);
    int level = escalation.level();
    Told told = told(about, level == 0 ? FIRST : nextOf(about, level));
    escalations.update(escalation.telling(told));
    return told;
  }

  /**
   * Who is told of a hold-up next.
   *
   * @param level the people of which have been told; 0 if nobody was
   */
  Told after(HoldUp holdUp, int level) {
    Map<String, Object> about = about(holdUp);
    return told(about, level == 0 ? FIRST : nextOf(about, level));
  }

  /** The same people, once more. */
  Told again(HoldUp holdUp, int level) {
    return told(about(holdUp), level);
  }

  private Told told(Map<String, Object> about, int level) {
    Decisions.Answer answer = decide(about, level);
    Instant now = clock.instant();
    Optional<String> calendar = answer.get(CALENDAR);
    return new Told(
        level,
        answer.get(GROUP),
        hours.firstFrom(now, calendar),
        hours.after(now, Duration.ofMinutes(answer.get(RESPOND_WITHIN)), calendar));
  }

  private int nextOf(Map<String, Object> about, int level) {
    return decide(about, level).get(NEXT_LEVEL);
  }

  private Decisions.Answer decide(Map<String, Object> about, int level) {
    Map<String, Object> inputs = new HashMap<>(about);
    inputs.put("level", level);
    return decisions.newest().one(ANY, TABLE.key(), inputs);
  }

  private Map<String, Object> about(Escalation escalation) {
    ProductOrder order = orders.get(escalation.order());
    Stuck.Finding worst = escalation.why().finding();
    return about(
        order.header().customer().tier(),
        worst.code(),
        Optional.of(order.id())
            .filter(late -> worst.isOfPeople())
            .flatMap(late -> lateWork.desk(late, worst, clock.instant()))
            .orElse(""),
        siteClock.territoryOf(order).map(Territory::id).orElse(""));
  }

  /** It is nobody's alone, and nowhere. */
  private static Map<String, Object> about(HoldUp holdUp) {
    return about("", holdUp.kind().finding(), "", "");
  }

  private static Map<String, Object> about(
      String tier, String finding, String desk, String territory) {
    return Map.of("tier", tier, "finding", finding, "desk", desk, "territory", territory);
  }
}
