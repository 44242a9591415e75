package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.AcceptOrder.Acceptance;
import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** TMF622 v4, resource {@code productOrder}: posting an order and reading orders. */
@RestController
@RequestMapping(path = ProductOrderController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ProductOrderController {

  static final String PATH = "/tmf-api/productOrderingManagement/v4/productOrder";

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final Intake intake;
  private final OrderDocuments documents;
  private final ProductOrderRendering rendering;

  ProductOrderController(Intake intake, OrderDocuments documents, ProductOrderRendering rendering) {
    this.intake = intake;
    this.documents = documents;
    this.rendering = rendering;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JsonNode> post(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      Authentication login)
      throws IOException {
    ObjectNode document = Intake.documentIn(request);
    Acceptance acceptance = intake.take(document, login.getName(), Optional.ofNullable(key));
    URI location = locationOf(acceptance.orderId());
    if (acceptance instanceof Acceptance.KeyTaken) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.CONFLICT,
              "key-taken",
              "order %s was posted under the same key with other content"
                  .formatted(acceptance.orderId()),
              "Send the same content to be told of that order, or another Idempotency-Key or"
                  + " externalId for a new one.",
              location.toString()));
    }
    HttpStatus status =
        acceptance instanceof Acceptance.Accepted ? HttpStatus.CREATED : HttpStatus.OK;
    return ResponseEntity.status(status)
        .location(location)
        .body(rendering.of(find(acceptance.orderId().value(), Optional.empty())));
  }

  @GetMapping("/{id}")
  JsonNode get(@PathVariable String id, Authentication login) {
    return rendering.of(find(id, Readers.onlyOf(login)));
  }

  @GetMapping
  ResponseEntity<List<JsonNode>> list(
      @RequestParam MultiValueMap<String, String> criteria, Authentication login) {
    Selection selection = Selection.in(criteria);
    OrderDocuments.Page page =
        documents.page(
            Readers.onlyOf(login), selection.states(), selection.offset(), selection.limit());
    List<JsonNode> orders = page.orders().stream().map(rendering::of).toList();
    return ResponseEntity.ok()
        .header("X-Total-Count", Long.toString(page.total()))
        .header("X-Result-Count", Integer.toString(orders.size()))
        .body(orders);
  }

  static URI locationOf(OrderId id) {
    return URI.create(PATH + "/" + id);
  }

  private OrderDocument find(String id, Optional<String> onlyOf) {
    return Optional.of(id)
        .filter(OrderId::isOrderNumber)
        .map(OrderId::new)
        .flatMap(number -> documents.find(number, onlyOf))
        .orElseThrow(() -> RequestRefused.unknownOrder(id));
  }

  /** Which orders are asked for, and which part of them. */
  private record Selection(Set<OrderState> states, int offset, int limit) {

    static Selection in(MultiValueMap<String, String> criteria) {
      Set<OrderState> states = EnumSet.noneOf(OrderState.class);
      int offset = 0;
      int limit = DEFAULT_LIMIT;
      for (Map.Entry<String, List<String>> criterion : criteria.entrySet()) {
        String value = String.join(",", criterion.getValue());
        switch (criterion.getKey()) {
          case "state" ->
              Arrays.stream(value.split(",")).map(Selection::state).forEach(states::add);
          case "offset" -> offset = number("offset", value);
          case "limit" -> limit = Math.min(number("limit", value), MAX_LIMIT);
          default ->
              throw RequestRefused.malformed(
                  "unknown-criterion",
                  "orders cannot be selected by " + criterion.getKey(),
                  "Select by state, offset and limit.");
        }
      }
      return new Selection(states, offset, limit);
    }

    private static OrderState state(String name) {
      return Arrays.stream(OrderState.values())
          .filter(state -> state.tmfName().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  RequestRefused.malformed(
                      "invalid-criterion", "state " + name + " is no state of an order", ""));
    }

    private static int number(String name, String value) {
      if (!value.matches("[0-9]{1,9}")) {
        throw RequestRefused.malformed("invalid-criterion", name + " is not a number from 0", "");
      }
      return Integer.parseInt(value);
    }
  }
}
