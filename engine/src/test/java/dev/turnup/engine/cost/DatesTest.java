package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class DatesTest {

  private final Dates dates = new Dates(LocalDateTime.parse("2026-11-23T12:00:00"));

  @Test
  void putsOffMomentsThatLieAhead() {
    assertThat(dates.putOff("a\t2026-11-23 12:00:00.001\t2026-11-23 12:15:00+01\tb"))
        .isEqualTo("a\t2027-01-22 12:00:00.001\t2027-01-22 12:15:00+01\tb");
  }

  @Test
  void putsOffDaysFromToday() {
    assertThat(dates.putOff("2026-11-22\t2026-11-23\t2026-11-24"))
        .isEqualTo("2026-11-22\t2027-01-22\t2027-01-23");
  }

  @Test
  void leavesWhatHasBeen() {
    assertThat(dates.putOff("2026-11-23 11:59:59.999\t2025-01-01 00:00:00+00"))
        .isEqualTo("2026-11-23 11:59:59.999\t2025-01-01 00:00:00+00");
  }

  @Test
  void leavesWhatIsFarAhead() {
    assertThat(dates.putOff("2027-01-22 12:00:00")).isEqualTo("2027-01-22 12:00:00");
  }

  @Test
  void leavesTextsThatTellOfADateAndEmptyCells() {
    assertThat(dates.putOff("due 2026-11-24\t\t\\N\tinfinity\t"))
        .isEqualTo("due 2026-11-24\t\t\\N\tinfinity\t");
  }
}
