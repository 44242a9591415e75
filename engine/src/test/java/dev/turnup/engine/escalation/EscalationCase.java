package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.CloseEscalation.Decision;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.TimelineInMemory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders that are watched, and those who are told of one that is stuck. */
abstract class EscalationCase {

  static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final OrdersInMemory orders = new OrdersInMemory();
  final TimelineInMemory timeline = new TimelineInMemory();
  final WatchedOrders watched = new WatchedOrders(orders);
  final FindStuckOrders findStuckOrders = new FindStuckOrders(watched, watched, clock);
  final FindMovingOrders findMovingOrders = new FindMovingOrders(watched, watched, watched, clock);
  final EscalateOrder escalateOrder =
      new EscalateOrder(
          orders, watched, watched, watched, watched, timeline, UUID::randomUUID, clock);
  final ChooseLevel chooseLevel = new ChooseLevel(watched, orders, new Levels(), clock);
  final NotifyOwner notifyOwner = new NotifyOwner(watched, orders, timeline);
  final CloseEscalation closeEscalation = new CloseEscalation(watched, timeline, clock);

  void close(EscalationId id, String decision) {
    closeEscalation.of(
        watched.get(id).why().order(), id, Optional.of(new Decision(decision, "on it ", "grace")));
  }

  EscalationId escalated() {
    escalateOrder.because(stuck());
    return watched.started.get(0);
  }

  Stuck stuck() {
    order("stuck");
    return found().get(0);
  }

  List<Stuck> found() {
    List<Stuck> found = new ArrayList<>();
    findStuckOrders.each(found::add);
    return found;
  }

  List<Escalation> moving() {
    List<Escalation> found = new ArrayList<>();
    findMovingOrders.each(found::add);
    return found;
  }

  OrderId order(String key) {
    OrderId order = orders.inProgress(Submissions.triplePlay(key), NOW).id();
    watched.open.add(order);
    return order;
  }

  void end(OrderId id) {
    ProductOrder order = orders.get(id);
    order.moveAllTo(OrderState.COMPLETED, NOW);
    orders.update(order);
    watched.open.remove(id);
  }

  /** Level 1, then level 2 for ever. */
  static final class Levels implements Decisions {

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      return new Answer(
          table,
          Map.of(
              "group",
              "group " + inputs.get("level") + " " + inputs.get("tier"),
              "respondWithinMinutes",
              30,
              "nextLevel",
              2));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }
}
