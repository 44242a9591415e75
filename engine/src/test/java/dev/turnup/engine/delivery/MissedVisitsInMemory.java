package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.VisitId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Missed visits without a database. */
public final class MissedVisitsInMemory implements MissedVisits {

  public final Map<VisitId, MissedVisit> all = new LinkedHashMap<>();

  @Override
  public int of(OrderId order) {
    return (int) all.values().stream().filter(missed -> missed.order().equals(order)).count();
  }

  @Override
  public boolean isOnMissedJourney(VisitId id) {
    return false;
  }

  @Override
  public void add(MissedVisit missed, Instant now) {
    if (all.putIfAbsent(missed.id(), missed) != null) {
      throw new IllegalStateException("missed twice: " + missed);
    }
  }

  @Override
  public MissedVisit get(VisitId id) {
    return Optional.ofNullable(all.get(id))
        .orElseThrow(() -> new NoSuchElementException("no missed visit " + id));
  }

  @Override
  public boolean charged(VisitId id, String reference, Instant now) {
    MissedVisit missed = get(id);
    all.put(
        id,
        new MissedVisit(
            id,
            missed.order(),
            missed.delivery(),
            missed.day(),
            missed.charge(),
            missed.reference().or(() -> Optional.of(reference))));
    return missed.reference().isEmpty();
  }
}
