package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.StaleVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the watch sees, without a database and without a workflow engine. */
public final class WatchedOrders implements Escalations, Search, EscalationCourse {

  /** What is true, whoever knows it. */
  public final List<Stuck> facts = new ArrayList<>();

  public final List<EscalationId> started = new ArrayList<>();
  public final List<EscalationId> raised = new ArrayList<>();
  public final List<EscalationId> retold = new ArrayList<>();
  public final List<EscalationId> ended = new ArrayList<>();
  public boolean running = true;

  private final Map<EscalationId, Escalation> escalations = new LinkedHashMap<>();
  private final OrdersInMemory orders;

  public WatchedOrders(OrdersInMemory orders) {
    this.orders = orders;
  }

  /** From now on this is true of an order. */
  public Stuck found(OrderId order, Finding finding) {
    Stuck stuck = new Stuck(order, finding, "It is " + finding.code());
    facts.add(stuck);
    return stuck;
  }

  @Override
  public Set<Finding> finds() {
    return EnumSet.allOf(Finding.class);
  }

  @Override
  public List<Stuck> unattended(Instant now, int limit) {
    return facts.stream()
        .filter(fact -> !orders.get(fact.order()).state().isFinal())
        .filter(
            fact ->
                escalations.values().stream()
                    .filter(e -> e.order().equals(fact.order()) && e.tells(fact.finding()))
                    .noneMatch(
                        e ->
                            e.closing()
                                .map(how -> how.quietUntil().map(now::isBefore).orElse(false))
                                .orElse(true)))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Stuck> among(Collection<OrderId> some, Instant now) {
    return facts.stream().filter(fact -> some.contains(fact.order())).toList();
  }

  @Override
  public void add(Escalation escalation) {
    if (openOf(escalation.order()).isPresent()) {
      throw new StaleVersion("escalation");
    }
    escalations.put(escalation.id(), escalation);
  }

  @Override
  public Escalation get(EscalationId id) {
    return Optional.ofNullable(escalations.get(id)).orElseThrow();
  }

  @Override
  public Optional<Escalation> openOf(OrderId order) {
    return escalations.values().stream()
        .filter(e -> e.order().equals(order) && e.closing().isEmpty())
        .findFirst();
  }

  @Override
  public void update(Escalation escalation) {
    if (get(escalation.id()).version() != escalation.version()) {
      throw new StaleVersion("escalation");
    }
    escalations.put(
        escalation.id(),
        new Escalation(
            escalation.id(),
            escalation.order(),
            escalation.findings(),
            escalation.openedAt(),
            escalation.told(),
            escalation.closing(),
            escalation.version() + 1));
  }

  @Override
  public List<Escalation> open(Optional<EscalationId> after, int limit) {
    return escalations.values().stream()
        .filter(e -> e.closing().isEmpty())
        .sorted((a, b) -> a.id().value().compareTo(b.id().value()))
        .filter(e -> after.map(last -> e.id().value().compareTo(last.value()) > 0).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public Set<OrderId> ofOpenOrders(Collection<OrderId> some) {
    return some.stream()
        .filter(order -> !orders.get(order).state().isFinal())
        .collect(Collectors.toSet());
  }

  @Override
  public void start(OrderId order, EscalationId escalation) {
    started.add(escalation);
  }

  @Override
  public void raise(OrderId order, EscalationId escalation) {
    raised.add(escalation);
  }

  @Override
  public void retell(OrderId order, EscalationId escalation) {
    retold.add(escalation);
  }

  @Override
  public boolean end(OrderId order, EscalationId escalation) {
    if (running) {
      ended.add(escalation);
    }
    return running;
  }
}
