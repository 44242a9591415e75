package dev.turnup.engine.order;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line of an order, flattened out of nesting and bundles.
 *
 * @param id the sender's id, unique in the order
 * @param parent the item that bundles this one
 * @param action what is to happen to the product
 * @param product the id of the product that is there already; empty for what is to come
 * @param offering the id of the offering, if the sender named one
 * @param specification the id of the product's specification, if the sender named one
 * @param account the id of the billing account, if the sender named one
 * @param site where the product is to live; empty for what has no place, such as a mobile line
 * @param deliveryPreference the sender's wish, {@code together} or {@code asAvailable}
 * @param characteristics the product's characteristics as text, by name
 * @param reliesOn the items that this one relies on, as the sender wrote them
 */
public record OrderItem(
    ItemId id,
    Optional<ItemId> parent,
    ItemAction action,
    Optional<String> product,
    Optional<String> offering,
    Optional<String> specification,
    Optional<String> account,
    Optional<Site> site,
    Optional<String> deliveryPreference,
    Map<String, String> characteristics,
    Set<ItemId> reliesOn,
    ItemState state) {

  /** What its product was sold as: the offering, or else what the product is specified as. */
  public Optional<String> sold() {
    return offering.or(() -> specification);
  }

  /** The same, asking for other things. */
  public OrderItem asking(
      Optional<String> newOffering,
      Optional<Site> newSite,
      Map<String, String> newCharacteristics) {
    return new OrderItem(
        id,
        parent,
        action,
        product,
        newOffering,
        specification,
        account,
        newSite,
        deliveryPreference,
        newCharacteristics,
        reliesOn,
        state);
  }

  /** The same, wanted {@code together} with the rest or {@code asAvailable}. */
  public OrderItem preferring(String newPreference) {
    return new OrderItem(
        id,
        parent,
        action,
        product,
        offering,
        specification,
        account,
        site,
        Optional.of(newPreference),
        characteristics,
        reliesOn,
        state);
  }

  OrderItem in(ItemState next) {
    return new OrderItem(
        id,
        parent,
        action,
        product,
        offering,
        specification,
        account,
        site,
        deliveryPreference,
        characteristics,
        reliesOn,
        next);
  }
}
