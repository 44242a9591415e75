package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.escalation.ChooseLevel.Level;
import dev.turnup.engine.escalation.CloseEscalation.Decision;
import dev.turnup.engine.escalation.RunningOrders.OverdueTask;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.TimelineInMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From an order that is stuck to somebody who looks after it. */
class EscalationTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final OrdersInMemory orders = new OrdersInMemory();
  private final TimelineInMemory timeline = new TimelineInMemory();
  private final WatchedOrders watched = new WatchedOrders(orders);
  private final FindStuckOrders findStuckOrders = new FindStuckOrders(watched, watched, clock);
  private final FindMovingOrders findMovingOrders =
      new FindMovingOrders(watched, watched, watched, clock);
  private final EscalateOrder escalateOrder =
      new EscalateOrder(
          orders, watched, watched, watched, watched, timeline, UUID::randomUUID, clock);
  private final ChooseLevel chooseLevel = new ChooseLevel(watched, orders, new Levels(), clock);
  private final NotifyOwner notifyOwner = new NotifyOwner(watched, orders, timeline);
  private final CloseEscalation closeEscalation = new CloseEscalation(watched, timeline, clock);

  @Test
  void findsTheOrderThatNothingWillMove() {
    OrderId stuck = order("stuck");
    watched.moving.add(order("moving"));

    assertThat(found())
        .singleElement()
        .isEqualTo(new Stuck(stuck, Finding.NO_NEXT_EVENT, "Nothing will make the order move"));
  }

  @Test
  void walksOverMoreOrdersThanAPageHolds() {
    for (int i = 0; i < 1_100; i++) {
      watched.moving.add(order("moving " + i));
    }
    OrderId stuck = order("stuck");

    assertThat(found()).extracting(Stuck::order).containsExactly(stuck);
  }

  @Test
  void findsTheOldestTaskThatIsLate() {
    OrderId order = order("late");
    watched.moving.add(order);
    watched.lateTasks.add(new OverdueTask("t1", order, "Install on site", NOW.minusSeconds(60)));
    watched.lateTasks.add(new OverdueTask("t2", order, "Repair order", NOW.minusSeconds(120)));

    assertThat(found())
        .singleElement()
        .satisfies(
            stuck -> {
              assertThat(stuck.finding()).isEqualTo(Finding.OVERDUE_TASK);
              assertThat(stuck.explanation()).contains("Repair order");
            });
  }

  @Test
  void opensOneEscalationHoweverOftenTheOrderIsFound() {
    Stuck stuck = stuck();

    escalateOrder.because(stuck);
    escalateOrder.because(stuck);

    assertThat(watched.started).hasSize(1);
    assertThat(timeline.kinds()).containsExactly(EventKind.STUCK);
    assertThat(found()).isEmpty();
  }

  @Test
  void opensNoneForAnOrderThatMovedSinceItWasFound() {
    Stuck stuck = stuck();
    watched.moving.add(stuck.order());

    escalateOrder.because(stuck);

    assertThat(watched.started).isEmpty();
  }

  @Test
  void opensNoneForATaskThatWasDoneSinceItWasFound() {
    OrderId order = order("late");
    watched.moving.add(order);
    watched.lateTasks.add(new OverdueTask("t1", order, "Install on site", NOW.minusSeconds(60)));
    Stuck stuck = found().get(0);
    watched.lateTasks.clear();

    escalateOrder.because(stuck);

    assertThat(watched.started).isEmpty();
  }

  @Test
  void opensNoneForAFalloutThatWasSettledSinceItWasFound() {
    Stuck stuck = new Stuck(order("settled"), Finding.OVERDUE_FALLOUT, "is not settled");

    escalateOrder.because(stuck);

    assertThat(watched.started).isEmpty();
  }

  @Test
  void opensNoneForAnOrderThatEndedSinceItWasFound() {
    Stuck stuck = stuck();
    end(stuck.order());

    escalateOrder.because(stuck);

    assertThat(watched.started).isEmpty();
  }

  @Test
  void tellsTheNextLevelWhenNobodyActs() {
    EscalationId id = escalated();

    Level first = chooseLevel.forEscalation(id);
    Level second = chooseLevel.forEscalation(id);
    Level third = chooseLevel.forEscalation(id);

    assertThat(first).isEqualTo(new Level(1, "group 1 premium", NOW.plus(Duration.ofMinutes(30))));
    assertThat(second.level()).isEqualTo(2);
    assertThat(third.level()).isEqualTo(2);
  }

  @Test
  void saysWhoWasToldAndWhatTheyNeedToSee() {
    EscalationId id = escalated();
    chooseLevel.forEscalation(id);

    CaseFile file = notifyOwner.forEscalation(id);

    assertThat(file.situation()).isEqualTo("Nothing will make the order move");
    assertThat(timeline.last().kind()).isEqualTo(EventKind.ESCALATED);
    assertThat(timeline.last().told()).contains("group 1 premium");
  }

  @Test
  void leavesTheOrderAloneForADayOnceSomebodyHasClosedIt() {
    EscalationId id = escalated();

    close(id, "close");

    assertThat(found()).isEmpty();
    assertThat(watched.get(id).closing().orElseThrow().quietUntil())
        .contains(NOW.plus(Duration.ofDays(1)));
    assertThat(timeline.last().told()).isEqualTo("Escalation closed by grace: on it");
  }

  @Test
  void watchesAgainInAnHourIfAskedTo() {
    EscalationId id = escalated();

    close(id, "keepWatching");

    assertThat(watched.get(id).closing().orElseThrow().quietUntil())
        .contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void endsByItselfWhenTheOrderMovesAgain() {
    EscalationId id = escalated();
    OrderId order = watched.get(id).why().order();
    assertThat(moving()).isEmpty();

    watched.moving.add(order);
    assertThat(moving()).extracting(Escalation::id).containsExactly(id);
    closeEscalation.of(order, id, Optional.empty());

    assertThat(watched.get(id).closing().orElseThrow().by()).isEqualTo("turnup");
    assertThat(moving()).isEmpty();
  }

  @Test
  void doesNotEndWhileATaskIsStillLate() {
    OrderId order = watched.get(escalated()).why().order();
    watched.moving.add(order);
    watched.lateTasks.add(new OverdueTask("t1", order, "Install on site", NOW.minusSeconds(1)));

    assertThat(moving()).isEmpty();
  }

  @Test
  void endsWithTheOrder() {
    EscalationId id = escalated();
    end(watched.get(id).why().order());

    assertThat(moving()).extracting(Escalation::id).containsExactly(id);
  }

  @Test
  void refusesWhatIsNoDecisionAndAnotherOrdersNumber() {
    EscalationId id = escalated();
    OrderId order = watched.get(id).why().order();

    assertThatThrownBy(() -> close(id, "goHome")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> closeEscalation.of(new OrderId("PO-9"), id, Optional.empty()))
        .isInstanceOf(Refused.class);
    assertThat(watched.get(id).closing()).isEmpty();
    assertThat(orders.get(order).state()).isEqualTo(OrderState.IN_PROGRESS);
  }

  private void close(EscalationId id, String decision) {
    closeEscalation.of(
        watched.get(id).why().order(), id, Optional.of(new Decision(decision, "on it ", "grace")));
  }

  private EscalationId escalated() {
    escalateOrder.because(stuck());
    return watched.started.get(0);
  }

  private Stuck stuck() {
    order("stuck");
    return found().get(0);
  }

  private List<Stuck> found() {
    List<Stuck> found = new ArrayList<>();
    findStuckOrders.each(found::add);
    return found;
  }

  private List<Escalation> moving() {
    List<Escalation> found = new ArrayList<>();
    findMovingOrders.each(found::add);
    return found;
  }

  private OrderId order(String key) {
    OrderId order = orders.inProgress(Submissions.triplePlay(key), NOW).id();
    watched.open.add(order);
    return order;
  }

  private void end(OrderId id) {
    ProductOrder order = orders.get(id);
    order.moveAllTo(OrderState.COMPLETED, NOW);
    orders.update(order);
    watched.open.remove(id);
  }

  /** Level 1, then level 2 for ever. */
  private static final class Levels implements Decisions {

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
