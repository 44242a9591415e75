package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks for escalations of which something is not true any more, or whose order has ended. */
@UseCase
public final class FindMovingOrders {

  private static final int PAGE = 2_000;

  private final Escalations escalations;
  private final List<Search> searches;
  private final Clock clock;

  public FindMovingOrders(Escalations escalations, List<Search> searches, Clock clock) {
    this.escalations = escalations;
    this.searches = List.copyOf(searches);
    this.clock = clock;
  }

  private record Fact(OrderId order, Stuck.Finding finding) {

    static Fact of(Stuck stuck) {
      return new Fact(stuck.order(), stuck.finding());
    }
  }

  /** Hands them over, page by page. */
  public void each(Consumer<Escalation> found) {
    Instant now = clock.instant();
    Optional<EscalationId> last = Optional.empty();
    List<Escalation> page;
    do {
      page = escalations.open(last, PAGE);
      if (!page.isEmpty()) {
        Set<OrderId> open = escalations.ofOpenOrders(page.stream().map(Escalation::order).toList());
        Set<Fact> facts = new HashSet<>();
        for (Search search : searches) {
          search
              .among(escalatedFor(search.finds(), page), now)
              .forEach(stuck -> facts.add(Fact.of(stuck)));
        }
        page.stream()
            .filter(
                escalation ->
                    !open.contains(escalation.order())
                        || !escalation.findings().stream().map(Fact::of).allMatch(facts::contains))
            .forEach(found);
        last = Optional.of(page.get(page.size() - 1).id());
      }
    } while (page.size() == PAGE);
  }

  private static List<OrderId> escalatedFor(Set<Stuck.Finding> findings, List<Escalation> some) {
    return some.stream()
        .filter(escalation -> findings.stream().anyMatch(escalation::tells))
        .map(Escalation::order)
        .toList();
  }
}
