package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.AcceptOrder.Acceptance;
import dev.turnup.engine.order.OrderId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
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

  private final Intake intake;
  private final ShowOrders orders;

  ProductOrderController(Intake intake, ShowOrders orders) {
    this.intake = intake;
    this.orders = orders;
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
        .body(
            orders.one(
                acceptance.orderId().value(), Optional.empty(), Projection.of(Optional.empty())));
  }

  @GetMapping("/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String fields,
      Authentication login) {
    return orders.one(id, Readers.onlyOf(login), Projection.of(Optional.ofNullable(fields)));
  }

  @GetMapping
  ResponseEntity<Iterator<JsonNode>> list(HttpServletRequest request, Authentication login) {
    return orders.page(Optional.ofNullable(request.getQueryString()), Readers.onlyOf(login));
  }

  static URI locationOf(OrderId id) {
    return URI.create(PATH + "/" + id);
  }
}
