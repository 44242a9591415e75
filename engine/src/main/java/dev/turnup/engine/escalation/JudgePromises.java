package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.escalation.Jeopardy.Damping;
import dev.turnup.engine.escalation.Promise.Sight;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Judges in how much jeopardy promises are, by the newest table. */
@UseCase
public final class JudgePromises {

  private static final int PAGE = 100;
  private static final int WHOLE = 100;

  private static final Output<Integer> AMBER_FROM = Output.number("amberFromPercent", 0, WHOLE);
  private static final Output<Integer> STANDS = Output.count("standsMinutes");
  private static final Output<Integer> CALM = Output.count("calmMinutes");

  public static final DecisionTable TABLE =
      new DecisionTable("jeopardy-policy", AMBER_FROM, STANDS, CALM);

  private final Promises promises;
  private final Orders orders;
  private final Decisions decisions;
  private final Timeline timeline;
  private final Clock clock;

  public JudgePromises(
      Promises promises, Orders orders, Decisions decisions, Timeline timeline, Clock clock) {
    this.promises = promises;
    this.orders = orders;
    this.decisions = decisions;
    this.timeline = timeline;
    this.clock = clock;
  }

  private record Judgement(Jeopardy jeopardy, String reason) {}

  /**
   * Hands over the orders whose promise is to be judged anew, page by page. Of those that no rule
   * judges it is one of each tier: judging it says what is wrong with the table, and keeps no other
   * waiting.
   */
  public void each(Consumer<OrderId> found) {
    Instant now = clock.instant();
    Policies policies = new Policies(decisions.newest());
    Set<String> undecided = new HashSet<>();
    List<OrderId> doubtful = promises.doubtful(now);
    for (int from = 0; from < doubtful.size(); from += PAGE) {
      promises.of(doubtful.subList(from, Math.min(from + PAGE, doubtful.size()))).stream()
          .filter(promise -> isToBeJudged(promise, policies, now, undecided))
          .map(Promise::order)
          .forEach(found);
    }
  }

  private static boolean isToBeJudged(
      Promise promise, Policies policies, Instant now, Set<String> undecided) {
    try {
      return !judge(promise, policies, now)
          .equals(new Judgement(promise.shown(), promise.reason()));
    } catch (Undecided noRule) {
      return undecided.add(promise.tier());
    }
  }

  /** In one transaction: judges with the order locked; a change of colour is told. */
  public void of(OrderId order) {
    orders.lock(order);
    promises.of(order).ifPresent(promise -> keep(promise, clock.instant()));
  }

  private void keep(Promise promise, Instant now) {
    Judgement judged = judge(promise, new Policies(decisions.newest()), now);
    promises.keep(promise.order(), judged.jeopardy(), judged.reason(), promise.waitsFor());
    Colour colour = judged.jeopardy().colour();
    if (promise.open() && colour != promise.shown().colour()) {
      timeline.add(
          promise.order(),
          TimelineEntry.of(
                  EventKind.IN_JEOPARDY, "Promise " + colour.code() + ": " + judged.reason())
              .with("colour", colour.code())
              .with("before", promise.shown().colour().code())
              .with("promised", promise.day()));
    }
  }

  private static Judgement judge(Promise promise, Policies policies, Instant now) {
    if (!promise.open()) {
      return new Judgement(Jeopardy.NONE, "");
    }
    Decisions.Answer answer = policies.of(promise);
    Sight sight = promise.at(now, answer.get(AMBER_FROM));
    Jeopardy next =
        promise
            .shown()
            .seeing(
                sight.colour(),
                now,
                new Damping(
                    Duration.ofMinutes(answer.get(STANDS)), Duration.ofMinutes(answer.get(CALM))));
    if (next.colour() == Colour.GREEN) {
      return new Judgement(Jeopardy.NONE, "");
    }
    // while it is only shown worse than it looks, why it became so
    boolean stays = next.colour() == promise.shown().colour() && next.betterSince().isPresent();
    return new Judgement(next, stays ? promise.reason() : sight.reason());
  }

  /** What the table says of a tier, asked once for all promises to it. */
  private static final class Policies {

    private final Decisions newest;
    private final Map<String, Decisions.Answer> byTier = new HashMap<>();

    Policies(Decisions newest) {
      this.newest = newest;
    }

    Decisions.Answer of(Promise promise) {
      return byTier.computeIfAbsent(
          promise.tier(), tier -> newest.one(promise.order(), TABLE.key(), Map.of("tier", tier)));
    }
  }
}
