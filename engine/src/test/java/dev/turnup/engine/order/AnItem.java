package dev.turnup.engine.order;

import java.util.Map;
import java.util.Optional;

/** An item like another, but for what is said. */
public final class AnItem {

  private OrderItem item;

  private AnItem(OrderItem item) {
    this.item = item;
  }

  public static AnItem like(OrderItem item) {
    return new AnItem(item);
  }

  public OrderItem item() {
    return item;
  }

  public AnItem partOf(String bundle) {
    return with(
        Optional.of(new ItemId(bundle)),
        item.action(),
        item.offering(),
        item.specification(),
        item.site(),
        item.characteristics());
  }

  public AnItem asking(ItemAction action) {
    return with(
        item.parent(),
        action,
        item.offering(),
        item.specification(),
        item.site(),
        item.characteristics());
  }

  public AnItem specifiedAs(String specification) {
    return with(
        item.parent(),
        item.action(),
        Optional.empty(),
        Optional.of(specification),
        item.site(),
        item.characteristics());
  }

  public AnItem nowhere() {
    return with(
        item.parent(),
        item.action(),
        item.offering(),
        item.specification(),
        Optional.empty(),
        item.characteristics());
  }

  public AnItem at(Site site) {
    return with(
        item.parent(),
        item.action(),
        item.offering(),
        item.specification(),
        Optional.of(site),
        item.characteristics());
  }

  public AnItem characterised(Map<String, String> characteristics) {
    return with(
        item.parent(),
        item.action(),
        item.offering(),
        item.specification(),
        item.site(),
        characteristics);
  }

  private AnItem with(
      Optional<ItemId> parent,
      ItemAction action,
      Optional<String> offering,
      Optional<String> specification,
      Optional<Site> site,
      Map<String, String> characteristics) {
    item =
        new OrderItem(
            item.id(),
            parent,
            action,
            item.product(),
            offering,
            specification,
            item.account(),
            site,
            item.deliveryPreference(),
            characteristics,
            item.reliesOn(),
            item.state());
    return this;
  }
}
