package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order that somebody has to look after.
 *
 * @param findings what is wrong with it, one or more; the gravest first
 * @param told who was told last; empty until somebody was
 * @param closing how it ended, if it did
 */
public record Escalation(
    EscalationId id,
    OrderId order,
    List<Stuck> findings,
    Instant openedAt,
    Optional<Told> told,
    Optional<Closing> closing,
    int version) {

  public Escalation {
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("an escalation of order " + order + " without a reason");
    }
    findings = Stuck.gravestFirst(findings);
  }

  /**
   * Who has been told.
   *
   * @param level counts from 1
   * @param group the people of that level
   * @param from when mail may reach them; their task is there at once
   * @param respondBy until when they have to act, before the next level is told
   */
  public record Told(int level, String group, Instant from, Instant respondBy) {

    Told respondingBy(Instant until) {
      return new Told(level, group, from, until);
    }
  }

  /** A new one, of which nobody has been told yet. */
  static Escalation open(EscalationId id, Stuck why, Instant now) {
    return new Escalation(
        id, why.order(), List.of(why), now, Optional.empty(), Optional.empty(), 0);
  }

  /** What is worst. */
  public Stuck why() {
    return findings.get(0);
  }

  /** How loudly it is escalated; 0 until somebody was told. */
  public int level() {
    return told.map(Told::level).orElse(0);
  }

  /**
   * Whether nobody is to be told of its findings again: while it is open, and for as long as it was
   * closed to be quiet. What else is found is news to all.
   */
  public boolean silences() {
    return closing.map(Closing::quietUntil).map(Optional::isPresent).orElse(true);
  }

  boolean tells(Stuck.Finding finding) {
    return findings.stream().anyMatch(known -> known.finding() == finding);
  }

  /** The same, with people of a level told. */
  Escalation telling(Told people) {
    return new Escalation(id, order, findings, openedAt, Optional.of(people), closing, version);
  }

  /** The same for other reasons. */
  Escalation because(List<Stuck> reasons) {
    return new Escalation(id, order, reasons, openedAt, told, closing, version);
  }

  /** The same, ended. */
  Escalation closed(Closing how) {
    return new Escalation(id, order, findings, openedAt, told, Optional.of(how), version);
  }

  /**
   * How an escalation ended.
   *
   * @param by the person who closed it, or {@code turnup} because the order moves again
   * @param quietUntil until when nobody is told again of what it was about
   */
  public record Closing(Instant at, String by, String remark, Optional<Instant> quietUntil) {}
}
