package dev.turnup.engine.order;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells a person all about one order: where it is, why it waits, what is next, what has been. */
@UseCase
public final class DescribeOrder {

  /** Timeline entries that a person is shown; the rest is read page by page. */
  private static final int ENTRIES = 500;

  private final Orders orders;
  private final OrderPlans plans;
  private final NextEvents nextEvents;
  private final Notes notes;
  private final Timeline timeline;
  private final Clock clock;

  public DescribeOrder(
      Orders orders,
      OrderPlans plans,
      NextEvents nextEvents,
      Notes notes,
      Timeline timeline,
      Clock clock) {
    this.orders = orders;
    this.plans = plans;
    this.nextEvents = nextEvents;
    this.notes = notes;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** Describes the order, if there is one of this number. */
  public Optional<OrderDescription> of(OrderId id) {
    return orders
        .find(id)
        .map(
            order ->
                new OrderDescription(
                    order,
                    clock.instant(),
                    plans.zoneOf(id),
                    plans.of(id),
                    soonestFirst(order),
                    nextEvents.instances(id),
                    notes.on(id),
                    timeline.story(id, ENTRIES)));
  }

  private List<NextEvents.NextEvent> soonestFirst(ProductOrder order) {
    if (order.state().isFinal()) {
      return List.of();
    }
    return nextEvents.of(order.id()).stream()
        .sorted(
            Comparator.comparing(
                event -> event.due().orElse(Instant.MAX), Comparator.naturalOrder()))
        .toList();
  }
}
