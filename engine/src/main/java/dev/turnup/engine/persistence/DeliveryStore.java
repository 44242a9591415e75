package dev.turnup.engine.persistence;

import static java.util.Comparator.comparing;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.NextVisit;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.persistence.DeliveryMapper.DeliveryRow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class DeliveryStore implements Deliveries {

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final DeliveryMapper mapper;
  private final LockedOrders lockedOrders;

  DeliveryStore(DeliveryMapper mapper, LockedOrders lockedOrders) {
    this.mapper = mapper;
    this.lockedOrders = lockedOrders;
  }

  @Override
  public DeliveryId nextId() {
    return new DeliveryId(ids.generate());
  }

  @Override
  public void add(Collection<Delivery> deliveries) {
    if (!deliveries.isEmpty()) {
      mapper.insert(deliveries.stream().map(DeliveryStore::row).toList());
      lockedOrders.forgetDeliveries();
    }
  }

  @Override
  public Delivery get(DeliveryId id) {
    return lockedOrders
        .delivery(id, () -> mapper.find(id.value()).map(DeliveryStore::delivery))
        .orElseThrow(() -> new IllegalArgumentException("there is no delivery " + id));
  }

  @Override
  public List<Delivery> of(OrderId order) {
    return lockedOrders
        .order(order.value())
        .map(locked -> locked.deliveries(() -> read(order)))
        .orElseGet(() -> read(order));
  }

  private List<Delivery> read(OrderId order) {
    return mapper.findOfOrder(order.value()).stream().map(DeliveryStore::delivery).toList();
  }

  @Override
  public void update(Delivery delivery) {
    if (mapper.update(row(delivery)) == 0) {
      throw new StaleVersion("delivery " + delivery.number() + " of order " + delivery.order());
    }
    lockedOrders.written(
        new Delivery(
            delivery.id(),
            delivery.order(),
            delivery.number(),
            delivery.site(),
            delivery.state(),
            delivery.readyDate(),
            delivery.nextVisit(),
            delivery.version() + 1));
  }

  @Override
  public void expect(Map<DeliveryId, Optional<LocalDate>> days) {
    List<DeliveryId> ids = inOrder(days);
    mapper.expect(texts(ids), texts(ids, days));
  }

  @Override
  public void plan(Map<DeliveryId, Optional<LocalDate>> ends) {
    List<DeliveryId> ids = inOrder(ends);
    mapper.plan(texts(ids), texts(ids, ends));
  }

  private static List<DeliveryId> inOrder(Map<DeliveryId, ?> days) {
    return days.keySet().stream().sorted(comparing(DeliveryId::value)).toList();
  }

  private static String[] texts(List<DeliveryId> ids) {
    return ids.stream().map(DeliveryId::toString).toArray(String[]::new);
  }

  private static String[] texts(List<DeliveryId> ids, Map<DeliveryId, Optional<LocalDate>> days) {
    return ids.stream()
        .map(id -> days.get(id).map(LocalDate::toString).orElse(null))
        .toArray(String[]::new);
  }

  @Override
  public Optional<LocalDate> lastExpected(OrderId order) {
    return mapper.findLastExpected(order.value());
  }

  @Override
  public List<Delivery> unexpected(OrderId order) {
    return mapper.findUnexpected(order.value()).stream().map(DeliveryStore::delivery).toList();
  }

  private static DeliveryRow row(Delivery delivery) {
    return new DeliveryRow(
        delivery.id().value(),
        delivery.order().value(),
        delivery.number(),
        delivery.site().orElse(null),
        delivery.state().code(),
        delivery.readyDate().orElse(null),
        delivery.nextVisit().notBefore().orElse(null),
        String.join("\n", delivery.nextVisit().skills()),
        delivery.nextVisit().technicians(),
        delivery.version());
  }

  private static Delivery delivery(DeliveryRow row) {
    return new Delivery(
        new DeliveryId(row.id()),
        new OrderId(row.orderId()),
        row.number(),
        Optional.ofNullable(row.siteId()),
        DeliveryState.of(row.state()),
        Optional.ofNullable(row.readyDate()),
        new NextVisit(
            Optional.ofNullable(row.visitNotBefore()),
            row.visitSkills().isEmpty() ? Set.of() : Set.of(row.visitSkills().split("\n")),
            row.visitTechnicians()),
        row.version());
  }
}
