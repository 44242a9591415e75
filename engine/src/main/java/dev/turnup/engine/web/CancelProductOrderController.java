package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.order.RequestCancellation;
import dev.turnup.engine.order.StaleVersion;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** TMF622 v4, resource {@code cancelProductOrder}: the task of cancelling a whole order. */
@RestController
@RequestMapping(
    path = CancelProductOrderController.PATH,
    produces = MediaType.APPLICATION_JSON_VALUE)
class CancelProductOrderController {

  static final String PATH = "/tmf-api/productOrderingManagement/v4/cancelProductOrder";

  private static final int ATTEMPTS = 10;

  /** What the server manages: a sender may leave these null, and they are not what it sent. */
  private static final List<String> MANAGED =
      List.of("id", "href", "state", "effectiveCancellationDate");

  private static final String ERRORS = "errorMessage";

  /** What is no UUID is no cancellation's id. */
  private static final UUID NOBODYS = new UUID(0, 0);

  private final RequestCancellation requestCancellation;
  private final Cancellations cancellations;
  private final OrderDocuments documents;
  private final TransactionTemplate transaction;

  CancelProductOrderController(
      RequestCancellation requestCancellation,
      Cancellations cancellations,
      OrderDocuments documents,
      PlatformTransactionManager transactions) {
    this.requestCancellation = requestCancellation;
    this.cancellations = cancellations;
    this.documents = documents;
    this.transaction = new TransactionTemplate(transactions);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JsonNode> post(HttpServletRequest request, Authentication login)
      throws IOException {
    ObjectNode document = Intake.objectIn(request);
    ProductOrderStructure.checkCancellation(document);
    OrderId order = orderOf(document, Readers.onlyOf(login));
    Optional<String> reason = Optional.ofNullable(document.path("cancellationReason").textValue());
    Cancellation taken = take(order, document, reason);
    return ResponseEntity.created(locationOf(taken.id())).body(shown(taken));
  }

  @GetMapping("/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String fields,
      Authentication login) {
    Cancellation found =
        uuid(id)
            .flatMap(known -> cancellations.find(known, Readers.onlyOf(login)))
            .orElseThrow(
                () ->
                    new RequestRefused(
                        new Problem(
                            HttpStatus.NOT_FOUND,
                            "unknown-cancellation",
                            "there is no cancellation " + ListRequest.shown(id),
                            "")));
    return shown(found, Projection.of(Optional.ofNullable(fields)));
  }

  @GetMapping
  ResponseEntity<List<JsonNode>> list(HttpServletRequest request, Authentication login) {
    ListRequest asked = ListRequest.in(Optional.ofNullable(request.getQueryString()));
    Cancellations.Page page =
        cancellations.page(wanted(asked, Readers.onlyOf(login)), asked.offset(), asked.limit());
    List<JsonNode> shown =
        page.cancellations().stream().map(each -> shown(each, asked.projection())).toList();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .header(
                "X-Total-Count",
                Integer.toString(Math.min(page.total(), Cancellations.Page.COUNTED)))
            .header("X-Result-Count", Integer.toString(shown.size()));
    if (page.total() > Cancellations.Page.COUNTED) {
      answer.header("X-Total-Count-Exact", "false");
    }
    return answer.body(shown);
  }

  static URI locationOf(UUID id) {
    return URI.create(PATH + "/" + id);
  }

  /** The order may move in the same moment: whoever was slower does it again. */
  private Cancellation take(OrderId order, ObjectNode document, Optional<String> reason) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Objects.requireNonNull(
            transaction.execute(
                status -> {
                  UUID id = requestCancellation.of(order, document.toString(), reason);
                  return cancellations.find(id, Optional.empty()).orElseThrow();
                }));
      } catch (StaleVersion overtaken) {
        if (attempt == ATTEMPTS) {
          throw overtaken;
        }
      }
    }
  }

  /** The order that is to be cancelled, if the caller may know of it. */
  private OrderId orderOf(ObjectNode document, Optional<String> onlyOf) {
    String id = document.path("productOrder").path("id").textValue();
    return Optional.of(id)
        .filter(OrderId::isOrderNumber)
        .map(OrderId::new)
        .filter(number -> documents.find(number, onlyOf).isPresent())
        .orElseThrow(() -> RequestRefused.unknownOrder(id));
  }

  /** TMF622 v4 has no attribute for why it was denied, so that is shown to who asks for it only. */
  private static JsonNode shown(Cancellation cancellation, Projection projection) {
    ObjectNode shown = shown(cancellation);
    cancellation
        .refusal()
        .filter(why -> projection.names().contains(ERRORS))
        .ifPresent(
            why ->
                shown
                    .putArray(ERRORS)
                    .addObject()
                    .put("code", "not-cancelled")
                    .put("message", why));
    return projection.of(shown);
  }

  /** As the standard knows it. */
  static ObjectNode shown(Cancellation cancellation) {
    ObjectNode sent = StrictJson.objectIn(cancellation.document());
    ObjectNode shown = sent.objectNode();
    sent.remove(MANAGED);
    shown.put("id", cancellation.id().toString());
    shown.put("href", locationOf(cancellation.id()).toString());
    shown.setAll(sent);
    shown.put("state", cancellation.state().tmfName());
    if (cancellation.state() == Cancellation.State.DONE) {
      cancellation.endedAt().ifPresent(at -> shown.put("effectiveCancellationDate", at.toString()));
    }
    ObjectNode order = shown.withObject("/productOrder");
    order.put("id", cancellation.order().value());
    order.put("href", ProductOrderController.locationOf(cancellation.order()).toString());
    return shown;
  }

  private static Cancellations.Wanted wanted(ListRequest asked, Optional<String> onlyOf) {
    List<UUID> ids = new ArrayList<>();
    List<String> orders = new ArrayList<>();
    List<Cancellation.State> states = new ArrayList<>();
    if (asked.sort().isPresent() || asked.cursor().isPresent()) {
      throw RequestRefused.malformed(
          "invalid-criterion",
          "cancellations come newest first, and page by offset",
          "Leave sort and cursor out.");
    }
    for (ListRequest.Filter filter : asked.filters()) {
      if (filter.operator() != Operator.EQUAL) {
        throw unknownCriterion(filter.attribute());
      }
      switch (filter.attribute()) {
        case "id" -> filter.values().forEach(value -> ids.add(uuid(value).orElse(NOBODYS)));
        case "productOrder.id" -> orders.addAll(filter.values());
        case "state" -> filter.values().forEach(value -> states.add(state(value)));
        default -> throw unknownCriterion(filter.attribute());
      }
    }
    return new Cancellations.Wanted(onlyOf, ids, orders, states);
  }

  private static RequestRefused unknownCriterion(String attribute) {
    return RequestRefused.malformed(
        "unknown-criterion",
        "cancellations cannot be selected by " + ListRequest.shown(attribute),
        "Select by equality of id, productOrder.id and state, and by offset and limit.");
  }

  private static Cancellation.State state(String name) {
    return Arrays.stream(Cancellation.State.values())
        .filter(state -> state.tmfName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RequestRefused.malformed(
                    "invalid-criterion",
                    ListRequest.shown(name) + " is no state of a cancellation",
                    "One of acknowledged, inProgress, done, terminatedWithError."));
  }

  private static Optional<UUID> uuid(String text) {
    return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
