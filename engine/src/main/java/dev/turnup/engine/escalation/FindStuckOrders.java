package dev.turnup.engine.escalation;

import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Looks in every way there is for open orders that do not move as they should. */
@UseCase
public final class FindStuckOrders {

  /**
   * Found in one way in one round: if everything stands still at once, people are told of about so
   * many a minute, and a round still ends.
   */
  private static final int MOST = 1_000;

  private static final Function<Search, Stuck.Finding> WORST =
      search -> Collections.max(search.finds());

  private final List<Search> searches;
  private final Clock clock;

  public FindStuckOrders(List<Search> searches, Clock clock) {
    this.searches = searches.stream().sorted(Comparator.comparing(WORST).reversed()).toList();
    this.clock = clock;
  }

  /**
   * The ways to look, the one for what is gravest first. None needs the others: where one fails,
   * they still find.
   */
  public List<Search> ways() {
    return searches;
  }

  /** What is found in one way and not looked after yet; an order may come more than once. */
  public List<Stuck> by(Search way) {
    return way.unattended(clock.instant(), MOST);
  }
}
