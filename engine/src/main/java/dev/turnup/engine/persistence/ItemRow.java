package dev.turnup.engine.persistence;

import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Site;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code order_item}.
 *
 * @param characteristics JSON text
 * @param reliesOn item ids, one a line: ids hold no line breaks
 */
record ItemRow(
    String orderId,
    String id,
    int position,
    @Nullable String parentId,
    String action,
    @Nullable String productId,
    @Nullable String offering,
    @Nullable String productSpecification,
    @Nullable String billingAccount,
    @Nullable String siteId,
    @Nullable String siteAddress,
    @Nullable String sitePostalCode,
    @Nullable String deliveryPreference,
    String characteristics,
    String reliesOn,
    String state) {

  static ItemRow of(String orderId, int position, OrderItem item) {
    return new ItemRow(
        orderId,
        item.id().value(),
        position,
        item.parent().map(ItemId::value).orElse(null),
        item.action().tmfName(),
        item.product().orElse(null),
        item.offering().orElse(null),
        item.specification().orElse(null),
        item.account().orElse(null),
        item.site().map(Site::id).orElse(null),
        item.site().map(Site::address).orElse(null),
        item.site().map(Site::postalCode).orElse(null),
        item.deliveryPreference().orElse(null),
        Json.of(item.characteristics()),
        item.reliesOn().stream().map(ItemId::value).sorted().collect(Collectors.joining("\n")),
        item.state().tmfName());
  }

  OrderItem item() {
    return new OrderItem(
        new ItemId(id),
        Optional.ofNullable(parentId).map(ItemId::new),
        ItemAction.of(action),
        Optional.ofNullable(productId),
        Optional.ofNullable(offering),
        Optional.ofNullable(productSpecification),
        Optional.ofNullable(billingAccount),
        Optional.ofNullable(siteId)
            .map(
                site ->
                    new Site(
                        site,
                        Optional.ofNullable(siteAddress).orElse(""),
                        Optional.ofNullable(sitePostalCode).orElse(""))),
        Optional.ofNullable(deliveryPreference),
        Json.texts(characteristics),
        Stream.of(reliesOn.split("\n"))
            .filter(other -> !other.isEmpty())
            .map(ItemId::new)
            .collect(Collectors.toUnmodifiableSet()),
        ItemState.of(state));
  }
}
