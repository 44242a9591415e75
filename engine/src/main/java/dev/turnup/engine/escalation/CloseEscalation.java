package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Escalation.Closing;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ends an escalation: a person says so, or the order moves again. */
@UseCase
public final class CloseEscalation {

  private static final Duration LOOKED_AFTER = Duration.ofDays(1);
  private static final Duration WATCHED = Duration.ofHours(1);

  /** What is late now and then, as calls to a system that comes and goes, is told once in it. */
  private static final Duration CALM = Duration.ofMinutes(30);

  private final Escalations escalations;
  private final TellStaff tellStaff;
  private final Timeline timeline;
  private final Clock clock;

  public CloseEscalation(
      Escalations escalations, TellStaff tellStaff, Timeline timeline, Clock clock) {
    this.escalations = escalations;
    this.tellStaff = tellStaff;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * What a person decided, as the form gave it.
   *
   * @param decision {@code close} or {@code keepWatching}
   * @param person the authenticated user
   */
  public record Decision(String decision, String remark, String person) {}

  /**
   * Closes it.
   *
   * @param order the order that the task says it is about
   * @param decided empty if the order moves again
   * @throws Refused if the decision cannot be accepted
   */
  public void of(OrderId order, EscalationId id, Optional<Decision> decided) {
    Escalation escalation = escalations.get(id);
    if (!escalation.order().equals(order)) {
      throw new Refused("This escalation is not about order " + order + "; reload the task.");
    }
    if (escalation.closing().isPresent()) {
      return;
    }
    Instant now = clock.instant();
    Closing closing =
        decided.map(decision -> byPerson(decision, now)).orElseGet(() -> byItself(escalation, now));
    escalations.update(escalation.closed(closing));
    tellStaff.never(order);
    timeline.add(
        order,
        TimelineEntry.of(EventKind.ESCALATION_CLOSED, text(decided, escalation, closing))
            .remarking(closing.remark())
            .with("escalation", id));
  }

  /** An order that stands once more has to be heard of at once. */
  private static Closing byItself(Escalation escalation, Instant now) {
    return new Closing(
        now,
        "turnup",
        "",
        Optional.of(now.plus(CALM)).filter(calm -> escalation.why().finding().isMerelyLate()));
  }

  private static Closing byPerson(Decision decision, Instant now) {
    Duration quiet =
        switch (decision.decision()) {
          case "close" -> LOOKED_AFTER;
          case "keepWatching" -> WATCHED;
          default ->
              throw new Refused("Choose what to do: close the escalation, or keep watching.");
        };
    return new Closing(
        now, decision.person(), decision.remark().strip(), Optional.of(now.plus(quiet)));
  }

  private static String text(Optional<Decision> decided, Escalation escalation, Closing closing) {
    if (decided.isPresent()) {
      return "Escalation closed by " + closing.by();
    }
    return "Escalation ended: the order moves again"
        + (escalation.why().finding().isMerelyLate()
            ? ", or what it waits for is looked after as one thing with other orders"
            : "");
  }
}
