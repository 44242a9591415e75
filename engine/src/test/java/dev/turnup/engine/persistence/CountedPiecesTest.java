package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.kpi.Window;
import dev.turnup.engine.persistence.CountedPieces.Happened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedPiecesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:10:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final CountedPieces pieces = new CountedPieces();
  private final List<Instant> accepted = new ArrayList<>();
  private final List<Window> asked = new ArrayList<>();

  private Happened count(Window window) {
    asked.add(window);
    long many =
        accepted.stream()
            .filter(at -> !at.isBefore(window.from()) && at.isBefore(window.to()))
            .count();
    return new Happened(many, 2 * many, 3 * many, 4 * many, 5 * many);
  }

  private Happened before(Instant now) {
    asked.clear();
    return pieces.in(Window.before(now), this::count);
  }

  private static Happened happened(long many) {
    return new Happened(many, 2 * many, 3 * many, 4 * many, 5 * many);
  }

  @Test
  void countsWhatHappenedInTheWindowAndNothingElse() {
    Window window = Window.before(NOW);
    accepted.addAll(
        List.of(
            window.from().minusNanos(1),
            window.from(),
            window.from().plus(Duration.ofMinutes(20)),
            Instant.parse("2026-02-20T12:00:00Z"),
            Instant.parse("2026-02-20T11:59:59.999Z"),
            window.to().minusNanos(1),
            window.to()));

    assertThat(before(NOW)).isEqualTo(happened(5));
    assertThat(before(NOW)).as("again").isEqualTo(happened(5));
  }

  @Test
  void looksAtEverythingOnceAndThenAtLittle() {
    before(NOW);
    assertThat(asked).hasSize(30 * 48 - 1 + 2);

    before(NOW.plus(MINUTE));
    assertThat(asked).hasSizeLessThan(40);
  }

  @Test
  void movesOnWithTheWindow() {
    Instant leaves = Window.before(NOW).from().plus(MINUTE);
    accepted.add(leaves);
    assertThat(before(NOW)).isEqualTo(happened(1));

    assertThat(before(NOW.plus(MINUTE))).isEqualTo(happened(1));
    assertThat(before(NOW.plus(MINUTE).plusNanos(1))).isEqualTo(happened(0));
    accepted.add(NOW.plus(Duration.ofHours(1)));
    assertThat(before(NOW.plus(Duration.ofHours(2)))).isEqualTo(happened(1));
  }

  @Test
  void whatIsWrittenLateIsCountedTheNextTime() {
    before(NOW);
    accepted.add(NOW.minus(Duration.ofMinutes(59)));

    assertThat(before(NOW.plus(MINUTE))).isEqualTo(happened(1));
  }

  @Test
  void whatChangesLongAfterwardsIsCountedWithinTheHour() {
    accepted.add(NOW.minus(Duration.ofDays(12)));
    before(NOW);
    accepted.clear();

    Happened counted = happened(1);
    for (int minute = 1; minute <= 60; minute++) {
      counted = before(NOW.plus(MINUTE.multipliedBy(minute)));
    }

    assertThat(counted).isEqualTo(happened(0));
  }

  @Test
  void whoComesBackAfterALongTimeCountsAllAgain() {
    accepted.add(NOW.minus(Duration.ofMinutes(61)));
    before(NOW);
    accepted.clear();

    assertThat(before(NOW.plus(Duration.ofHours(1)))).isEqualTo(happened(0));
    assertThat(asked).hasSizeGreaterThan(30 * 48);
  }

  @Test
  void aWindowOfLessThanAPieceIsCountedAtOnce() {
    accepted.add(NOW.minusSeconds(5));

    assertThat(pieces.in(new Window(NOW.minusSeconds(10), NOW), this::count))
        .isEqualTo(happened(1));
    assertThat(asked).hasSize(1);
  }
}
