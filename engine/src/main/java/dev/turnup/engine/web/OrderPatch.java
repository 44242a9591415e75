package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.ChangeRefused;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A merge patch of an order. */
final class OrderPatch {

  private static final String ITEMS = "productOrderItem";
  private static final String RELATIONSHIPS = "orderRelationship";
  private static final String NOTES = "note";

  private final ObjectNode patch;

  OrderPatch(ObjectNode patch) {
    this.patch = patch;
  }

  /**
   * What it makes of an order's document; empty if nothing.
   *
   * @param toldByServer the ids of notes that are shown with the sender's own, and stay as they are
   * @throws RequestRefused if it touches what the server manages, or what comes of it is no order
   * @throws ChangeRefused if it changes items, or what the order waits for
   */
  Optional<Amendment> on(String document, Set<String> toldByServer) {
    refuseWhatTheServerManages();
    ObjectNode before = StrictJson.objectIn(document);
    ObjectNode after = (ObjectNode) MergePatch.on(before, patch);
    keepItems(before, after);
    keepRelationships(before, after);
    leaveOut(toldByServer, after);
    List<String> changed = differences(before, after);
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    ProductOrderStructure.check(after);
    if (after.toString().getBytes(UTF_8).length > StrictJson.MAX_BYTES) {
      throw RequestRefused.tooLarge(StrictJson.MAX_BYTES);
    }
    return Optional.of(new SentOrder(after).amending(new SentOrder(before), changed));
  }

  private void refuseWhatTheServerManages() {
    Stream.of(ProductOrderRendering.MANAGED, ProductOrderExtension.ATTRIBUTES)
        .flatMap(Collection::stream)
        .filter(patch::has)
        .findFirst()
        .ifPresent(
            name -> {
              throw RequestRefused.malformed(
                  "invalid-patch",
                  name + " is managed by the server and cannot be sent",
                  "Leave it out, whatever its value is.");
            });
  }

  /** Who sends items back as they were shown changes nothing; how they were sent is kept. */
  private void keepItems(ObjectNode before, ObjectNode after) {
    if (!patch.has(ITEMS)) {
      return;
    }
    if (!isSame(asSent(before.path(ITEMS)), asSent(after.path(ITEMS)))) {
      throw new ChangeRefused(
          ChangeRefused.Reason.ITEMS_CHANGED,
          ITEMS + " differs from what was ordered, and an accepted order keeps its items");
    }
    after.set(ITEMS, before.get(ITEMS));
  }

  private static void keepRelationships(ObjectNode before, ObjectNode after) {
    if (!isSame(said(before, RELATIONSHIPS), said(after, RELATIONSHIPS))) {
      throw new ChangeRefused(
          ChangeRefused.Reason.RELATIONSHIPS_CHANGED,
          RELATIONSHIPS + " differs from what was sent, and an accepted order waits for those");
    }
  }

  private static JsonNode asSent(JsonNode items) {
    JsonNode sent = items.deepCopy();
    leaveOutWhatTheServerManages(sent);
    return sent;
  }

  private static void leaveOutWhatTheServerManages(JsonNode items) {
    for (JsonNode item : items) {
      if (item instanceof ObjectNode attributes) {
        attributes.remove(ProductOrderRendering.MANAGED_OF_ITEMS);
        leaveOutTheProductThatCameToBe(attributes);
        leaveOutWhatTheServerManages(attributes.path(ITEMS));
      }
    }
  }

  private static void leaveOutTheProductThatCameToBe(ObjectNode item) {
    if (item.path("action").asText().equals("add")
        && item.get("product") instanceof ObjectNode product) {
      product.remove("id");
      if (product.isEmpty()) {
        item.remove("product");
      }
    }
  }

  private static void leaveOut(Set<String> notes, ObjectNode order) {
    if (order.get(NOTES) instanceof ArrayNode all) {
      ArrayNode own = all.arrayNode();
      StreamSupport.stream(all.spliterator(), false)
          .filter(note -> !notes.contains(note.path("id").asText()))
          .forEach(own::add);
      order.set(NOTES, own);
    }
  }

  private static List<String> differences(ObjectNode before, ObjectNode after) {
    return Stream.of(before, after)
        .flatMap(
            order ->
                StreamSupport.stream(((Iterable<String>) order::fieldNames).spliterator(), false))
        .distinct()
        .filter(name -> !isSame(said(before, name), said(after, name)))
        .map(name -> ProductOrderStructure.knows(name) ? name : Amendment.OTHER)
        .distinct()
        .sorted()
        .toList();
  }

  /** Null and an empty array say as much as nothing. */
  private static JsonNode said(ObjectNode order, String name) {
    JsonNode value = order.path(name);
    return value.isNull() || value.isArray() && value.isEmpty() ? MissingNode.getInstance() : value;
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    return CanonicalJson.hashOf(one).equals(CanonicalJson.hashOf(other));
  }
}
