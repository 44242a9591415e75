package dev.turnup.engine.order;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An item of an order, just acknowledged: what is not said is empty, or as with another. */
public final class AnItem {

  private final ItemId id;
  private final ItemState state;
  private Optional<ItemId> parent;
  private ItemAction action;
  private Optional<String> product;
  private Optional<String> offering;
  private Optional<String> specification;
  private Optional<String> account;
  private Optional<Site> site;
  private Optional<String> preference;
  private Map<String, String> characteristics;
  private Set<ItemId> reliesOn;

  private AnItem(OrderItem like) {
    id = like.id();
    state = like.state();
    parent = like.parent();
    action = like.action();
    product = like.product();
    offering = like.offering();
    specification = like.specification();
    account = like.account();
    site = like.site();
    preference = like.deliveryPreference();
    characteristics = like.characteristics();
    reliesOn = like.reliesOn();
  }

  /** One that adds something. */
  public static AnItem numbered(String id) {
    return like(
        new OrderItem(
            new ItemId(id),
            Optional.empty(),
            ItemAction.ADD,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Set.of(),
            ItemState.ACKNOWLEDGED));
  }

  public static AnItem like(OrderItem item) {
    return new AnItem(item);
  }

  public OrderItem item() {
    return new OrderItem(
        id,
        parent,
        action,
        product,
        offering,
        specification,
        account,
        site,
        preference,
        characteristics,
        reliesOn,
        state);
  }

  public AnItem partOf(String bundle) {
    parent = Optional.of(new ItemId(bundle));
    return this;
  }

  public AnItem asking(ItemAction wanted) {
    action = wanted;
    return this;
  }

  /** About a product that is there. */
  public AnItem about(String installed) {
    product = Optional.of(installed);
    return this;
  }

  public AnItem of(String sold) {
    offering = Optional.of(sold);
    return this;
  }

  public AnItem specifiedAs(String productSpecification) {
    offering = Optional.empty();
    specification = Optional.of(productSpecification);
    return this;
  }

  public AnItem paidBy(String billingAccount) {
    account = Optional.of(billingAccount);
    return this;
  }

  public AnItem nowhere() {
    site = Optional.empty();
    return this;
  }

  public AnItem at(Site place) {
    site = Optional.of(place);
    return this;
  }

  public AnItem wanting(String deliveryPreference) {
    preference = Optional.of(deliveryPreference);
    return this;
  }

  public AnItem characterised(Map<String, String> by) {
    characteristics = by;
    return this;
  }

  public AnItem relyingOn(String... others) {
    reliesOn = Stream.of(others).map(ItemId::new).collect(Collectors.toSet());
    return this;
  }
}
