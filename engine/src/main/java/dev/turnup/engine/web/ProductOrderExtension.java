package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderProgress;
import dev.turnup.engine.order.OrderProgress.Escalation;
import dev.turnup.engine.order.OrderProgress.Fallout;
import dev.turnup.engine.order.OrderProgress.Jeopardy;
import dev.turnup.engine.order.OrderProgress.Milestone;
import dev.turnup.engine.order.OrderProgress.Progress;
import dev.turnup.engine.order.ProductOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What TMF622 v4 has no attributes for: how far an order is, what threatens it and what went wrong,
 * named as TMF622 v5 and TMF641 v4.1 name it. It is shown to those who ask for it in {@code fields}
 * and to no others, as a client that was generated from v4 may refuse what v4 does not know.
 */
@Component
class ProductOrderExtension {

  static final String MILESTONES = "productOrderMilestone";
  static final String ALERTS = "productOrderJeopardyAlert";
  static final String ERRORS = "productOrderErrorMessage";
  static final String PROJECTED = "projectedCompletionDate";

  /** The names with which {@code fields} asks for it. */
  static final Set<String> ATTRIBUTES = Set.of(MILESTONES, ALERTS, ERRORS, PROJECTED);

  /** What says of an order that it is extended, and with what; they come with the extension. */
  static final List<String> MARKS = List.of("@type", "@baseType", "@schemaLocation");

  private static final String TYPE = "TurnupProductOrder";

  /** On items. */
  static final String ITEM_ERRORS = "productOrderItemErrorMessage";

  private final OrderProgress progress;

  ProductOrderExtension(OrderProgress progress) {
    this.progress = progress;
  }

  /** Adds it to orders that are shown as v4 knows them. */
  void addTo(Map<OrderId, ObjectNode> shown, Collection<ProductOrder> orders) {
    Map<OrderId, Progress> all = progress.of(shown.keySet());
    orders.forEach(order -> new Writer(order, shown.get(order.id()), all.get(order.id())).write());
  }

  /** Whether {@code fields} names any of it. */
  static boolean isAskedFor(Collection<String> fields) {
    return fields.stream().anyMatch(ATTRIBUTES::contains);
  }

  /** Writes one order's. */
  private static final class Writer {

    private final ProductOrder order;
    private final ObjectNode shown;
    private final Progress progress;

    Writer(ProductOrder order, ObjectNode shown, Progress progress) {
      this.order = order;
      this.shown = shown;
      this.progress = progress;
    }

    void write() {
      mark();
      Optional<LocalDate> projected =
          order.state().isFinal() ? Optional.empty() : progress.projectedDate();
      shown.remove(PROJECTED);
      projected.ifPresent(
          day -> shown.put(PROJECTED, ProductOrderRendering.endOf(day, progress.zone())));
      ArrayNode milestones = shown.putArray(MILESTONES);
      progress.milestones().forEach(milestone -> write(milestone, milestones.addObject()));
      ArrayNode alerts = shown.putArray(ALERTS);
      projected.flatMap(this::lateness).ifPresent(alerts::add);
      progress.jeopardy().map(this::alert).ifPresent(alerts::add);
      progress.escalation().map(this::alert).ifPresent(alerts::add);
      ArrayNode errors = shown.putArray(ERRORS);
      progress.fallouts().forEach(fallout -> write(fallout, errors.addObject()));
      writeErrorsOfItems(shown, progress.fallouts().stream().collect(byItem()));
    }

    /** A sender's own extension keeps its name. */
    private void mark() {
      if (MARKS.stream().noneMatch(shown::hasNonNull)) {
        shown.put("@type", TYPE);
        shown.put("@baseType", "ProductOrder");
        shown.put("@schemaLocation", ApiDescription.ORDER_SCHEMA);
      }
    }

    private void write(Milestone milestone, ObjectNode node) {
      node.put("id", order.id() + "-" + milestone.sequence());
      node.put("name", milestone.name());
      node.put("description", milestone.text());
      node.put("milestoneDate", milestone.at().toString());
      node.put("status", "Completed");
      refer(node, milestone.item());
      node.put("@type", "ProductOrderMilestone");
    }

    /** Worse than after the customer's wish is after what the customer was told. */
    private Optional<ObjectNode> lateness(LocalDate projected) {
      Optional<LocalDate> requested =
          order.header().requestedCompletion().map(at -> LocalDate.ofInstant(at, progress.zone()));
      return order
          .promisedDate()
          .filter(projected::isAfter)
          .map(day -> late("late-for-promise", "Critical", projected, "promised for " + day))
          .or(
              () ->
                  requested
                      .filter(projected::isAfter)
                      .map(
                          day ->
                              late("late-for-request", "Hazard", projected, "wanted by " + day)));
    }

    private ObjectNode late(String name, String type, LocalDate projected, String than) {
      String message = "projected for " + projected + ", " + than;
      return alert(order.id() + "-" + name, name, type, name, message, datesKnownSince());
    }

    /** When the dates last became what they are. */
    private Instant datesKnownSince() {
      return progress.milestones().stream()
          .filter(milestone -> milestone.name().equals("promised"))
          .map(Milestone::at)
          .reduce((first, second) -> second)
          .orElse(order.header().orderDate());
    }

    private ObjectNode alert(Jeopardy jeopardy) {
      String name = "promise-" + jeopardy.colour();
      return alert(
          order.id() + "-" + name,
          name,
          jeopardy.colour().equals("red") ? "Critical" : "Hazard",
          name,
          jeopardy.reason(),
          jeopardy.since());
    }

    private ObjectNode alert(Escalation escalation) {
      return alert(
          escalation.id(),
          "escalated",
          escalation.level() == 0 ? "Hazard" : "Critical",
          escalation.finding(),
          escalation.explanation(),
          escalation.since());
    }

    private ObjectNode alert(
        String id, String name, String type, String exception, String message, Instant at) {
      return shown
          .objectNode()
          .put("id", id)
          .put("name", name)
          .put("jeopardyType", type)
          .put("exception", exception)
          .put("message", message)
          .put("alertDate", at.toString())
          .put("@type", "ProductOrderJeopardyAlert");
    }

    private void write(Fallout fallout, ObjectNode node) {
      describe(fallout, node);
      refer(node, fallout.item());
      node.put("@type", "ProductOrderErrorMessage");
    }

    private static void describe(Fallout fallout, ObjectNode node) {
      node.put("code", fallout.code());
      node.put("reason", fallout.step() + " fell out");
      node.put("message", fallout.message());
      node.put("status", fallout.system());
      node.put("timestamp", fallout.at().toString());
    }

    private void writeErrorsOfItems(ObjectNode parent, Map<String, List<Fallout>> fallouts) {
      for (JsonNode each : parent.path("productOrderItem")) {
        ObjectNode item = (ObjectNode) each;
        List<Fallout> own = fallouts.getOrDefault(item.path("id").asText(), List.of());
        item.remove(ITEM_ERRORS);
        if (!own.isEmpty()) {
          ArrayNode errors = item.putArray(ITEM_ERRORS);
          own.forEach(
              fallout -> {
                ObjectNode node = errors.addObject();
                describe(fallout, node);
                node.put("@type", "ProductOrderItemErrorMessage");
              });
        }
        writeErrorsOfItems(item, fallouts);
      }
    }

    private void refer(ObjectNode node, Optional<ItemId> item) {
      item.ifPresent(
          id ->
              node.putArray("productOrderItem")
                  .addObject()
                  .put("productOrderItemId", id.value())
                  .put("productOrderId", order.id().value())
                  .put("productOrderHref", shown.path("href").asText()));
    }

    private static Collector<Fallout, ?, Map<String, List<Fallout>>> byItem() {
      return Collectors.filtering(
          fallout -> fallout.item().isPresent(),
          Collectors.groupingBy(fallout -> fallout.item().orElseThrow().value()));
    }
  }
}
