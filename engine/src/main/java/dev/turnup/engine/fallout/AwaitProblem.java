package dev.turnup.engine.fallout;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.UseCase;

/** Keeps a fallout from its desk while its cause is mended for many at once. */
@UseCase
public final class AwaitProblem {

  private final FalloutBook fallouts;

  public AwaitProblem(FalloutBook fallouts) {
    this.fallouts = fallouts;
  }

  /**
   * From now on it waits, and is nobody's.
   *
   * @throws dev.turnup.engine.order.IllegalMove if it is decided or closed
   */
  public void begin(FalloutId id) {
    fallouts.update(fallouts.get(id).waitingForProblem());
  }

  /**
   * Its desk decides after all. Where the step is to be tried again instead, {@link CloseFallout}
   * without a person's answer does it.
   *
   * @throws dev.turnup.engine.order.IllegalMove if it is closed
   */
  public void end(FalloutId id) {
    fallouts.update(fallouts.get(id).reopened());
  }
}
