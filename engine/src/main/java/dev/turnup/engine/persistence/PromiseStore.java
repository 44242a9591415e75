package dev.turnup.engine.persistence;

import dev.turnup.engine.escalation.Jeopardy;
import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.escalation.OpenOrders;
import dev.turnup.engine.escalation.Promise;
import dev.turnup.engine.escalation.Promises;
import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Pass;
import dev.turnup.engine.persistence.PromiseMapper.JeopardyRow;
import dev.turnup.engine.persistence.PromiseMapper.OpenRow;
import dev.turnup.engine.persistence.PromiseMapper.PlannedRow;
import dev.turnup.engine.persistence.PromiseMapper.PromiseRow;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class PromiseStore implements Promises, OpenOrders, Search {

  /** Of a round: fifty thousand deliveries that are open. */
  private static final int PAGES = 200;

  private final Pass deliveries = new Pass(PAGES);
  private final PromiseMapper mapper;
  private final UnwrittenEntries unwritten;
  private final Clock clock;

  PromiseStore(PromiseMapper mapper, UnwrittenEntries unwritten, Clock clock) {
    this.mapper = mapper;
    this.unwritten = unwritten;
    this.clock = clock;
  }

  @Override
  public List<OrderId> doubtful(Instant now) {
    Set<String> found = new LinkedHashSet<>(mapper.findDoubtful(Utc.of(now)));
    deliveries.goOn(
        after -> {
          PlannedRow page = mapper.findPlannedAmiss(after, Utc.of(now));
          found.addAll(page.orders());
          return Optional.ofNullable(page.last());
        });
    return found.stream().map(OrderId::new).toList();
  }

  @Override
  public List<Promise> of(Collection<OrderId> orders) {
    unwritten.write();
    return mapper.find(ids(orders), Utc.of(clock.instant())).stream()
        .map(PromiseRow::promise)
        .toList();
  }

  @Override
  public Optional<Promise> of(OrderId order) {
    return of(List.of(order)).stream().findFirst();
  }

  @Override
  public void keep(OrderId order, Jeopardy jeopardy, String reason, Optional<String> waitsFor) {
    if (jeopardy.colour() == Colour.GREEN) {
      mapper.delete(order.value());
    } else {
      mapper.keep(
          order.value(),
          jeopardy.colour().code(),
          Utc.of(jeopardy.since()),
          jeopardy.betterSince().map(Utc::of).orElse(null),
          reason,
          waitsFor.orElse(null));
    }
  }

  @Override
  public Set<Finding> finds() {
    return Set.of(Finding.PROMISE_AMBER, Finding.PROMISE_RED);
  }

  @Override
  public List<Stuck> unattended(Instant now, int limit) {
    return mapper.findInJeopardy(null, Utc.of(now), limit).stream()
        .map(PromiseStore::stuck)
        .toList();
  }

  @Override
  public List<Stuck> among(Collection<OrderId> orders, Instant now) {
    return orders.isEmpty()
        ? List.of()
        : mapper.findInJeopardy(ids(orders), Utc.of(now), orders.size()).stream()
            .map(PromiseStore::stuck)
            .toList();
  }

  @Override
  public List<Shown> find(
      Set<Colour> colours, boolean escalated, Optional<OrderId> after, int limit) {
    return mapper
        .findOpen(
            colours.stream().map(Colour::code).toList(),
            escalated,
            Utc.of(clock.instant()),
            after.map(OrderId::value).orElse(null),
            limit)
        .stream()
        .map(OpenRow::shown)
        .toList();
  }

  private static String[] ids(Collection<OrderId> orders) {
    return orders.stream().map(OrderId::value).toArray(String[]::new);
  }

  private static Stuck stuck(JeopardyRow row) {
    return new Stuck(
        new OrderId(row.orderId()), Finding.of("promise-" + row.colour()), row.reason());
  }
}
