package dev.turnup.engine.persistence;

import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.Moments;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.EscalationMapper.LostVisitRow;
import dev.turnup.engine.persistence.EscalationMapper.OverdueFalloutRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What the rows tell of late orders: overdue fallouts, and visits to which nobody comes. */
@Repository
class LateRows implements Search {

  /** So shortly before a visit begins nobody else is sent without a word. */
  private static final Duration SOON = Duration.ofHours(1);

  private final EscalationMapper mapper;

  LateRows(EscalationMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Set<Finding> finds() {
    return Set.of(Finding.OVERDUE_FALLOUT, Finding.LOST_VISIT);
  }

  @Override
  public List<Stuck> unattended(Instant now, int limit) {
    return find(null, now, limit);
  }

  @Override
  public List<Stuck> among(Collection<OrderId> orders, Instant now) {
    return orders.isEmpty()
        ? List.of()
        : find(orders.stream().map(OrderId::value).toArray(String[]::new), now, orders.size());
  }

  private List<Stuck> find(String @Nullable [] orders, Instant now, int limit) {
    List<Stuck> found = new ArrayList<>();
    mapper
        .findOverdueFallouts(orders, Finding.OVERDUE_FALLOUT.code(), Utc.of(now), limit)
        .forEach(row -> found.add(stuck(row)));
    mapper
        .findLostVisits(
            orders, Finding.LOST_VISIT.code(), Utc.of(now), Utc.of(now.plus(SOON)), limit)
        .forEach(row -> found.add(stuck(row)));
    return found;
  }

  private static Stuck stuck(OverdueFalloutRow row) {
    return new Stuck(
        new OrderId(row.orderId()),
        Finding.OVERDUE_FALLOUT,
        row.step()
            + " fell out at "
            + Moments.told(
                row.raisedAt().toInstant(),
                ZoneId.of(Optional.ofNullable(row.timeZone()).orElse("UTC")))
            + (row.escalated() ? " and is to be settled at once: " : " and is not settled: ")
            + row.message());
  }

  private static Stuck stuck(LostVisitRow row) {
    return new Stuck(
        new OrderId(row.orderId()),
        Finding.LOST_VISIT,
        "Nobody comes to the visit at "
            + Moments.told(row.startsAt().toInstant(), ZoneId.of(row.timeZone()))
            + ": its technician cannot, and it could not be moved so far");
  }
}
