package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.AcceptOrder.Acceptance;
import dev.turnup.engine.order.OrderId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** TMF622 v4, resource {@code productOrder}: posting, reading, changing and deleting orders. */
@RestController
@RequestMapping(path = ProductOrderController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ProductOrderController {

  static final String PATH = "/tmf-api/productOrderingManagement/v4/productOrder";

  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Intake intake;
  private final Changes changes;
  private final ShowOrders orders;

  ProductOrderController(Intake intake, Changes changes, ShowOrders orders) {
    this.intake = intake;
    this.changes = changes;
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
    if (acceptance instanceof Acceptance.Erased) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.CONFLICT,
              "order-deleted",
              "order %s was posted under the same key, and deleted since"
                  .formatted(acceptance.orderId()),
              "Send another Idempotency-Key or externalId for a new order."));
    }
    if (acceptance instanceof Acceptance.Accepted accepted) {
      ShowOrders.Shown shown = orders.accepted(accepted.order(), document);
      return ResponseEntity.created(location).eTag(shown.tag()).body(shown.order());
    }
    return answer(
        ResponseEntity.ok().location(location), acceptance.orderId().value(), Optional.empty());
  }

  /**
   * Always in full: the tag stands for what callers may change, and the order moves without that.
   */
  @GetMapping("/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String fields,
      HttpServletResponse response,
      Authentication login) {
    ShowOrders.Shown shown =
        orders.one(id, Readers.onlyOf(login), Projection.of(Optional.ofNullable(fields)));
    response.setHeader(HttpHeaders.ETAG, shown.tag());
    return shown.order();
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  ResponseEntity<JsonNode> patch(
      @PathVariable String id, HttpServletRequest request, Authentication login)
      throws IOException {
    OrderId number = numberOf(id);
    Optional<String> onlyOf = Readers.onlyOf(login);
    OrderPatch patch = new OrderPatch(Intake.objectIn(request));
    changes.amend(number, onlyOf, Revision.meantIn(request), patch);
    return answer(ResponseEntity.ok(), id, onlyOf);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, HttpServletRequest request) {
    changes.delete(numberOf(id), Revision.meantIn(request));
  }

  @GetMapping
  ResponseEntity<Iterator<JsonNode>> list(HttpServletRequest request, Authentication login) {
    return orders.page(Optional.ofNullable(request.getQueryString()), Readers.onlyOf(login));
  }

  private ResponseEntity<JsonNode> answer(
      ResponseEntity.BodyBuilder answer, String id, Optional<String> onlyOf) {
    ShowOrders.Shown shown = orders.one(id, onlyOf, Projection.of(Optional.empty()));
    return answer.eTag(shown.tag()).body(shown.order());
  }

  private static OrderId numberOf(String id) {
    if (!OrderId.isOrderNumber(id)) {
      throw RequestRefused.unknownOrder(id);
    }
    return new OrderId(id);
  }

  static URI locationOf(OrderId id) {
    return URI.create(PATH + "/" + id);
  }
}
