package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.InstalledBase.Found;
import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.Search;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.UseCase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks the installed base for the products that the items of an order name, and for what the
 * customer has where others are added.
 */
@UseCase
public final class FindInstalledProducts implements OutsideStep<OrderId, Search, Found> {

  private final Orders orders;
  private final InstalledProducts installedProducts;
  private final InstalledBase installedBase;
  private final Decisions decisions;

  public FindInstalledProducts(
      Orders orders,
      InstalledProducts installedProducts,
      InstalledBase installedBase,
      Decisions decisions) {
    this.orders = orders;
    this.installedProducts = installedProducts;
    this.installedBase = installedBase;
    this.decisions = decisions;
  }

  @Override
  public Search requestFor(OrderId id) {
    return searchFor(orders.get(id), decisions);
  }

  static Search searchFor(ProductOrder order, Decisions decisions) {
    SharedPlaces shared = SharedPlaces.of(order, decisions);
    return new Search(
        new Subject(
            order.id(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        order.items().stream().flatMap(item -> item.product().stream()).distinct().toList(),
        order.header().customer().id(),
        shared.sites(),
        shared.accounts());
  }

  @Override
  public CompletionStage<Outcome<Found>> call(CallKey key, Search request) {
    return installedBase.findProducts(key, request);
  }

  @Override
  public StepResult record(OrderId id, Found found) {
    ProductOrder order = orders.lock(id);
    completed(order, found.once()).forEach(item -> orders.correct(id, item));
    installedProducts.replace(id, found.once());
    return StepResult.done();
  }

  /**
   * The items that are told more than their sender said: what is not said of a product is as it is,
   * and an address is known by the id of the place.
   */
  static List<OrderItem> completed(ProductOrder order, Collection<InstalledProduct> found) {
    Map<String, InstalledProduct> byId =
        found.stream().collect(toMap(InstalledProduct::id, Function.identity()));
    Map<String, Site> addresses =
        found.stream()
            .filter(product -> product.belongsTo(order.header().customer().id()))
            .flatMap(product -> product.site().stream())
            .filter(site -> !site.postalCode().isEmpty())
            .collect(toMap(Site::id, Function.identity(), (a, b) -> a));
    List<OrderItem> completed = new ArrayList<>();
    for (OrderItem item : order.items()) {
      OrderItem whole =
          item.product().map(byId::get).map(product -> like(item, order, product)).orElse(item);
      OrderItem placed =
          whole.asking(whole.offering(), addressed(whole, addresses), whole.characteristics());
      if (!placed.equals(item)) {
        completed.add(placed);
      }
    }
    return completed;
  }

  private static OrderItem like(OrderItem item, ProductOrder order, InstalledProduct product) {
    Map<String, String> characteristics = new HashMap<>(product.characteristics());
    characteristics.putAll(item.characteristics());
    return item.asking(
        item.offering().or(product::offering),
        order.siteOf(item.id()).isPresent() ? item.site() : product.site(),
        characteristics);
  }

  private static Optional<Site> addressed(OrderItem item, Map<String, Site> addresses) {
    return item.site()
        .filter(site -> site.postalCode().isEmpty())
        .flatMap(site -> Optional.ofNullable(addresses.get(site.id())))
        .or(item::site);
  }
}
