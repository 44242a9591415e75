package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloseEscalationTest extends EscalationCase {

  @Test
  void leavesAloneForADayWhatSomebodyHasClosedAndNothingElse() {
    EscalationId id = escalated();

    close(id, "close");

    assertThat(found()).isEmpty();
    Stuck news = watched.found(watched.get(id).order(), Finding.OVERDUE_TASK);
    assertThat(found()).as("what nobody has seen").containsExactly(news);
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
    OrderId order = watched.get(id).order();
    assertThat(moving()).isEmpty();

    watched.facts.clear();
    assertThat(moving()).extracting(Escalation::id).containsExactly(id);
    closeEscalation.of(order, id, Optional.empty());

    assertThat(watched.get(id).closing().orElseThrow().by()).isEqualTo("turnup");
    assertThat(moving()).isEmpty();
  }

  @Test
  void isNotFollowedByAnotherAtOnceWhereTheOrderIsLateNowAndThen() {
    Stuck flaps = watched.found(order("late"), Finding.LATE_STEP);
    Stuck stands = watched.found(order("stands"), Finding.STOPPED_WORK);
    List.of(flaps, stands).forEach(escalateOrder::because);
    watched.running = false;

    watched.facts.clear();
    moving().forEach(escalation -> reviewEscalation.of(escalation.id()));
    assertThat(timeline.of(flaps.order(), 0, 100))
        .extracting(recorded -> recorded.entry().told())
        .as("what it waits for may have become a hold-up or a problem")
        .contains(
            "Escalation ended: the order moves again, or what it waits for is looked after as one"
                + " thing with other orders");
    watched.facts.addAll(List.of(flaps, stands));

    assertThat(found()).containsExactly(stands);
  }

  @Test
  void refusesWhatIsNoDecisionAndAnotherOrdersNumber() {
    EscalationId id = escalated();
    OrderId order = watched.get(id).order();

    assertThatThrownBy(() -> close(id, "goHome")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> closeEscalation.of(new OrderId("PO-9"), id, Optional.empty()))
        .isInstanceOf(Refused.class);
    assertThat(watched.get(id).closing()).isEmpty();
    assertThat(orders.get(order).state()).isEqualTo(OrderState.IN_PROGRESS);
  }
}
