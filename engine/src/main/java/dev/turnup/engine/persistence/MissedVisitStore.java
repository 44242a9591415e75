package dev.turnup.engine.persistence;

import dev.turnup.engine.delivery.MissedVisit;
import dev.turnup.engine.delivery.MissedVisit.Charge;
import dev.turnup.engine.delivery.MissedVisits;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.VisitId;
import dev.turnup.engine.persistence.MissedVisitMapper.MissedVisitRow;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class MissedVisitStore implements MissedVisits {

  private final MissedVisitMapper mapper;

  MissedVisitStore(MissedVisitMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public int of(OrderId order) {
    return mapper.count(order.value());
  }

  @Override
  public boolean isOnMissedJourney(VisitId id) {
    mapper.lockJourney(id.value());
    return mapper.isOnMissedJourney(id.value());
  }

  @Override
  public void add(MissedVisit missed, Instant now) {
    MissedVisitRow row =
        new MissedVisitRow(
            missed.id().value(),
            missed.order().value(),
            missed.delivery().value(),
            missed.day(),
            missed.charge().map(Charge::code).orElse(null),
            missed.charge().map(Charge::reason).orElse(null),
            null);
    if (mapper.insert(row, Utc.of(now)) == 0) {
      throw new IllegalStateException("visit " + missed.id() + " was not missed");
    }
  }

  @Override
  public MissedVisit get(VisitId id) {
    return mapper
        .find(id.value())
        .map(MissedVisitStore::missed)
        .orElseThrow(() -> new NoSuchElementException("visit " + id + " was not missed"));
  }

  @Override
  public boolean charged(VisitId id, String reference, Instant now) {
    return mapper.charged(id.value(), reference, Utc.of(now)) == 1;
  }

  private static MissedVisit missed(MissedVisitRow row) {
    return new MissedVisit(
        new VisitId(row.id()),
        new OrderId(row.orderId()),
        new DeliveryId(row.deliveryId()),
        row.day(),
        Optional.ofNullable(row.chargeCode())
            .flatMap(
                code ->
                    Optional.ofNullable(row.chargeReason())
                        .map(reason -> new Charge(code, reason))),
        Optional.ofNullable(row.reference()));
  }
}
