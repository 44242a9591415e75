package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Promises without a database; all of them are doubtful. */
public final class PromisesInMemory implements Promises {

  public final Map<String, Promise> made = new TreeMap<>();

  @Override
  public List<Promise> doubtful(Instant now, Optional<OrderId> after, int limit) {
    return made.values().stream()
        .filter(
            promise ->
                after.map(last -> promise.order().value().compareTo(last.value()) > 0).orElse(true))
        .limit(limit)
        .toList();
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
