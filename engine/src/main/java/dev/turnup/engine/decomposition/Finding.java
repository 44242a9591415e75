package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something about an order that keeps it from being fulfilled as it is.
 *
 * @param code {@code unknown-offering}, as the table {@code order-rules} knows it
 * @param item the item it concerns, if one
 * @param detail which: the offering's name, the path of a cycle, a postal code
 * @param other the order that it is about, if it is another
 */
public record Finding(String code, Optional<ItemId> item, String detail, Optional<OrderId> other) {

  /** One about the order itself. */
  public Finding(String code, Optional<ItemId> item, String detail) {
    this(code, item, detail, Optional.empty());
  }

  static Finding about(ItemId item, String code, String detail) {
    return new Finding(code, Optional.of(item), detail);
  }

  /**
   * @param path the nodes, the first of them again at the end
   */
  static Finding cycle(ItemId item, List<?> path) {
    return about(
        item,
        "cyclic-relation",
        path.stream().map(Object::toString).collect(Collectors.joining(" → ")));
  }

  /** The attribute of the item that must be supplied or corrected, if it is one. */
  Optional<String> attribute() {
    return switch (code) {
      case "missing-site", "unknown-territory" -> Optional.of("product.place");
      case "missing-characteristic", "illegal-characteristic", "unknown-characteristic" ->
          Optional.of("product.productCharacteristic");
      case "missing-product", "unknown-product" -> Optional.of("product.id");
      default -> Optional.empty();
    };
  }
}
