package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderHistory;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.subscription.EventContents;
import dev.turnup.engine.subscription.EventType;
import dev.turnup.engine.subscription.OrderEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Events as TMF622 v4 spells them ({@code timeOcurred} included). */
@Component
class EventRendering implements EventContents {

  private static final String DOMAIN = "productOrdering";
  private static final String PRIORITY = "normal";
  private static final String ITEMS = "productOrderItem";

  private final OrderHistory history;
  private final Cancellations cancellations;
  private final ProductOrderRendering rendering;

  EventRendering(
      OrderHistory history, Cancellations cancellations, ProductOrderRendering rendering) {
    this.history = history;
    this.cancellations = cancellations;
    this.rendering = rendering;
  }

  @Override
  public String of(OrderEvent event) {
    TimelineEntry entry = event.recorded().entry();
    String at = event.recorded().at().toString();
    JsonNode content = event.type().isOfCancellation() ? cancellationOf(event) : orderOf(event);
    ObjectNode envelope =
        JsonNodeFactory.instance
            .objectNode()
            .put("eventId", event.id())
            .put("eventTime", at)
            .put("eventType", event.type().tmfName())
            .put("correlationId", event.order().value())
            .put("domain", DOMAIN)
            .put("title", event.type().title())
            .put("description", entry.text())
            .put("priority", PRIORITY)
            .put("timeOcurred", at);
    if (event.type().hasFieldPath()) {
      EventType.fieldPathOf(entry)
          .flatMap(path -> pathIn(content, entry, path))
          .ifPresent(path -> envelope.put("fieldPath", path));
    }
    envelope
        .putObject("event")
        .set(event.type().isOfCancellation() ? "cancelProductOrder" : "productOrder", content);
    return envelope.toString();
  }

  private JsonNode orderOf(OrderEvent event) {
    return history
        .asOf(event.order(), event.recorded().sequence())
        .map(
            then ->
                event.type().isExtension()
                    ? rendering.extended(List.of(then)).get(0)
                    : rendering.of(then))
        .orElseThrow(() -> new IllegalStateException("no order " + event.order()));
  }

  /** The cancellation with the state that the entry tells, and its outcome only if that is it. */
  private JsonNode cancellationOf(OrderEvent event) {
    Map<String, String> facts = event.recorded().entry().facts();
    Cancellation cancellation = cancellations.get(UUID.fromString(facts.get("cancellation")));
    return CancelProductOrderController.shown(
        cancellation.asOf(Cancellation.State.of(facts.get("state"))));
  }

  /** The whole path; an item is told by where it stands in the document. */
  private static Optional<String> pathIn(JsonNode order, TimelineEntry entry, String path) {
    return entry.item().isEmpty()
        ? Optional.of(path)
        : pathOf(order, entry.item().get()).map(item -> item + "." + path);
  }

  private static Optional<String> pathOf(JsonNode parent, ItemId id) {
    JsonNode items = parent.path(ITEMS);
    for (int i = 0; i < items.size(); i++) {
      String here = ITEMS + "[" + i + "]";
      if (items.get(i).path("id").asText().equals(id.value())) {
        return Optional.of(here);
      }
      Optional<String> below = pathOf(items.get(i), id).map(inner -> here + "." + inner);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }
}
