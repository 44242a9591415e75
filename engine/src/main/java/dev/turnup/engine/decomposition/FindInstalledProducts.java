package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.InstalledBase.Found;
import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.Search;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ItemId;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks the installed base for the products that the items of an order name. */
@UseCase
public final class FindInstalledProducts implements OutsideStep<OrderId, Search, Found> {

  private final Orders orders;
  private final InstalledProducts installedProducts;
  private final InstalledBase installedBase;

  public FindInstalledProducts(
      Orders orders, InstalledProducts installedProducts, InstalledBase installedBase) {
    this.orders = orders;
    this.installedProducts = installedProducts;
    this.installedBase = installedBase;
  }

  @Override
  public Search requestFor(OrderId id) {
    return new Search(
        new Subject(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        orders.get(id).items().stream()
            .flatMap(item -> item.product().stream())
            .distinct()
            .toList());
  }

  @Override
  public CompletionStage<Outcome<Found>> call(CallKey key, Search request) {
    return installedBase.findProducts(key, request);
  }

  /** What an item does not say is as it is with its product. */
  @Override
  public StepResult record(OrderId id, Found found) {
    ProductOrder order = orders.lock(id);
    Map<String, InstalledProduct> byId =
        found.products().stream()
            .collect(Collectors.toMap(InstalledProduct::id, Function.identity(), (a, b) -> a));
    Map<ItemId, InstalledProduct> byItem = new HashMap<>();
    for (OrderItem item : order.items()) {
      item.product()
          .map(byId::get)
          .ifPresent(
              product -> {
                byItem.put(item.id(), product);
                orders.correct(id, completed(item, order.siteOf(item.id()), product));
              });
    }
    installedProducts.replace(id, byItem);
    return StepResult.done();
  }

  private static OrderItem completed(
      OrderItem item, Optional<Site> site, InstalledProduct product) {
    Map<String, String> characteristics = new HashMap<>(product.characteristics());
    characteristics.putAll(item.characteristics());
    return item.asking(
        item.offering().or(product::offering),
        site.isPresent() ? item.site() : product.site().map(id -> new Site(id, "", "")),
        characteristics);
  }
}
