package dev.turnup.engine.escalation;

import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Looks in every way there is for open orders that do not move as they should. */
@UseCase
public final class FindStuckOrders {

  /**
   * Found in one way in one round: if everything stands still at once, people are told of so many a
   * minute, and a round still ends.
   */
  private static final int MOST = 1_000;

  private final List<Search> searches;
  private final Clock clock;

  public FindStuckOrders(List<Search> searches, Clock clock) {
    this.searches = List.copyOf(searches);
    this.clock = clock;
  }

  /** Hands over what is found and not looked after yet; an order may come more than once. */
  public void each(Consumer<Stuck> found) {
    Instant now = clock.instant();
    for (Search search : searches) {
      search.unattended(now, MOST).forEach(found);
    }
  }
}
