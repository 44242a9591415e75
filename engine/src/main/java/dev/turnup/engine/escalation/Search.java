package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * One way of looking for orders that do not move as they should. Escalations themselves do not
 * count: neither as what moves an order nor as work that is late.
 */
public interface Search {

  /** What it can find. */
  Set<Finding> finds();

  /**
   * About {@code limit} findings at most on open orders, none that somebody looks after already or
   * wants to hear no more of for a while; one for each order and finding. What is not found for the
   * limit, or because there are very many orders, is found in one of the next rounds.
   */
  List<Stuck> unattended(Instant now, int limit);

  /** What of it is true of these orders, whoever looks after them. */
  List<Stuck> among(Collection<OrderId> orders, Instant now);

  /** Whether one of some searches still finds what was found. */
  static boolean stillFinds(Collection<Search> searches, Stuck known, Instant now) {
    return searches.stream()
        .filter(search -> search.finds().contains(known.finding()))
        .flatMap(search -> search.among(List.of(known.order()), now).stream())
        .anyMatch(found -> found.finding() == known.finding());
  }
}
