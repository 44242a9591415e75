package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.ProductOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a test says of other orders. */
public final class OtherOrdersInMemory implements OtherOrders {

  public final List<Overlap> addingTheSame = new ArrayList<>();
  public final List<Overlap> aboutTheSame = new ArrayList<>();

  /** What uses services that the order changes. */
  public final List<Overlap> usingTheSame = new ArrayList<>();

  public final List<Named> named = new ArrayList<>();
  public final Map<OrderId, Set<OrderId>> waits = new HashMap<>();

  /** Those that end the moment before somebody decides to wait for them. */
  public final Set<OrderId> endingNow = new HashSet<>();

  /** Who uses which service. */
  public final Map<String, OrderId> users = new HashMap<>();

  @Override
  public void judgeAlone(String customer, Collection<String> subjects) {}

  @Override
  public List<OrderId> usersOf(OrderId order, Collection<String> services) {
    return services.stream().filter(users::containsKey).map(users::get).toList();
  }

  @Override
  public List<Overlap> addingTheSame(ProductOrder order) {
    return addingTheSame;
  }

  @Override
  public void meanToRepeat(OrderId order, OrderId other) {
    addingTheSame.removeIf(overlap -> overlap.order().equals(other));
  }

  @Override
  public List<Overlap> aboutTheSame(ProductOrder order) {
    return aboutTheSame;
  }

  @Override
  public List<Overlap> usingTheSame(OrderId order, Collection<Use> uses) {
    return usingTheSame.stream()
        .filter(
            overlap ->
                uses.stream().anyMatch(use -> use.changed() && use.item().equals(overlap.item())))
        .toList();
  }

  @Override
  public List<Overlap> endingOne(OrderId order, Collection<Sharing> sharings) {
    return List.of();
  }

  @Override
  public List<Named> namedBy(OrderId order) {
    return named;
  }

  @Override
  public List<Named> named(String caller, Collection<OrderId> orders) {
    return named;
  }

  @Override
  public Map<OrderId, Set<OrderId>> waits(OrderId order) {
    return waits;
  }

  @Override
  public Set<OrderId> letWait(OrderId order, Set<OrderId> earlier) {
    Set<OrderId> open = new HashSet<>(earlier);
    open.removeAll(endingNow);
    waits.put(order, open);
    return open;
  }

  @Override
  public List<OrderId> waitingFor(OrderId order) {
    return waits.entrySet().stream()
        .filter(wait -> wait.getValue().contains(order))
        .map(Map.Entry::getKey)
        .toList();
  }
}
