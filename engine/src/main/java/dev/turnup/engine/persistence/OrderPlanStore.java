package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderPlans;
import dev.turnup.engine.persistence.OrderPlanMapper.ComponentRow;
import dev.turnup.engine.persistence.OrderPlanMapper.DeliveryRow;
import dev.turnup.engine.persistence.OrderPlanMapper.ZoneRow;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class OrderPlanStore implements OrderPlans {

  static final ZoneId UTC = ZoneId.of("UTC");

  private final OrderPlanMapper mapper;

  OrderPlanStore(OrderPlanMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Plan of(OrderId order) {
    return new Plan(
        mapper.findDeliveries(order.value()).stream().map(row -> delivery(row, order)).toList(),
        mapper.findComponents(order.value()).stream().map(OrderPlanStore::component).toList());
  }

  @Override
  public ZoneId zoneOf(OrderId order) {
    return zonesOf(List.of(order.value())).getOrDefault(order.value(), UTC);
  }

  /** By order; those without a site of their own are not there. */
  Map<String, ZoneId> zonesOf(List<String> orders) {
    return mapper.findTimeZones(orders).stream().collect(toMap(ZoneRow::orderId, ZoneRow::zone));
  }

  private Delivery delivery(DeliveryRow row, OrderId order) {
    return new Delivery(
        row.number(),
        row.state(),
        Optional.ofNullable(row.readyDate()),
        visit(row),
        Optional.ofNullable(row.solvedAt())
            .map(at -> at.atZoneSameInstant(zoneOf(order)).toLocalDate()));
  }

  private static Optional<Visit> visit(DeliveryRow row) {
    if (row.technician() == null
        || row.visitState() == null
        || row.visitStart() == null
        || row.visitEnd() == null
        || row.timeZone() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Visit(
            row.technician(),
            row.visitState(),
            row.visitStart().toInstant(),
            row.visitEnd().toInstant(),
            ZoneId.of(row.timeZone())));
  }

  private static Component component(ComponentRow row) {
    return new Component(
        new ComponentId(row.id()),
        new ItemId(row.itemId()),
        row.specification(),
        row.kind(),
        row.action(),
        row.state(),
        Optional.ofNullable(row.deliveryNumber()),
        row.availability(),
        Optional.ofNullable(row.availableFrom()),
        Optional.ofNullable(row.reservedUntil()).map(OffsetDateTime::toInstant),
        row.reliesOn().isEmpty() ? List.of() : List.of(row.reliesOn().split("\n")),
        Optional.ofNullable(row.billState()),
        Optional.ofNullable(row.billedFrom()));
  }
}
