package dev.turnup.engine.escalation;

import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.escalation.CloseEscalation.Decision;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.escalation.TellStaff.Addresses;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.NoticesInMemory;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.TimelineInMemory;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingCalendars;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders that are watched, and those who are told of one that is stuck. */
abstract class EscalationCase {

  /** A Monday evening. */
  static final Instant NOW = Instant.parse("2026-03-02T19:00:00Z");

  static final Instant NEXT_MORNING = Instant.parse("2026-03-03T08:00:00Z");

  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final OrdersInMemory orders = new OrdersInMemory();
  final TimelineInMemory timeline = new TimelineInMemory();
  final WatchedOrders watched = new WatchedOrders(orders);
  final NoticesInMemory notices = new NoticesInMemory();
  final FindStuckOrders findStuckOrders = new FindStuckOrders(List.of(watched), clock);
  final FindMovingOrders findMovingOrders = new FindMovingOrders(watched, List.of(watched), clock);
  final EscalateOrder escalateOrder =
      new EscalateOrder(
          orders, List.of(watched), watched, watched, timeline, UUID::randomUUID, clock);
  final SiteClock siteClock = new SiteClock(postalCode -> Optional.empty(), clock);
  final TellStaff tellStaff =
      new TellStaff(
          notices,
          orders,
          siteClock,
          new Addresses(
              Map.of(
                  Channel.MAIL, Map.of("group 1", "desk@example.org"),
                  Channel.WEBHOOK, Map.of("group 2", "pager"))),
          UUID::randomUUID,
          clock);
  final ChooseLevel chooseLevel =
      new ChooseLevel(
          watched,
          orders,
          (order, finding, now) ->
              Optional.of(finding == Finding.OVERDUE_FALLOUT ? "planning" : "field"),
          siteClock,
          new Levels(),
          new Hours(new Office()),
          clock);
  final NotifyOwner notifyOwner = new NotifyOwner(watched, orders, tellStaff, timeline);
  final CloseEscalation closeEscalation = new CloseEscalation(watched, tellStaff, timeline, clock);
  final ReviewEscalation reviewEscalation =
      new ReviewEscalation(orders, watched, List.of(watched), watched, closeEscalation, clock);

  void close(EscalationId id, String decision) {
    closeEscalation.of(
        watched.get(id).order(), id, Optional.of(new Decision(decision, "on it ", "grace")));
  }

  EscalationId escalated() {
    escalateOrder.because(stuck());
    return watched.started.get(0);
  }

  Stuck stuck() {
    return watched.found(order("stuck"), Finding.NO_NEXT_EVENT);
  }

  List<Stuck> found() {
    return findStuckOrders.ways().stream()
        .flatMap(way -> findStuckOrders.by(way).stream())
        .toList();
  }

  List<Escalation> moving() {
    return findMovingOrders.looks().stream()
        .flatMap(look -> findMovingOrders.by(look).stream())
        .toList();
  }

  OrderId order(String key) {
    return orders.inProgress(Submissions.triplePlay(key), NOW).id();
  }

  void end(OrderId id) {
    ProductOrder order = orders.get(id);
    order.moveAllTo(OrderState.COMPLETED, NOW);
    orders.update(order);
  }

  /** Level 1 day and night, then level 2 for ever, in office hours. */
  static final class Levels implements Decisions {

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      Map<String, Object> outputs =
          Map.of(
              "group",
              inputs.get("desk").equals("") ? "group " + inputs.get("level") : inputs.get("desk"),
              "respondWithinMinutes",
              30,
              "nextLevel",
              2);
      if (inputs.get("level").equals(1)) {
        return new Answer(table, outputs);
      }
      return new Answer(
          table,
          Map.of(
              "group",
              "group 2",
              "respondWithinMinutes",
              30,
              "nextLevel",
              2,
              "calendar",
              "office"));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }

  /** Office hours in UTC for all. */
  static final class Office implements WorkingCalendars {

    @Override
    public WorkingCalendar named(String id) {
      return WorkingCalendar.office(ZoneOffset.UTC);
    }

    @Override
    public Map<String, WorkingCalendar> covering(Collection<String> postalCodes) {
      return Map.of();
    }
  }
}
