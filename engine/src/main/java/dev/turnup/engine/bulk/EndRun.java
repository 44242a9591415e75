package dev.turnup.engine.bulk;

import dev.turnup.engine.order.UseCase;
import java.util.List;

/** Writes how far a run is, and sees to it that all is told of one that has ended. */
@UseCase
public final class EndRun {

  private final Runs runs;
  private final List<BulkAction> actions;

  public EndRun(Runs runs, List<BulkAction> actions) {
    this.runs = runs;
    this.actions = actions;
  }

  /**
   * Writes a locked run that has moved.
   *
   * @param before as it was read
   */
  Run orGoOn(Run before, Run moved) {
    boolean ends = moved.state().isFinal() && !before.state().isFinal();
    if (ends) {
      runs.leaveUntouched(moved.id());
    }
    Run kept = moved.awaiting(runs.nextCheck(moved.id()));
    runs.update(kept);
    if (ends) {
      actions.stream()
          .filter(action -> action.name().equals(kept.wish().action()))
          .forEach(action -> action.ended(kept));
    }
    return kept;
  }
}
