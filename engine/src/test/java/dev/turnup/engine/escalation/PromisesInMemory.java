package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Promises without a database; all of them are doubtful. */
public final class PromisesInMemory implements Promises {

  public final Map<String, Promise> made = new TreeMap<>();

  @Override
  public List<OrderId> doubtful(Instant now) {
    return made.values().stream().map(Promise::order).toList();
  }

  @Override
  public List<Promise> of(Collection<OrderId> orders) {
    return made.values().stream().filter(promise -> orders.contains(promise.order())).toList();
  }

  @Override
  public Optional<Promise> of(OrderId order) {
    return Optional.ofNullable(made.get(order.value()));
  }

  @Override
  public void keep(OrderId order, Jeopardy jeopardy, String reason, Optional<String> waitsFor) {
    Promise old = made.get(order.value());
    made.put(
        order.value(),
        new Promise(
            order,
            old.tier(),
            old.open(),
            old.madeAt(),
            old.day(),
            old.end(),
            old.projected(),
            old.undated(),
            old.unsettled(),
            waitsFor,
            jeopardy,
            reason));
  }
}
