package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.order.Decisions.Undecided;
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
        .isEqualTo(
            "Promise red: Promised for 2026-03-02, which is over; it waits for problem PB-7");
    assertThat(timeline.last().facts()).containsEntry("colour", "red");

    assertThat(judged()).isEmpty();
  }

  @Test
  void explainsItAsItIsByNowWhateverTheColour() {
    OrderId order = promised("late", true, Duration.ofHours(1));
    projected(order, LocalDate.parse("2026-03-05"));
    judged();

    projected(order, LocalDate.parse("2026-03-09"));
    assertThat(judged()).containsExactly(order);
    assertThat(promises.of(order).orElseThrow().reason()).contains("projected for 2026-03-09");
    assertThat(timeline.kinds()).as("the colour").hasSize(1);

    projected(order, LocalDate.parse("2026-03-02"));
    assertThat(judged()).containsExactly(order);
    assertThat(promises.of(order).orElseThrow().reason())
        .as("still shown red")
        .contains("projected for 2026-03-09");
    assertThat(judged()).isEmpty();
  }

  @Test
  void forgetsWithoutAWordWhatNeedNotBeKeptAnyMore() {
    OrderId ended = promised("ended", false, Duration.ofHours(-1));
    promises.keep(ended, new Jeopardy(Colour.RED, NOW, Optional.empty()), "late", Optional.empty());

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

  @Test
  void judgesTheOthersWhereNoRuleIsForATier() {
    OrderId first = promised("first", true, Duration.ofHours(-1));
    OrderId second = promised("second", true, Duration.ofHours(-1));
    OrderId broken = promised("broken", true, Duration.ofHours(-1));
    ofTier("unheard-of", first);
    ofTier("unheard-of", second);
    List<OrderId> found = new ArrayList<>();

    judgePromises.each(found::add);

    assertThat(found).as("one says it for all of its tier").containsExactly(first, broken);
    assertThatThrownBy(() -> judgePromises.of(first)).isInstanceOf(Undecided.class);
  }

  private List<OrderId> judged() {
    List<OrderId> found = new ArrayList<>();
    judgePromises.each(found::add);
    found.forEach(judgePromises::of);
    return found;
  }

  private void projected(OrderId order, LocalDate day) {
    promises.made.computeIfPresent(
        order.value(),
        (id, old) ->
            new Promise(
                order,
                old.tier(),
                old.open(),
                old.madeAt(),
                old.day(),
                old.end(),
                Optional.of(day),
                old.undated(),
                old.unsettled(),
                old.waitsFor(),
                old.shown(),
                old.reason()));
  }

  private void ofTier(String tier, OrderId order) {
    promises.made.computeIfPresent(
        order.value(),
        (id, old) ->
            new Promise(
                order,
                tier,
                old.open(),
                old.madeAt(),
                old.day(),
                old.end(),
                old.projected(),
                old.undated(),
                old.unsettled(),
                old.waitsFor(),
                old.shown(),
                old.reason()));
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
            Optional.of("problem PB-7"),
            Jeopardy.NONE,
            ""));
    return order;
  }
}
