package dev.turnup.engine.kpi;

import dev.turnup.engine.kpi.Figures.Counts;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Counts what happened to orders, and where they are. */
@UseCase
public final class CountOrders {

  /** More would be more than a person reads, and more series than a monitor should keep. */
  private static final int CAUSES = 20;

  private static final int STEPS = 50;

  private final Counting counting;
  private final OpenSteps openSteps;
  private final Clock clock;

  public CountOrders(Counting counting, OpenSteps openSteps, Clock clock) {
    this.counting = counting;
    this.openSteps = openSteps;
    this.clock = clock;
  }

  /**
   * @return empty if it takes too long: a shorter window may not
   */
  public Optional<Figures> within(Window window, Slice slice) {
    return counting.of(window, slice, CAUSES).map(counts -> figures(window, slice, counts));
  }

  /**
   * Of all orders, for who counts again and again: what is long over is counted anew by and by.
   *
   * @return empty if it takes too long
   */
  public Optional<Figures> again(Window window) {
    return counting.again(window, CAUSES).map(counts -> figures(window, Slice.ALL, counts));
  }

  private Figures figures(Window window, Slice slice, Counts counts) {
    Instant now = clock.instant();
    return new Figures(now, window, slice, counts, openSteps.at(now, STEPS));
  }
}
