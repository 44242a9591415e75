package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.escalation.Escalations;
import dev.turnup.engine.escalation.LateOrders;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.persistence.EscalationMapper.EscalationRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class EscalationStore implements Escalations, LateOrders {

  /** So shortly before a visit begins nobody else is sent without a word. */
  private static final Duration SOON = Duration.ofHours(1);

  private final EscalationMapper mapper;
  private final FalloutMapper fallouts;

  EscalationStore(EscalationMapper mapper, FalloutMapper fallouts) {
    this.mapper = mapper;
    this.fallouts = fallouts;
  }

  @Override
  public boolean add(Escalation escalation) {
    return mapper.insert(EscalationRow.of(escalation)) == 1;
  }

  @Override
  public Escalation get(EscalationId id) {
    return mapper
        .find(id.value())
        .map(EscalationRow::escalation)
        .orElseThrow(() -> new NoSuchElementException("there is no escalation " + id));
  }

  @Override
  public void update(Escalation escalation) {
    if (mapper.update(EscalationRow.of(escalation)) == 0) {
      throw new StaleVersion("escalation of order " + escalation.why().order());
    }
  }

  @Override
  public List<Escalation> open(Optional<EscalationId> after, int limit) {
    return mapper.findOpen(after.map(EscalationId::value).orElse(null), limit).stream()
        .map(EscalationRow::escalation)
        .toList();
  }

  @Override
  public List<OrderId> open(Instant now, Optional<OrderId> after, int limit) {
    return mapper
        .findUnattended(Utc.of(now), after.map(OrderId::value).orElse(null), limit)
        .stream()
        .map(OrderId::new)
        .toList();
  }

  @Override
  public Set<OrderId> unattended(Collection<OrderId> orders, Instant now) {
    return ids(mapper.findUnattendedOf(texts(orders), Utc.of(now)));
  }

  @Override
  public Set<OrderId> open(Collection<OrderId> orders) {
    return ids(mapper.findOpenOf(texts(orders)));
  }

  @Override
  public List<Fallout> overdueFallouts(Instant now, Optional<FalloutId> after, int limit) {
    return fallouts
        .findOverdue(Utc.of(now), after.map(FalloutId::value).orElse(null), limit)
        .stream()
        .map(FalloutRow::fallout)
        .toList();
  }

  @Override
  public Set<OrderId> withOverdueFallout(Collection<OrderId> orders, Instant now) {
    return ids(fallouts.findOrdersWithOverdue(texts(orders), Utc.of(now)));
  }

  @Override
  public List<LostVisit> lostVisits(Instant now, Optional<UUID> after, int limit) {
    return mapper.findLostVisits(Utc.of(now.plus(SOON)), after.orElse(null), limit).stream()
        .map(
            row ->
                new LostVisit(
                    row.id(),
                    new OrderId(row.orderId()),
                    row.startsAt().atZoneSameInstant(ZoneId.of(row.timeZone()))))
        .toList();
  }

  @Override
  public Set<OrderId> withLostVisit(Collection<OrderId> orders, Instant now) {
    return ids(mapper.findOrdersWithLostVisit(texts(orders), Utc.of(now.plus(SOON))));
  }

  private static List<String> texts(Collection<OrderId> orders) {
    return orders.stream().map(OrderId::value).toList();
  }

  private static Set<OrderId> ids(List<String> texts) {
    return texts.stream().map(OrderId::new).collect(toSet());
  }
}
