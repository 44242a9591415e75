package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgePromisesTest extends EscalationCase {

  private final PromisesInMemory promises = new PromisesInMemory();
  private final JudgePromises judgePromises =
      new JudgePromises(promises, orders, new JeopardyTerms(), timeline, clock);

  @Test
  void tellsOnceThatAPromiseIsBroken() {
    OrderId broken = promised("broken", true, Duration.ofHours(-1));
    promised("kept", true, Duration.ofHours(1));

    assertThat(judged()).containsExactly(broken);
    assertThat(promises.of(broken).orElseThrow().shown())
        .isEqualTo(new Jeopardy(Colour.RED, NOW, Optional.empty()));
    assertThat(timeline.kinds()).containsExactly(EventKind.IN_JEOPARDY);
    assertThat(timeline.last().told())
        .isEqualTo("Promise red: Promised for 2026-03-02, which is over");
    assertThat(timeline.last().facts()).containsEntry("colour", "red");

    assertThat(judged()).isEmpty();
  }

  @Test
  void forgetsWithoutAWordWhatNeedNotBeKeptAnyMore() {
    OrderId ended = promised("ended", false, Duration.ofHours(-1));
    promises.keep(ended, new Jeopardy(Colour.RED, NOW, Optional.empty()), "late");

    assertThat(judged()).containsExactly(ended);

    assertThat(promises.of(ended).orElseThrow().shown()).isEqualTo(Jeopardy.NONE);
    assertThat(timeline.kinds()).isEmpty();
  }

  @Test
  void goesThroughMoreThanAPageHolds() {
    for (int i = 0; i < 1_001; i++) {
      promised("late " + i, true, Duration.ofHours(-1));
    }

    assertThat(judged()).hasSize(1_001);
  }

  private List<OrderId> judged() {
    List<OrderId> found = new ArrayList<>();
    judgePromises.each(found::add);
    found.forEach(judgePromises::of);
    return found;
  }

  private OrderId promised(String key, boolean open, Duration left) {
    OrderId order = order(key);
    promises.made.put(
        order.value(),
        new Promise(
            order,
            "standard",
            open,
            NOW.minus(Duration.ofDays(3)),
            LocalDate.parse("2026-03-02"),
            NOW.plus(left),
            Optional.empty(),
            false,
            false,
            Jeopardy.NONE));
    return order;
  }
}
