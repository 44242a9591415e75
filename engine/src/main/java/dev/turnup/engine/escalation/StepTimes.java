package dev.turnup.engine.escalation;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.UseCase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long a step may take, by the newest table and the customer's tier; in the working time of a
 * calendar, or day and night. People's work is not asked about: it has a due date of its own.
 */
@UseCase
public final class StepTimes {

  private static final Output<Integer> WITHIN = Output.count("withinMinutes");
  private static final Output<Optional<String>> CALENDAR = Output.text("calendar").optional();

  public static final DecisionTable TABLE = new DecisionTable("step-time", WITHIN, CALENDAR);

  /** The newest version is the same for all. */
  private static final OrderId ANY = new OrderId("PO-1");

  private final Decisions decisions;
  private final Hours hours;

  public StepTimes(Decisions decisions, Hours hours) {
    this.decisions = decisions;
    this.hours = hours;
  }

  /** Who does a step; the constant in lower case is how the table names it. */
  public enum Doer {
    /** Turnup itself, from when it is due. */
    TURNUP,
    /** An outside system that is asked, every try included. */
    CALL,
    /** Whoever sends word of something. */
    MESSAGE;

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The table as of one moment; what is the same is decided and counted once. */
  public Limits asOf(Instant now) {
    return new Limits(now, decisions.newest());
  }

  /** Since when steps may last at most. */
  public final class Limits {

    private final Instant now;
    private final Decisions tables;
    private final Map<Decisions.Answer, Optional<Instant>> counted = new HashMap<>();

    private Limits(Instant now, Decisions tables) {
      this.now = now;
      this.tables = tables;
    }

    /**
     * What began before then takes too long; empty if it may take any time.
     *
     * @param step its name in the model
     */
    public Optional<Instant> earliestStart(Doer doer, String step, String tier) {
      Decisions.Answer answer =
          tables.one(ANY, TABLE.key(), Map.of("doer", doer.code(), "step", step, "tier", tier));
      return counted.computeIfAbsent(answer, this::count);
    }

    private Optional<Instant> count(Decisions.Answer answer) {
      return Optional.of(answer.get(WITHIN))
          .filter(minutes -> minutes > 0)
          .map(minutes -> hours.before(now, Duration.ofMinutes(minutes), answer.get(CALENDAR)));
    }
  }
}
