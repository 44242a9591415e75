package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.RunOrder.State;
import dev.turnup.engine.bulk.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BulkPageTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123Z");

  @Test
  void drawsEachStateAsWideAsItHasOrdersAndOneAmongThousandsToo() {
    BulkPage page = page(RunState.DONE, 10_000, Map.of(State.PROGRESSED, 9_999, State.REFUSED, 1));

    assertThat(page.parts())
        .extracting(BulkPage.Part::state)
        .containsExactly("progressed", "refused");
    assertThat(page.parts()).extracting(BulkPage.Part::x).containsExactly(0, 995);
    assertThat(page.parts().stream().mapToInt(BulkPage.Part::width).sum()).isEqualTo(1_000);
    assertThat(page.parts().get(1).width()).isGreaterThanOrEqualTo(4);
    assertThat(page(RunState.DONE, 0, Map.of()).parts()).isEmpty();
  }

  @Test
  void offersWhatCanBeDoneNowAndLoadsItselfWhileSomethingGoesOn() {
    assertThat(steps(RunState.PREVIEWED)).containsExactly("start", "stop");
    assertThat(steps(RunState.RUNNING)).containsExactly("pause", "stop");
    assertThat(steps(RunState.PAUSED)).containsExactly("resume", "stop");
    assertThat(steps(RunState.STOPPED)).isEmpty();

    assertThat(page(RunState.RUNNING, 1, Map.of(State.WAITING, 1)).goesOn()).isTrue();
    assertThat(page(RunState.PREVIEWED, 1, Map.of(State.WAITING, 1)).goesOn()).isFalse();
    assertThat(page(RunState.STOPPED, 1, Map.of(State.CHECKING, 1)).goesOn())
        .as("what had its turn is still looked at")
        .isTrue();
  }

  @Test
  void saysHowFastItIsAndWhenItEnds() {
    ShownRun shown = page(RunState.RUNNING, 180, Map.of(State.WAITING, 120)).run();

    assertThat(shown.left()).isEqualTo(120);
    assertThat(shown.perMinute()).isEqualTo(30.0);
    assertThat(shown.expectedEnd())
        .as("60 a minute, and a minute")
        .isEqualTo("2026-03-02T09:05:00Z");
  }

  private static List<String> steps(RunState state) {
    return page(state, 1, Map.of()).steps().stream().map(BulkPage.Step::name).toList();
  }

  /** Two minutes after it began, 60 orders have had their turn. */
  private static BulkPage page(RunState state, int total, Map<State, Integer> counts) {
    Run run =
        new Run(
            new RunId(UUID.randomUUID()),
            new Run.Wish("retry-fallout", Map.of(), "It is mended.", "ann", Pace.USUAL),
            NOW,
            total,
            false,
            new Run.Course(
                state,
                Optional.of(NOW),
                Optional.of("ann"),
                Optional.empty(),
                Optional.empty(),
                Math.min(60, total),
                0,
                0,
                NOW,
                Optional.empty()));
    return BulkPage.of(
        ShownRun.of(run, counts, List.of(), NOW.plusSeconds(120)), new Listed<>(List.of(), ""));
  }
}
