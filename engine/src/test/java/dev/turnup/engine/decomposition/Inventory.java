package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What customers have, as whoever believes every recording would keep it. */
final class Inventory {

  /**
   * @param products ids of the products that use it
   */
  record Kept(
      String component,
      Optional<String> site,
      Map<String, String> characteristics,
      Set<String> products) {}

  final Map<String, Kept> services = new HashMap<>();
  final Map<String, OrderItem> sold = new HashMap<>();

  /** An order was fulfilled. */
  void fulfil(ProductOrder order, List<Component> components) {
    for (Component component : components) {
      if (component.action() == ComponentAction.CEASE) {
        services.remove(referenceOf(component));
      } else {
        Set<String> products = new HashSet<>(productsUsing(order, components, component));
        Kept before = services.get(referenceOf(component));
        if (before != null) {
          products.addAll(before.products());
        }
        services.put(
            referenceOf(component),
            new Kept(component.name(), component.site(), component.characteristics(), products));
      }
    }
    for (OrderItem item : order.items()) {
      String product = order.productOf(item.id());
      if (item.action() == ItemAction.DELETE) {
        sold.remove(product);
        services.values().forEach(kept -> kept.products().remove(product));
      } else if (item.action() != ItemAction.NO_CHANGE) {
        sold.put(product, item);
      }
    }
  }

  static String referenceOf(Component component) {
    return component
        .installed()
        .map(Component.Installed::reference)
        .orElseGet(() -> component.order() + " " + component.id());
  }

  /** A customer-facing service is nobody else's; over the others runs what relies on them. */
  private static Set<String> productsUsing(
      ProductOrder order, List<Component> components, Component component) {
    Set<ComponentId> users = new HashSet<>(Set.of(component.id()));
    if (component.specification().kind() != Specification.Kind.CFS) {
      while (users.addAll(
          components.stream()
              .filter(other -> other.reliesOn().stream().anyMatch(users::contains))
              .map(Component::id)
              .collect(toSet()))) {}
    }
    return components.stream()
        .filter(other -> users.contains(other.id()))
        .map(other -> order.productOf(other.item()))
        .collect(toSet());
  }

  Collection<InstalledProduct> productsOf(String customer) {
    return sold.entrySet().stream()
        .map(
            product ->
                new InstalledProduct(
                    product.getKey(),
                    true,
                    Optional.of(customer),
                    product.getValue().account(),
                    product.getValue().offering(),
                    product.getValue().site(),
                    product.getValue().characteristics(),
                    servicesOf(product.getKey())))
        .toList();
  }

  private List<InstalledService> servicesOf(String product) {
    return services.entrySet().stream()
        .filter(service -> service.getValue().products().contains(product))
        .map(
            service ->
                new InstalledService(
                    service.getKey(),
                    Optional.of(service.getValue().component()),
                    Optional.of("NET"),
                    service.getValue().site(),
                    service.getValue().characteristics(),
                    Optional.empty(),
                    service.getValue().products().stream()
                        .filter(other -> !other.equals(product))
                        .toList()))
        .toList();
  }
}
