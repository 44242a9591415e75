package dev.turnup.engine.fallout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.desk.AssignWork;
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

  private FalloutId raise() {
    return new RaiseFallout(fallouts, internet.timeline, UUID::randomUUID, internet.clock)
        .raise(
            new StepFellOut(
                internet.order,
                Optional.of(internet.router),
                Optional.empty(),
                "network.activate-service",
                new Failure("network", "http-500", "it broke"),
                Optional.empty()));
  }

  private final class TryLater implements Decisions {

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
          table, Map.of("queue", "fallout-desk", "suggestion", "retry", "tryLaterMinutes", 30));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }
}
