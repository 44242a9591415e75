package dev.turnup.engine.kpi;

import dev.turnup.engine.kpi.EndedTasks.Ended;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How long people had the work that they have ended. */
public interface TaskTimes {

  /** When the last of it was ended. */
  Optional<Instant> last();

  /**
   * Adds it; what is there already stays as it is, and what is of no order there is is left out.
   */
  void add(List<Ended> tasks);
}
