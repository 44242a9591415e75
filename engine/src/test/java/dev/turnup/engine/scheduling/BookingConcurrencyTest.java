package dev.turnup.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.persistence.BookedTerritory;
import org.junit.jupiter.api.Test;

/** The same with 8 × 2,000 bookings is a benchmark: {@code BookingBenchmark}. */
class BookingConcurrencyTest {

  private static final int THREADS = 8;
  private static final int TECHNICIANS = 5;
  private static final int HALF_HOURS_A_DAY = 16;
  private static final int DAYS = 5;

  @Test
  void fillsACalendarToItsLastSlotWithoutAnOverlap() throws Exception {
    int all = TECHNICIANS * HALF_HOURS_A_DAY * DAYS;
    BookedTerritory world = new BookedTerritory(TECHNICIANS, all);

    ManyBookings.Figures figures = new ManyBookings(world, delivery -> 0).by(THREADS);

    System.out.println(THREADS + " threads, " + TECHNICIANS + " technicians: " + figures);
    assertThat(figures.booked()).isEqualTo(all).isEqualTo(world.booked());
    assertThat(figures.losers()).isPositive();
    assertThat(figures.consoled()).as("each got another time").isEqualTo(figures.losers());
    assertThat(world.overlaps()).isZero();
    assertThat(world.fullDays()).isEqualTo(TECHNICIANS * DAYS);
  }
}
