package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * An order as its caller is shown it: the document as it was sent, and what the server manages. A
 * promise is a day, told as that day's last second in the site's time zone.
 */
@Component
class ProductOrderRendering {

  /** A sender may have sent them as {@code null}. */
  static final List<String> MANAGED =
      List.of("id", "href", "orderDate", "state", "expectedCompletionDate", "completionDate");

  /** What is added to items. */
  static final List<String> MANAGED_OF_ITEMS = List.of("state", ProductOrderExtension.ITEM_ERRORS);

  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

  private final ProductOrderExtension extension;

  ProductOrderRendering(ProductOrderExtension extension) {
    this.extension = extension;
  }

  /** The orders with what TMF622 v4 has no attributes for, too. */
  List<JsonNode> extended(List<OrderDocument> stored) {
    Map<OrderId, ObjectNode> shown = new LinkedHashMap<>();
    stored.forEach(each -> shown.put(each.order().id(), asV4(each)));
    extension.addTo(shown, stored.stream().map(OrderDocument::order).toList());
    return List.copyOf(shown.values());
  }

  JsonNode of(OrderDocument stored) {
    return asV4(stored);
  }

  private static ObjectNode asV4(OrderDocument stored) {
    ProductOrder order = stored.order();
    ObjectNode sent = StrictJson.objectIn(stored.document());
    ObjectNode shown = sent.objectNode();
    shown.put("id", order.id().value());
    shown.put("href", ProductOrderController.locationOf(order.id()).toString());
    shown.put("orderDate", order.header().orderDate().toString());
    shown.put("state", order.state().tmfName());
    order
        .promisedDate()
        .ifPresent(day -> shown.put("expectedCompletionDate", endOf(day, stored.zone())));
    order.completedAt().ifPresent(at -> shown.put("completionDate", at.toString()));
    sent.remove(MANAGED);
    shown.setAll(sent);
    // to a client of v4 nothing is null
    shown.properties().removeIf(attribute -> attribute.getValue().isNull());
    showItems(shown, order);
    if (!shown.path("relatedParty").isArray()) {
      shown.putArray("relatedParty");
    }
    showNotes(shown, stored.notes());
    return shown;
  }

  private static void showItems(ObjectNode shown, ProductOrder order) {
    showItems(
        shown,
        order,
        order.items().stream()
            .collect(Collectors.toMap(item -> item.id().value(), Function.identity())));
  }

  /** What a completed item has added can be named by later orders. */
  private static void showItems(JsonNode parent, ProductOrder order, Map<String, OrderItem> items) {
    for (JsonNode sent : parent.path("productOrderItem")) {
      OrderItem item = items.get(sent.path("id").asText());
      ObjectNode shown = (ObjectNode) sent;
      shown.put("state", item.state().tmfName());
      if (item.action() == ItemAction.ADD && item.state() == ItemState.COMPLETED) {
        shown.withObjectProperty("product").put("id", order.productOf(item.id()));
      }
      showItems(sent, order, items);
    }
  }

  private static void showNotes(ObjectNode shown, List<Notes.Note> notes) {
    for (Notes.Note note : notes) {
      ArrayNode all =
          shown.path("note").isArray() ? (ArrayNode) shown.get("note") : shown.putArray("note");
      all.addObject()
          .put("id", note.id())
          .put("author", note.author())
          .put("date", note.at().toString())
          .put("text", note.text());
    }
  }

  static String endOf(LocalDate day, ZoneId zone) {
    return day.atTime(END_OF_DAY).atZone(zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
