package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks for orders that somebody looks after although they move again, or have ended. */
@UseCase
public final class FindMovingOrders {

  private static final int PAGE = 500;

  private final Escalations escalations;
  private final LateOrders lateOrders;
  private final RunningOrders running;
  private final Clock clock;

  public FindMovingOrders(
      Escalations escalations, LateOrders lateOrders, RunningOrders running, Clock clock) {
    this.escalations = escalations;
    this.lateOrders = lateOrders;
    this.running = running;
    this.clock = clock;
  }

  /** Hands over every open escalation that has lost its reason, page by page. */
  public void each(Consumer<Escalation> found) {
    Instant now = clock.instant();
    Optional<EscalationId> last = Optional.empty();
    List<Escalation> page;
    do {
      page = escalations.open(last, PAGE);
      if (!page.isEmpty()) {
        List<OrderId> orders = page.stream().map(escalation -> escalation.why().order()).toList();
        Set<OrderId> open = lateOrders.open(orders);
        Set<OrderId> expected = running.withNextEvent(orders);
        Set<OrderId> lateTask = running.withOverdueTask(orders, now);
        Set<OrderId> lateFallout = lateOrders.withOverdueFallout(orders, now);
        Set<OrderId> lostVisit = lateOrders.withLostVisit(orders, now);
        for (Escalation escalation : page) {
          OrderId order = escalation.why().order();
          boolean moves =
              expected.contains(order)
                  && !lateTask.contains(order)
                  && !lateFallout.contains(order)
                  && !lostVisit.contains(order);
          if (moves || !open.contains(order)) {
            found.accept(escalation);
          }
        }
        last = Optional.of(page.get(page.size() - 1).id());
      }
    } while (page.size() == PAGE);
  }
}
