package dev.turnup.engine.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far orders are and what threatens them, for those who follow them from outside. */
public interface OrderProgress {

  /** Milestones of one order that are given; it has more only with very many items. */
  int MOST_MILESTONES = 1_000;

  /** The progress of every one of the orders, read together. */
  Map<OrderId, Progress> of(Collection<OrderId> orders);

  /** That of one order. */
  default Optional<Progress> of(OrderId order) {
    return Optional.ofNullable(of(List.of(order)).get(order));
  }

  /**
   * One order's progress.
   *
   * @param zone the time zone of its site, in which its dates are days; UTC for one without
   * @param projectedDate the day on which, as things stand, the last open delivery is made
   * @param milestones what was reached, oldest first
   * @param fallouts what fell out and is not settled, oldest first
   * @param jeopardy of its promise, if it is in any
   * @param escalation when somebody accountable was told last, while that is not settled
   */
  record Progress(
      ZoneId zone,
      Optional<LocalDate> projectedDate,
      List<Milestone> milestones,
      List<Fallout> fallouts,
      Optional<Jeopardy> jeopardy,
      Optional<Escalation> escalation) {}

  /**
   * A promise that is likely to be missed, or was.
   *
   * @param colour {@code amber} or {@code red}
   */
  record Jeopardy(String colour, Instant since, String reason) {}

  /**
   * Something that was reached.
   *
   * @param sequence of its entry in the timeline
   * @param name as {@link EventKind#milestone} gives it
   */
  record Milestone(long sequence, String name, Instant at, String text, Optional<ItemId> item) {}

  /**
   * A step that could not go on.
   *
   * @param code the kind of failure
   * @param message what the system said of it
   */
  record Fallout(
      String id,
      String step,
      String system,
      String code,
      String message,
      Instant at,
      Optional<ItemId> item) {}

  /**
   * An order that is stuck or overdue, and that somebody looks after.
   *
   * @param finding what was found: {@code no-next-event}, {@code overdue-task} …
   * @param level how loudly it is escalated, from 0
   */
  record Escalation(String id, String finding, int level, String explanation, Instant since) {}
}
