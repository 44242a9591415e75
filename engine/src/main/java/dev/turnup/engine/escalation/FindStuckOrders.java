package dev.turnup.engine.escalation;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.escalation.LateOrders.LostVisit;
import dev.turnup.engine.escalation.RunningOrders.OverdueTask;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Looks for open orders without a next event, for tasks and fallouts that are overdue, and for
 * visits to which nobody comes.
 */
@UseCase
public final class FindStuckOrders {

  private static final int PAGE = 500;
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final LateOrders lateOrders;
  private final RunningOrders running;
  private final Clock clock;

  public FindStuckOrders(LateOrders lateOrders, RunningOrders running, Clock clock) {
    this.lateOrders = lateOrders;
    this.running = running;
    this.clock = clock;
  }

  /**
   * Hands over what is found, page by page; an order may come more than once. Each page is read for
   * itself, so a transaction around all of it is not wanted.
   */
  public void each(Consumer<Stuck> found) {
    Instant now = clock.instant();
    withoutNextEvent(now, found);
    overdueTasks(now, found);
    overdueFallouts(now, found);
    lostVisits(now, found);
  }

  private void withoutNextEvent(Instant now, Consumer<Stuck> found) {
    Optional<OrderId> last = Optional.empty();
    List<OrderId> page;
    do {
      page = lateOrders.open(now, last, PAGE);
      List<OrderId> still = new ArrayList<>(page);
      still.removeAll(running.withNextEvent(page));
      for (OrderId order : still) {
        found.accept(new Stuck(order, Finding.NO_NEXT_EVENT, "Nothing will make the order move"));
      }
      last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1));
    } while (page.size() == PAGE);
  }

  private void overdueTasks(Instant now, Consumer<Stuck> found) {
    Optional<String> last = Optional.empty();
    List<OverdueTask> page;
    do {
      page = running.overdueTasks(now, last, PAGE);
      Map<OrderId, OverdueTask> oldest =
          page.stream()
              .collect(
                  toMap(OverdueTask::order, t -> t, (a, b) -> a.due().isAfter(b.due()) ? b : a));
      for (OrderId order : unattended(oldest.keySet(), now)) {
        OverdueTask task = oldest.get(order);
        found.accept(
            new Stuck(
                order,
                Finding.OVERDUE_TASK,
                task.label() + " should have been done by " + task.due()));
      }
      last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == PAGE);
  }

  private void overdueFallouts(Instant now, Consumer<Stuck> found) {
    Optional<FalloutId> last = Optional.empty();
    List<Fallout> page;
    do {
      page = lateOrders.overdueFallouts(now, last, PAGE);
      Map<OrderId, Fallout> first =
          page.stream().collect(toMap(fallout -> fallout.what().order(), f -> f, (a, b) -> a));
      for (OrderId order : unattended(first.keySet(), now)) {
        Fallout fallout = first.get(order);
        found.accept(
            new Stuck(
                order,
                Finding.OVERDUE_FALLOUT,
                fallout.what().step()
                    + " fell out at "
                    + fallout.raisedAt()
                    + " and is not settled: "
                    + fallout.what().failure().message()));
      }
      last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == PAGE);
  }

  private void lostVisits(Instant now, Consumer<Stuck> found) {
    Optional<UUID> last = Optional.empty();
    List<LostVisit> page;
    do {
      page = lateOrders.lostVisits(now, last, PAGE);
      Map<OrderId, LostVisit> first =
          page.stream().collect(toMap(LostVisit::order, visit -> visit, (a, b) -> a));
      for (OrderId order : unattended(first.keySet(), now)) {
        found.accept(
            new Stuck(
                order,
                Finding.LOST_VISIT,
                "Nobody comes to the visit at "
                    + LOCAL.format(first.get(order).start())
                    + ": its technician cannot, and it could not be moved so far"));
      }
      last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == PAGE);
  }

  private Set<OrderId> unattended(Collection<OrderId> orders, Instant now) {
    return orders.isEmpty() ? Set.of() : lateOrders.unattended(orders, now);
  }
}
