package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.ItemId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The items of an order document, however the sender has put them together: one within another, or
 * side by side with a {@code bundles} relationship from the parent.
 */
final class ItemTree {

  private final Map<ItemId, JsonNode> items = new LinkedHashMap<>();
  private final Map<ItemId, ItemId> parents = new LinkedHashMap<>();
  private final Map<ItemId, List<ItemId>> children = new LinkedHashMap<>();

  /** One item and the one that bundles it. */
  record Line(ItemId id, Optional<ItemId> parent, JsonNode item) {}

  /**
   * @throws RequestRefused 400 if an item is bundled that is not there, twice, or within itself
   */
  static ItemTree of(ObjectNode document) {
    ItemTree tree = new ItemTree();
    tree.addItemsOf(document, Optional.empty());
    tree.items.forEach(
        (id, item) ->
            related(item, "bundles").distinct().forEach(bundled -> tree.bundle(id, bundled)));
    return tree;
  }

  /** All items, each after the one that bundles it, otherwise as they were sent. */
  List<Line> parentsFirst() {
    List<Line> lines = new ArrayList<>();
    Deque<ItemId> left = new ArrayDeque<>();
    items.keySet().stream().filter(id -> !parents.containsKey(id)).forEach(left::add);
    while (!left.isEmpty()) {
      ItemId next = left.pop();
      lines.add(new Line(next, Optional.ofNullable(parents.get(next)), items.get(next)));
      List<ItemId> parts = new ArrayList<>(children.getOrDefault(next, List.of()));
      Collections.reverse(parts);
      parts.forEach(left::push);
    }
    if (lines.size() < items.size()) {
      List<ItemId> reached = lines.stream().map(Line::id).toList();
      ItemId lost = items.keySet().stream().filter(id -> !reached.contains(id)).findFirst().get();
      throw refused("item " + lost + " is bundled within itself");
    }
    return lines;
  }

  /** The items that an item names in relationships of a type. */
  static Stream<ItemId> related(JsonNode item, String relationshipType) {
    return StreamSupport.stream(item.path("productOrderItemRelationship").spliterator(), false)
        .filter(each -> each.path("relationshipType").asText().equals(relationshipType))
        .map(each -> new ItemId(each.path("id").asText()));
  }

  private void addItemsOf(JsonNode parent, Optional<ItemId> parentId) {
    for (JsonNode item : parent.path("productOrderItem")) {
      ItemId id = new ItemId(item.path("id").asText());
      items.put(id, item);
      parentId.ifPresent(bundle -> attach(bundle, id));
      addItemsOf(item, Optional.of(id));
    }
  }

  private void bundle(ItemId parent, ItemId child) {
    if (!items.containsKey(child)) {
      throw refused("item " + parent + " bundles item " + child + ", which is not in the order");
    }
    ItemId other = parents.getOrDefault(child, parent);
    if (!other.equals(parent)) {
      throw refused("item " + child + " is bundled by " + other + " and by " + parent);
    }
    if (!parents.containsKey(child)) {
      attach(parent, child);
    }
  }

  private void attach(ItemId parent, ItemId child) {
    parents.put(child, parent);
    children.computeIfAbsent(parent, id -> new ArrayList<>()).add(child);
  }

  private static RequestRefused refused(String reason) {
    return RequestRefused.malformed("invalid-order", reason, "See productOrderItemRelationship.");
  }
}
