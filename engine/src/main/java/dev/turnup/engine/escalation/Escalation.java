package dev.turnup.engine.escalation;

import java.time.Instant;
import java.util.Optional;

/**
 * An order that somebody has to look after.
 *
 * @param level who is told; 0 until somebody was
 * @param group the people of that level
 * @param respondBy until when they have to act, before the next level is told
 * @param closing how it ended, if it did
 */
public record Escalation(
    EscalationId id,
    Stuck why,
    Instant openedAt,
    int level,
    Optional<String> group,
    Optional<Instant> respondBy,
    Optional<Closing> closing,
    int version) {

  /** A new one, of which nobody has been told yet. */
  static Escalation open(EscalationId id, Stuck why, Instant now) {
    return new Escalation(id, why, now, 0, Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /** The same, with people of a level told. */
  Escalation at(int next, String people, Instant answerBy) {
    return new Escalation(
        id, why, openedAt, next, Optional.of(people), Optional.of(answerBy), closing, version);
  }

  /** The same, ended. */
  Escalation closed(Closing how) {
    return new Escalation(id, why, openedAt, level, group, respondBy, Optional.of(how), version);
  }

  /**
   * How an escalation ended.
   *
   * @param by the person who closed it, or {@code turnup} because the order moves again
   * @param quietUntil until when the order is left alone even if it does not move
   */
  public record Closing(Instant at, String by, String remark, Optional<Instant> quietUntil) {}
}
