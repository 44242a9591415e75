package dev.turnup.engine.escalation;

import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.StaleVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the watch sees, without a database and without a workflow engine. */
public final class WatchedOrders
    implements Escalations, LateOrders, RunningOrders, EscalationCourse {

  public final List<OrderId> open = new ArrayList<>();
  public final Set<OrderId> moving = new HashSet<>();
  public final List<OverdueTask> lateTasks = new ArrayList<>();
  public final List<Fallout> lateFallouts = new ArrayList<>();
  public final List<LostVisit> lostVisits = new ArrayList<>();
  public final List<EscalationId> started = new ArrayList<>();
  public final List<EscalationId> ended = new ArrayList<>();

  private final Map<EscalationId, Escalation> escalations = new LinkedHashMap<>();
  private final OrdersInMemory orders;

  public WatchedOrders(OrdersInMemory orders) {
    this.orders = orders;
  }

  @Override
  public boolean add(Escalation escalation) {
    boolean free =
        escalations.values().stream()
            .noneMatch(
                e -> e.closing().isEmpty() && e.why().order().equals(escalation.why().order()));
    if (free) {
      escalations.put(escalation.id(), escalation);
    }
    return free;
  }

  @Override
  public Escalation get(EscalationId id) {
    return Optional.ofNullable(escalations.get(id)).orElseThrow();
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
            escalation.why(),
            escalation.openedAt(),
            escalation.level(),
            escalation.group(),
            escalation.respondBy(),
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
  public List<OrderId> open(Instant now, Optional<OrderId> after, int limit) {
    return unattended(open, now).stream()
        .sorted((a, b) -> a.value().compareTo(b.value()))
        .filter(o -> after.map(last -> o.value().compareTo(last.value()) > 0).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public Set<OrderId> unattended(Collection<OrderId> some, Instant now) {
    return some.stream()
        .filter(open::contains)
        .filter(
            order ->
                escalations.values().stream()
                    .noneMatch(
                        e ->
                            e.why().order().equals(order)
                                && e.closing()
                                    .map(how -> how.quietUntil().map(now::isBefore).orElse(false))
                                    .orElse(true)))
        .collect(Collectors.toSet());
  }

  @Override
  public Set<OrderId> open(Collection<OrderId> some) {
    return some.stream()
        .filter(order -> !orders.get(order).state().isFinal())
        .collect(Collectors.toSet());
  }

  @Override
  public List<Fallout> overdueFallouts(Instant now, Optional<FalloutId> after, int limit) {
    return after.isPresent() ? List.of() : lateFallouts;
  }

  @Override
  public Set<OrderId> withOverdueFallout(Collection<OrderId> some, Instant now) {
    return lateFallouts.stream().map(f -> f.what().order()).collect(Collectors.toSet());
  }

  @Override
  public List<LostVisit> lostVisits(Instant now, Optional<UUID> after, int limit) {
    return after.isPresent() ? List.of() : lostVisits;
  }

  @Override
  public Set<OrderId> withLostVisit(Collection<OrderId> some, Instant now) {
    return lostVisits.stream().map(LostVisit::order).collect(Collectors.toSet());
  }

  @Override
  public Set<OrderId> withNextEvent(Collection<OrderId> some) {
    return some.stream().filter(moving::contains).collect(Collectors.toSet());
  }

  @Override
  public Set<OrderId> withOverdueTask(Collection<OrderId> some, Instant now) {
    return lateTasks.stream().map(OverdueTask::order).collect(Collectors.toSet());
  }

  @Override
  public List<OverdueTask> overdueTasks(Instant now, Optional<String> after, int limit) {
    return after.isPresent() ? List.of() : lateTasks;
  }

  @Override
  public void start(OrderId order, EscalationId escalation) {
    started.add(escalation);
  }

  @Override
  public void end(OrderId order, EscalationId escalation) {
    ended.add(escalation);
  }
}
