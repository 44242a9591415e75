package dev.turnup.engine.kpi;

import dev.turnup.engine.order.UseCase;
import java.time.Clock;
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
    return counting
        .of(window, slice, CAUSES)
        .map(
            counts ->
                new Figures(
                    clock.instant(), window, slice, counts, openSteps.at(clock.instant(), STEPS)));
  }
}
