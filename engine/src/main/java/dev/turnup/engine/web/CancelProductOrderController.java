package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.Cancellations.Answer;
import dev.turnup.engine.order.Cancellations.Position;
import dev.turnup.engine.order.Cancellations.Wanted;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.RequestCancellation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
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

  /** What the server manages: a sender may leave these null, and they are not what it sent. */
  private static final List<String> MANAGED =
      List.of("id", "href", "state", "effectiveCancellationDate");

  private static final String ERRORS = "errorMessage";
  private static final String CHARGE = "charge";
  private static final String REQUESTED = "requestedCancellationDate";

  /** Between a caller's clock and ours. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final RequestCancellation requestCancellation;
  private final Cancellations cancellations;
  private final Clock clock;
  private final TransactionTemplate transaction;

  CancelProductOrderController(
      RequestCancellation requestCancellation,
      Cancellations cancellations,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.requestCancellation = requestCancellation;
    this.cancellations = cancellations;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JsonNode> post(HttpServletRequest request, Authentication login)
      throws IOException {
    ObjectNode document = Intake.smallObjectIn(request);
    ProductOrderStructure.checkCancellation(document);
    refuseLater(document);
    Optional<String> reason = Optional.ofNullable(document.path("cancellationReason").textValue());
    Cancellation taken = take(orderOf(document), Readers.onlyOf(login), document, reason);
    return ResponseEntity.created(locationOf(taken.id())).body(shown(taken));
  }

  @GetMapping("/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String fields,
      Authentication login) {
    Cancellation found =
        CancellationCriteria.uuid(id)
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
    Wanted wanted = CancellationCriteria.of(asked, Readers.onlyOf(login));
    Answer.Found found = found(wanted);
    return ResponseEntity.ok()
        .headers(headersOf(wanted, found).of(PATH, asked))
        .body(found.cancellations().stream().map(each -> shown(each, asked.projection())).toList());
  }

  private Answer.Found found(Wanted wanted) {
    Answer answer = cancellations.find(wanted);
    if (answer instanceof Answer.Found found) {
      return found;
    }
    if (answer instanceof Answer.Unreadable unreadable) {
      throw RequestRefused.unreadable(unreadable.why());
    }
    throw RequestRefused.tooExpensive("productOrder.id");
  }

  private static PageHeaders headersOf(Wanted wanted, Answer.Found found) {
    List<Cancellation> all = found.cancellations();
    boolean backwards = wanted.from().filter(Position::backwards).isPresent();
    boolean begun = wanted.offset() > 0 || wanted.from().isPresent();
    return new PageHeaders(
        found.total(),
        found.exact(),
        all.size(),
        all.stream()
            .limit(1)
            .filter(first -> backwards ? found.more() : begun)
            .map(first -> CancellationCriteria.cursor(new Position(first.id(), true)))
            .findFirst(),
        all.stream()
            .skip(Math.max(0, all.size() - 1))
            .filter(last -> backwards || found.more())
            .map(last -> CancellationCriteria.cursor(new Position(last.id(), false)))
            .findFirst());
  }

  static URI locationOf(UUID id) {
    return URI.create(PATH + "/" + id);
  }

  private Cancellation take(
      OrderId order, Optional<String> onlyOf, ObjectNode document, Optional<String> reason) {
    return Overtaken.again(
        transaction,
        () -> {
          UUID id = requestCancellation.of(order, onlyOf, document.toString(), reason);
          return cancellations.get(id);
        });
  }

  private static OrderId orderOf(ObjectNode document) {
    String id = document.path("productOrder").path("id").textValue();
    return Optional.of(id)
        .filter(OrderId::isOrderNumber)
        .map(OrderId::new)
        .orElseThrow(() -> RequestRefused.unknownOrder(id));
  }

  /** Nobody waits here for a day to come: who wants it later says so later. */
  private void refuseLater(ObjectNode document) {
    Optional.ofNullable(document.path(REQUESTED).textValue())
        .map(OffsetDateTime::parse)
        .filter(date -> date.toInstant().isAfter(clock.instant().plus(CLOCKS_DIFFER)))
        .ifPresent(
            later -> {
              throw RequestRefused.malformed(
                  "later-cancellation",
                  REQUESTED + " is in the future, and an order is cancelled at once",
                  "Leave it out, or ask for the cancellation when it is due.");
            });
  }

  /**
   * TMF622 v4 has no attribute for why it was denied and what it costs something for, so these are
   * shown to who asks for them only.
   */
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
    cancellation
        .charge()
        .filter(what -> projection.names().contains(CHARGE))
        .ifPresent(what -> shown.put(CHARGE, what));
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
}
