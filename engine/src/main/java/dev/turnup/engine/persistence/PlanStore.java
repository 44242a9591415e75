package dev.turnup.engine.persistence;

import dev.turnup.engine.delivery.Blueprint;
import dev.turnup.engine.delivery.PlanVersion;
import dev.turnup.engine.delivery.PlanVersions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.PlanMapper.NewRow;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class PlanStore implements PlanVersions {

  private final PlanMapper mapper;

  PlanStore(PlanMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public void add(OrderId order, Instant madeAt, PlanVersion.Why why, Blueprint blueprint) {
    mapper.insert(
        new NewRow(
            order.value(),
            Utc.of(madeAt),
            why.code(),
            blueprint.projectedEnd().map(Utc::of).orElse(null),
            PlanDocument.json(blueprint)));
    mapper.update(order.value());
  }

  @Override
  public void outdate(OrderId order) {
    mapper.outdate(order.value());
  }

  @Override
  public boolean isOutdated(OrderId order) {
    return mapper.isOutdated(order.value());
  }

  @Override
  public Optional<PlanVersion> find(OrderId order, Optional<Integer> version) {
    return mapper
        .find(order.value(), version.orElse(null))
        .map(
            row ->
                new PlanVersion(
                    new OrderId(row.orderId()),
                    row.version(),
                    row.newest(),
                    row.madeAt().toInstant(),
                    PlanVersion.Why.of(row.why()),
                    PlanDocument.blueprint(row.document())));
  }
}
