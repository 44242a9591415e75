package dev.turnup.engine.choice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What customers have chosen, once for each thing that they were told. */
public interface CustomerChoices {

  /** What was chosen by this link, or by another about the same. */
  Optional<Made> find(Link link);

  /**
   * Keeps it.
   *
   * @return false, and nothing is kept, if something was chosen already
   */
  boolean add(Link link, Made made);

  /**
   * A choice that was made.
   *
   * @param cancellation the wish that it became, if it was to cancel
   */
  record Made(Choice choice, Instant at, Optional<UUID> cancellation) {}
}
