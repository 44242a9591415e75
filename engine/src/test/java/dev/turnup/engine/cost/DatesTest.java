package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class DatesTest {

  private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-23T12:00:00");

  private final Dates dates = new Dates(NOW, Duration.ZERO);

  @Test
  void putsOffMomentsThatLieAhead() {
    assertThat(dates.moved("a\t2026-11-23 12:00:00.001\t2026-11-23 12:15:00+01\tb"))
        .isEqualTo("a\t2027-01-22 12:00:00.001\t2027-01-22 12:15:00+01\tb");
  }

  @Test
  void putsOffDaysFromToday() {
    assertThat(dates.moved("2026-11-22\t2026-11-23\t2026-11-24"))
        .isEqualTo("2026-11-22\t2027-01-22\t2027-01-23");
  }

  @Test
  void leavesWhatHasBeen() {
    assertThat(dates.moved("2026-11-23 11:59:59.999\t2025-01-01 00:00:01+00"))
        .isEqualTo("2026-11-23 11:59:59.999\t2025-01-01 00:00:01+00");
  }

  @Test
  void movesBackMomentsThatHaveBeen() {
    assertThat(
            new Dates(NOW, Duration.ofHours(36))
                .moved("2026-11-23 11:59:59.999\t2025-01-03 00:00:00+00\t2026-11-22\t2026-11-24"))
        .isEqualTo("2026-11-21 23:59:59.999\t2025-01-01 12:00+00\t2026-11-22\t2027-01-23");
  }

  @Test
  void leavesWhatIsFarAhead() {
    assertThat(dates.moved("2027-01-22 12:00:00")).isEqualTo("2027-01-22 12:00:00");
  }

  @Test
  void leavesTextsThatTellOfADateAndEmptyCells() {
    assertThat(dates.moved("due 2026-11-24\t\t\\N\tinfinity\t"))
        .isEqualTo("due 2026-11-24\t\t\\N\tinfinity\t");
  }
}
