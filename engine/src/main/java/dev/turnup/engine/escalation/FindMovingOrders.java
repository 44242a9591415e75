package dev.turnup.engine.escalation;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** Some escalations that tell of the same, among other things. */
  public record Look(Finding finding, List<Escalation> escalations) {}

  /** All that is to be looked at, each by itself: where one look fails the others need not. */
  public List<Look> looks() {
    List<Look> looks = new ArrayList<>();
    Optional<EscalationId> last = Optional.empty();
    List<Escalation> page;
    do {
      page = escalations.open(last, PAGE);
      for (Finding finding : Finding.values()) {
        List<Escalation> some = page.stream().filter(each -> each.tells(finding)).toList();
        if (!some.isEmpty()) {
          looks.add(new Look(finding, some));
        }
      }
      if (!page.isEmpty()) {
        last = Optional.of(page.get(page.size() - 1).id());
      }
    } while (page.size() == PAGE);
    return looks;
  }

  /** Those of which this is not true any more, or whose order has ended. */
  public List<Escalation> by(Look look) {
    List<OrderId> orders = look.escalations().stream().map(Escalation::order).toList();
    Set<OrderId> open = escalations.ofOpenOrders(orders);
    Set<OrderId> stuck =
        searches.stream()
            .filter(search -> search.finds().contains(look.finding()))
            .flatMap(search -> search.among(orders, clock.instant()).stream())
            .filter(found -> found.finding() == look.finding())
            .map(Stuck::order)
            .collect(toSet());
    return look.escalations().stream()
        .filter(each -> !open.contains(each.order()) || !stuck.contains(each.order()))
        .toList();
  }
}
