package dev.turnup.engine.escalation;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Has an order that is stuck looked after, once however often and in however many ways it is found;
 * what is worse than all that is known raises it to the next level.
 */
@UseCase
public final class EscalateOrder {

  private final Orders orders;
  private final List<Search> searches;
  private final Escalations escalations;
  private final EscalationCourse course;
  private final Timeline timeline;
  private final Supplier<UUID> ids;
  private final Clock clock;

  public EscalateOrder(
      Orders orders,
      List<Search> searches,
      Escalations escalations,
      EscalationCourse course,
      Timeline timeline,
      Supplier<UUID> ids,
      Clock clock) {
    this.orders = orders;
    this.searches = List.copyOf(searches);
    this.escalations = escalations;
    this.course = course;
    this.timeline = timeline;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * In one transaction: looks again with the order locked, for it may have moved since it was
   * found, keeps the finding and starts or raises the escalation.
   */
  public void because(Stuck stuck) {
    if (orders.lock(stuck.order()).state().isFinal()
        || !Search.stillFinds(searches, stuck, clock.instant())) {
      return;
    }
    Optional<Escalation> open = escalations.openOf(stuck.order());
    if (open.isEmpty()) {
      start(stuck);
    } else if (!open.get().tells(stuck.finding())) {
      add(stuck, open.get());
    }
  }

  private void start(Stuck stuck) {
    Escalation escalation = Escalation.open(new EscalationId(ids.get()), stuck, clock.instant());
    escalations.add(escalation);
    tell(stuck, escalation.id());
    course.start(stuck.order(), escalation.id());
  }

  private void add(Stuck stuck, Escalation escalation) {
    boolean worse =
        escalation.findings().stream()
            .allMatch(known -> stuck.finding().isWorseThan(known.finding()));
    List<Stuck> all = new ArrayList<>(escalation.findings());
    all.add(stuck);
    escalations.update(escalation.because(all));
    tell(stuck, escalation.id());
    if (worse) {
      course.raise(stuck.order(), escalation.id());
    } else {
      course.retell(stuck.order(), escalation.id());
    }
  }

  private void tell(Stuck stuck, EscalationId escalation) {
    OrderId order = stuck.order();
    if (!stuck.finding().isOfPromise()) {
      timeline.add(
          order,
          TimelineEntry.of(EventKind.STUCK, "Order is stuck")
              .remarking(stuck.explanation())
              .with("finding", stuck.finding().code())
              .with("escalation", escalation));
    }
  }
}
