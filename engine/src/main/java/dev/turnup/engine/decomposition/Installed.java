package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import dev.turnup.engine.decomposition.Needs.Place;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The products that an order's items name, and which of their services stay or go; and what else
 * the customer has, which items that are added may use.
 */
final class Installed {

  private final ProductOrder order;
  private final Items items;
  private final Collection<InstalledProduct> all;
  private final Map<ItemId, InstalledProduct> products = new HashMap<>();
  private final Map<ItemId, List<InstalledService>> unclaimed = new HashMap<>();
  private final Set<String> claimed = new HashSet<>();

  Installed(ProductOrder order, Items items, Collection<InstalledProduct> all) {
    this.order = order;
    this.items = items;
    this.all = all;
    Map<String, InstalledProduct> byId =
        all.stream().collect(toMap(InstalledProduct::id, Function.identity()));
    for (OrderItem item : order.items()) {
      item.product().map(byId::get).ifPresent(product -> products.put(item.id(), product));
    }
    products.forEach((item, product) -> unclaimed.put(item, new ArrayList<>(product.services())));
  }

  /**
   * A service that nothing needs any more.
   *
   * @param items those whose product it was
   * @param products their ids
   */
  record Ending(List<OrderItem> items, InstalledService service, Set<String> products) {

    /** The one that it belongs to. */
    OrderItem item() {
      return items.get(0);
    }
  }

  /** What is wrong with the products that the items name, or fail to. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (OrderItem item : order.items()) {
      wrongWith(item)
          .ifPresent(wrong -> findings.add(Finding.about(item.id(), wrong.code(), wrong.detail())));
    }
    return findings;
  }

  private record Wrong(String code, String detail) {}

  private Optional<Wrong> wrongWith(OrderItem item) {
    boolean touched = item.action() == ItemAction.MODIFY || item.action() == ItemAction.DELETE;
    if (item.product().isEmpty()) {
      return touched && !items.isBundle(item)
          ? Optional.of(new Wrong("missing-product", "none is named"))
          : Optional.empty();
    }
    String named = item.product().get();
    Optional<InstalledProduct> product =
        Optional.ofNullable(products.get(item.id())).filter(InstalledProduct::active);
    if (product.isEmpty()) {
      // a bundle is sold as one, and need not be known as one
      return items.isBundle(item)
          ? Optional.empty()
          : Optional.of(new Wrong("unknown-product", named));
    }
    if (!product.get().belongsTo(order.header().customer().id())) {
      return Optional.of(new Wrong("foreign-product", named));
    }
    return product
        .get()
        .site()
        .map(Site::id)
        .filter(site -> touched && isElsewhere(item, site))
        .map(site -> new Wrong("moved-product", named + " is at " + site));
  }

  private boolean isElsewhere(OrderItem item, String site) {
    return order.siteOf(item.id()).map(Site::id).filter(named -> !named.equals(site)).isPresent();
  }

  /** One of the services of the item's product, which is to be, or to become, such a component. */
  Optional<InstalledService> claim(OrderItem item, String component) {
    Optional<InstalledService> found =
        unclaimed.getOrDefault(item.id(), List.of()).stream()
            .filter(service -> service.component().equals(Optional.of(component)))
            .findFirst();
    found.ifPresent(
        service -> {
          unclaimed.get(item.id()).remove(service);
          claimed.add(service.reference());
        });
    return found;
  }

  /** The services of that name that the customer has there and the network knows, each once. */
  List<InstalledService> at(Place place) {
    Map<String, InstalledService> there = new LinkedHashMap<>();
    for (InstalledProduct product : all) {
      if (product.active()
          && product.customer().equals(Optional.of(order.header().customer().id()))) {
        product.services().stream()
            .filter(service -> service.component().equals(Optional.of(place.component())))
            .filter(service -> isWithin(product, service, place))
            .filter(service -> service.networkReference().isPresent())
            .forEach(service -> there.putIfAbsent(service.reference(), service));
      }
    }
    return List.copyOf(there.values());
  }

  /** A product may run over what is at another site. */
  private static boolean isWithin(InstalledProduct product, InstalledService service, Place place) {
    return switch (place.scope()) {
      case SITE ->
          service.site().or(() -> product.site().map(Site::id)).equals(Optional.of(place.within()));
      case ACCOUNT -> product.account().equals(Optional.of(place.within()));
      case ITEM, BUNDLE, ORDER -> false;
    };
  }

  /** It stays, whatever becomes of the products that it was part of until now. */
  void use(InstalledService service) {
    claimed.add(service.reference());
  }

  /**
   * The services that go, once all that stays is claimed: all of a product that ends; of one that
   * is changed only what it consisted of, and is to no longer. What another product uses stays.
   *
   * @param vanishing how many of each component a changed item is to have less than before
   */
  List<Ending> ending(Map<ItemId, Map<String, Integer>> vanishing) {
    Map<String, Ending> left = new LinkedHashMap<>();
    for (OrderItem item : order.items()) {
      for (InstalledService service : leaving(item, vanishing)) {
        Ending ending =
            left.computeIfAbsent(
                service.reference(),
                reference -> new Ending(new ArrayList<>(), service, new HashSet<>()));
        ending.items().add(item);
        ending.products().add(products.get(item.id()).id());
      }
    }
    return left.values().stream()
        .filter(ending -> !claimed.contains(ending.service().reference()))
        .filter(ending -> ending.products().containsAll(ending.service().sharedWith()))
        .toList();
  }

  private List<InstalledService> leaving(
      OrderItem item, Map<ItemId, Map<String, Integer>> vanishing) {
    if (wrongWith(item).isPresent()) {
      return List.of();
    }
    List<InstalledService> left = unclaimed.getOrDefault(item.id(), List.of());
    if (item.action() == ItemAction.DELETE) {
      return left;
    }
    Map<String, Integer> fewer = new HashMap<>(vanishing.getOrDefault(item.id(), Map.of()));
    return left.stream()
        .filter(
            service ->
                service
                    .component()
                    .filter(name -> fewer.merge(name, -1, Integer::sum) >= 0)
                    .isPresent())
        .toList();
  }

  /**
   * The item as its product is now, if it is known what that is: what was sold by its specification
   * alone has no offering, and keeps its specification.
   */
  Optional<OrderItem> before(OrderItem item) {
    boolean isSpecified = item.offering().isEmpty() && item.specification().isPresent();
    return Optional.ofNullable(products.get(item.id()))
        .filter(product -> product.offering().isPresent() || isSpecified)
        .map(
            product ->
                item.asking(
                    product.offering(), order.siteOf(item.id()), product.characteristics()));
  }
}
