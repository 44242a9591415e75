package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.escalation.Jeopardy.Damping;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JeopardyTest {

  /** Promised for the third day after: that ends 96 hours later. */
  private static final Instant MADE = Instant.parse("2026-03-02T00:00:00Z");

  private static final LocalDate DAY = LocalDate.parse("2026-03-05");
  private static final Instant END = Instant.parse("2026-03-06T00:00:00Z");
  private static final Damping DAMPING = new Damping(Duration.ofMinutes(30), Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource({
    // hours since it was promised, projected, a delivery without a day, something fell out
    "1,   2026-03-05, false, false, GREEN",
    "89,  2026-03-05, false, false, GREEN",
    "90,  2026-03-05, false, false, AMBER",
    "77,  2026-03-03, false, false, GREEN",
    "78,  2026-03-03, false, false, AMBER",
    "71,  2026-03-01, false, false, GREEN",
    "72,  2026-03-01, false, false, AMBER",
    "95,  ,           false, false, GREEN",
    "97,  2026-03-05, false, false, RED",
    "1,   2026-03-06, false, false, RED",
    "71,  2026-03-05, true,  false, GREEN",
    "72,  2026-03-05, true,  false, AMBER",
    "72,  2026-03-05, false, true,  AMBER",
    "72,  2026-03-06, false, true,  RED",
    "97,  2026-03-05, true,  true,  RED"
  })
  void isRedOnceThePromiseIsBrokenAndAmberWhenTimeIsShort(
      int hours, @Nullable LocalDate projected, boolean undated, boolean unsettled, Colour colour) {
    Instant now = MADE.plus(Duration.ofHours(hours));

    assertThat(promise(projected, undated, unsettled).at(now, 75).colour()).isEqualTo(colour);
  }

  @Test
  void neverLooksBetterThanItIsAndDoesNotFlap() {
    for (int seed = 0; seed < 200; seed++) {
      walk(new Random(seed));
    }
  }

  /** A day of projected dates that jump to and fro, looked at every minute. */
  private static void walk(Random random) {
    List<Instant> lowered = new ArrayList<>();
    Jeopardy shown = Jeopardy.NONE;
    Instant better = Instant.MAX;
    Promise promise = promise(DAY, false, false);
    for (int minute = 0; minute < 24 * 60; minute++) {
      Instant now = END.minus(Duration.ofHours(25)).plus(Duration.ofMinutes(minute));
      if (random.nextInt(20) == 0) {
        promise =
            promise(DAY.plusDays(random.nextInt(2)), random.nextBoolean(), random.nextBoolean());
      }
      Colour seen = promise.at(now, 75).colour();
      better = seen.compareTo(shown.colour()) >= 0 ? Instant.MAX : min(better, now);
      Jeopardy next = shown.seeing(seen, now, DAMPING);

      assertThat(next.colour()).isGreaterThanOrEqualTo(seen);
      int steps = next.colour().compareTo(shown.colour());
      if (steps < 0) {
        assertThat(steps).as("one colour at a time").isEqualTo(-1);
        assertThat(Duration.between(better, now)).isGreaterThanOrEqualTo(DAMPING.calm());
        assertThat(Duration.between(shown.since(), now)).isGreaterThanOrEqualTo(DAMPING.stands());
        lowered.add(now);
        better = seen.compareTo(next.colour()) < 0 ? now : Instant.MAX;
      }
      assertThat(next.since()).isEqualTo(steps == 0 ? shown.since() : now);
      shown = next;
    }
    assertThat(lowered.size()).as("lowered in a day").isLessThanOrEqualTo(24);
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Promise promise(
      @Nullable LocalDate projected, boolean undated, boolean unsettled) {
    return new Promise(
        new OrderId("PO-1"),
        "standard",
        true,
        MADE,
        DAY,
        END,
        Optional.ofNullable(projected),
        undated,
        unsettled,
        Optional.empty(),
        Jeopardy.NONE,
        "");
  }
}
