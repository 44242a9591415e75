package dev.turnup.engine.escalation;

import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Drops what is not true any more from an escalation, and ends it if nothing is left. */
@UseCase
public final class ReviewEscalation {

  private final Orders orders;
  private final Escalations escalations;
  private final List<Search> searches;
  private final EscalationCourse course;
  private final CloseEscalation closeEscalation;
  private final Clock clock;

  public ReviewEscalation(
      Orders orders,
      Escalations escalations,
      List<Search> searches,
      EscalationCourse course,
      CloseEscalation closeEscalation,
      Clock clock) {
    this.orders = orders;
    this.escalations = escalations;
    this.searches = List.copyOf(searches);
    this.course = course;
    this.closeEscalation = closeEscalation;
    this.clock = clock;
  }

  /** In one transaction: looks again with the order locked. */
  public void of(EscalationId id) {
    boolean ended = orders.lock(escalations.get(id).order()).state().isFinal();
    Escalation escalation = escalations.get(id);
    if (escalation.closing().isPresent()) {
      return;
    }
    List<Stuck> left =
        ended
            ? List.of()
            : escalation.findings().stream()
                .filter(known -> Search.stillFinds(searches, known, clock.instant()))
                .toList();
    if (left.isEmpty()) {
      if (!course.end(escalation.order(), id)) {
        closeEscalation.of(escalation.order(), id, Optional.empty());
      }
    } else if (left.size() < escalation.findings().size()) {
      escalations.update(escalation.because(left));
      course.retell(escalation.order(), id);
    }
  }
}
