package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Deliveries without a database. */
public final class DeliveriesInMemory implements Deliveries {

  private final Map<DeliveryId, Delivery> deliveries = new LinkedHashMap<>();
  private final Map<DeliveryId, Optional<LocalDate>> days = new HashMap<>();
  private final Map<DeliveryId, Optional<LocalDate>> ends = new HashMap<>();

  @Override
  public DeliveryId nextId() {
    return new DeliveryId(UUID.randomUUID());
  }

  @Override
  public void add(Collection<Delivery> added) {
    added.forEach(delivery -> deliveries.put(delivery.id(), delivery));
  }

  @Override
  public Delivery get(DeliveryId id) {
    return Optional.ofNullable(deliveries.get(id))
        .orElseThrow(() -> new IllegalArgumentException("no delivery " + id));
  }

  @Override
  public List<Delivery> of(OrderId order) {
    return deliveries.values().stream()
        .filter(delivery -> delivery.order().equals(order))
        .sorted(Comparator.comparing(Delivery::number))
        .toList();
  }

  @Override
  public void expect(Map<DeliveryId, Optional<LocalDate>> expected) {
    expected.forEach((id, day) -> days.put(id, day.map(d -> notBefore(d, id))));
  }

  @Override
  public void plan(Map<DeliveryId, Optional<LocalDate>> planned) {
    ends.putAll(planned);
    days.replaceAll((id, day) -> day.map(d -> notBefore(d, id)));
  }

  private LocalDate notBefore(LocalDate day, DeliveryId id) {
    return ends.getOrDefault(id, Optional.empty()).filter(day::isBefore).orElse(day);
  }

  @Override
  public Optional<LocalDate> lastExpected(OrderId order) {
    List<Optional<LocalDate>> open =
        of(order).stream()
            .filter(Delivery::isOpen)
            .map(delivery -> days.getOrDefault(delivery.id(), Optional.empty()))
            .toList();
    return open.contains(Optional.<LocalDate>empty())
        ? Optional.empty()
        : open.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
  }

  @Override
  public List<Delivery> unexpected(OrderId order) {
    return of(order).stream()
        .filter(delivery -> delivery.state() == DeliveryState.PLANNED)
        .filter(delivery -> delivery.readyDate().isPresent())
        .filter(delivery -> days.getOrDefault(delivery.id(), Optional.empty()).isEmpty())
        .toList();
  }

  @Override
  public void update(Delivery delivery) {
    if (get(delivery.id()).version() != delivery.version()) {
      throw new StaleVersion("delivery " + delivery.number());
    }
    deliveries.put(
        delivery.id(),
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
}
