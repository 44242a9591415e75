package dev.turnup.engine.scheduling;

import dev.turnup.engine.persistence.BookedTerritory;
import java.util.Random;

/**
 * Eight threads book 2,000 visits each against five technicians, from days on that are spread over
 * seven months. Says how many were booked and how many slots were lost to others, and fails if
 * visits overlap or somebody got none.
 */
final class BookingBenchmark {

  private static final int THREADS = 8;
  private static final int BOOKINGS = THREADS * 2_000;
  private static final int TECHNICIANS = 5;
  private static final int DAYS = 220;

  private BookingBenchmark() {}

  public static void main(String[] args) throws Exception {
    BookedTerritory world = new BookedTerritory(TECHNICIANS, BOOKINGS);
    ManyBookings.Figures figures =
        new ManyBookings(world, delivery -> new Random(delivery.number()).nextInt(DAYS))
            .by(THREADS);
    System.out.printf("%n%d threads, %d technicians: %s%n", THREADS, TECHNICIANS, figures);
    if (figures.booked() != BOOKINGS || world.booked() != BOOKINGS || world.overlaps() > 0) {
      throw new IllegalStateException(
          "%d of %d booked, %d in the database, %d overlaps"
              .formatted(figures.booked(), BOOKINGS, world.booked(), world.overlaps()));
    }
    System.exit(0);
  }
}
