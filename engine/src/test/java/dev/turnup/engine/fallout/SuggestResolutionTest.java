package dev.turnup.engine.fallout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.fallout.Fallout.Closing;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.fallout.SuggestResolution.Suggestion;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OfficeHours;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuggestResolutionTest {

  private final InternetOrder internet = new InternetOrder();
  private final FalloutsInMemory fallouts = new FalloutsInMemory();
  private final List<Map<String, Object>> asked = new ArrayList<>();
  private final TryLater tables = new TryLater();
  private final SuggestResolution suggestResolution =
      new SuggestResolution(
          fallouts,
          tables,
          new AssignWork(internet.orders, tables, new OfficeHours()),
          internet.timeline,
          internet.clock);

  @Test
  void asksTheTableWithTheCauseAndHowOftenItHappened() {
    raise();
    suggestResolution.forFallout(raise());

    assertThat(asked)
        .containsExactly(Map.of("system", "network", "code", "http-500", "attempts", 2));
  }

  @Test
  void triesLaterOnceAndThenAsksAPerson() {
    Suggestion first = suggestResolution.forFallout(raise());
    Suggestion second = suggestResolution.forFallout(raise());

    assertThat(first.tryLaterAt()).contains(InternetOrder.NOW.plus(Duration.ofMinutes(30)));
    assertThat(second.tryLaterAt()).isEmpty();
    assertThat(second.queue()).isEqualTo("fallout-desk");
    assertThat(second.due()).as("a night later").isEqualTo("2026-03-03T12:00:00Z");
  }

  @Test
  void waitsAsTheTableSaysWhereTryingAgainHasHelpedTooSeldom() {
    tables.retryFromPercent = 80;
    for (int i = 0; i < 5; i++) {
      settle(raise());
    }
    fallouts.helped(3);
    assertThat(suggestResolution.forFallout(raise()).tryLaterAt())
        .as("too seldom")
        .contains(InternetOrder.NOW.plus(Duration.ofMinutes(30)));
  }

  @Test
  void saysInTheTimelineWhatItDoesByItself() {
    tables.retryFromPercent = 80;
    for (int i = 0; i < 5; i++) {
      settle(raise());
    }
    fallouts.helped(4);

    assertThat(suggestResolution.forFallout(raise()).tryLaterAt()).contains(InternetOrder.NOW);
    assertThat(internet.timeline.last().text())
        .isEqualTo(
            "network.activate-service is tried again by itself. With the same cause before: retry helped 4 of 5 times.");
    assertThat(suggestResolution.forFallout(raise()).tryLaterAt()).as("once").isEmpty();
  }

  private void settle(FalloutId id) {
    fallouts.update(
        fallouts.get(id).closed(new Closing(InternetOrder.NOW, "grace", Decision.RETRY, "mended")));
  }

  private FalloutId raise() {
    return new RaiseFallout(fallouts, internet.timeline, UUID::randomUUID, internet.clock)
        .raise(
            new StepFellOut(
                internet.order,
                Optional.of(internet.router),
                Optional.empty(),
                "network.activate-service",
                new Failure("network", "http-500", "it broke")));
  }

  private final class TryLater implements Decisions {

    private int retryFromPercent;

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      if (table.equals("task-assignment")) {
        assertThat(inputs).containsEntry("work", "resolve-fallout");
        return new Answer(
            table,
            Map.of(
                "calendar",
                "fallout",
                "dueWithinHours",
                4,
                "followUpHoursBefore",
                2,
                "assignee",
                "nobody"));
      }
      assertThat(table).isEqualTo("fallout-policy");
      asked.add(inputs);
      return new Answer(
          table,
          Map.of(
              "queue",
              "fallout-desk",
              "suggestion",
              "retry",
              "tryLaterMinutes",
              30,
              "retryFromPercent",
              retryFromPercent));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }
}
