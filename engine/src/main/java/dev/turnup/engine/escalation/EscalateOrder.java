package dev.turnup.engine.escalation;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Opens an escalation for an order that is stuck, once however often it is found. */
@UseCase
public final class EscalateOrder {

  private final Orders orders;
  private final RunningOrders running;
  private final LateOrders lateOrders;
  private final Escalations escalations;
  private final EscalationCourse course;
  private final Timeline timeline;
  private final Supplier<UUID> ids;
  private final Clock clock;

  public EscalateOrder(
      Orders orders,
      RunningOrders running,
      LateOrders lateOrders,
      Escalations escalations,
      EscalationCourse course,
      Timeline timeline,
      Supplier<UUID> ids,
      Clock clock) {
    this.orders = orders;
    this.running = running;
    this.lateOrders = lateOrders;
    this.escalations = escalations;
    this.course = course;
    this.timeline = timeline;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * In one transaction: looks again with the order locked, for it may have moved since it was
   * found, keeps the escalation and starts its course.
   */
  public void because(Stuck stuck) {
    if (orders.lock(stuck.order()).state().isFinal() || hasMoved(stuck)) {
      return;
    }
    Escalation escalation = Escalation.open(new EscalationId(ids.get()), stuck, clock.instant());
    if (escalations.add(escalation)) {
      timeline.add(
          stuck.order(),
          TimelineEntry.of(EventKind.STUCK, "Order is stuck")
              .remarking(stuck.explanation())
              .with("finding", stuck.finding().code())
              .with("escalation", escalation.id()));
      course.start(stuck.order(), escalation.id());
    }
  }

  private boolean hasMoved(Stuck stuck) {
    List<OrderId> order = List.of(stuck.order());
    return switch (stuck.finding()) {
      case NO_NEXT_EVENT -> running.withNextEvent(order).contains(stuck.order());
      case OVERDUE_TASK -> !running.withOverdueTask(order, clock.instant()).contains(stuck.order());
      case OVERDUE_FALLOUT ->
          !lateOrders.withOverdueFallout(order, clock.instant()).contains(stuck.order());
      case LOST_VISIT -> !lateOrders.withLostVisit(order, clock.instant()).contains(stuck.order());
    };
  }
}
