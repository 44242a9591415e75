package dev.turnup.engine.order;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Cancellations without a database. */
public final class CancellationsInMemory implements Cancellations {

  private final Map<UUID, Cancellation> asked = new LinkedHashMap<>();
  private final Map<OrderId, ProductOrder.Former> former = new HashMap<>();

  /** In the order in which they came. */
  public List<Cancellation> all() {
    return List.copyOf(asked.values());
  }

  @Override
  public UUID nextId() {
    return UUID.randomUUID();
  }

  @Override
  public void add(Cancellation cancellation) {
    asked.put(cancellation.id(), cancellation);
  }

  @Override
  public void update(Cancellation cancellation) {
    asked.put(cancellation.id(), cancellation);
  }

  @Override
  public List<Cancellation> open(OrderId order) {
    return asked.values().stream()
        .filter(each -> each.order().equals(order) && each.state().isOpen())
        .toList();
  }

  @Override
  public Cancellation get(UUID id) {
    return find(id, Optional.empty()).orElseThrow();
  }

  @Override
  public Optional<Cancellation> find(UUID id, Optional<String> onlyOf) {
    return Optional.ofNullable(asked.get(id));
  }

  @Override
  public Answer find(Wanted wanted) {
    throw new AssertionError("nobody looks for any");
  }

  @Override
  public void remember(OrderId order, ProductOrder.Former before) {
    former.put(order, before);
  }

  @Override
  public ProductOrder.Former former(OrderId order) {
    return Optional.ofNullable(former.get(order)).orElseThrow();
  }
}
