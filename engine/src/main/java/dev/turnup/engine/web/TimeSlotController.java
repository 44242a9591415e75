package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.scheduling.SearchSlots;
import dev.turnup.engine.scheduling.SearchSlots.Described;
import dev.turnup.engine.scheduling.SearchSlots.Time;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

/**
 * TMF646 v4, resource {@code searchTimeSlot}. Nothing is kept of a search: its id is the question,
 * which is answered anew whenever it is read.
 */
@RestController
@RequestMapping(path = TimeSlotController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class TimeSlotController {

  static final String PATH = "/tmf-api/appointment/v4/searchTimeSlot";

  /** Enough to choose from; who wants later ones asks for a later window. */
  private static final int MOST = 50;

  /** Longer ones would be no addresses. */
  private static final int MOST_BYTES = 3_000;

  /** No calendar is kept for longer. */
  private static final Duration AHEAD = Duration.ofDays(3_650);

  private final SearchSlots searchSlots;
  private final VisitsOfCallers visits;
  private final FreshOffers freshOffers;
  private final Clock clock;
  private final TransactionTemplate transaction;

  TimeSlotController(
      SearchSlots searchSlots,
      VisitsOfCallers visits,
      FreshOffers freshOffers,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.searchSlots = searchSlots;
    this.visits = visits;
    this.freshOffers = freshOffers;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JsonNode> post(HttpServletRequest request, Authentication login)
      throws IOException {
    ObjectNode document = Intake.smallObjectIn(request);
    ProductOrderStructure.checkSlotSearch(document);
    SentVisit asked = new SentVisit(document);
    String id = idOf(asked);
    return ResponseEntity.created(locationOf(id)).body(answered(id, asked, Readers.onlyOf(login)));
  }

  @GetMapping("/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String fields,
      Authentication login) {
    return Projection.of(Optional.ofNullable(fields))
        .of(answered(id, questionIn(id), Readers.onlyOf(login)));
  }

  private ObjectNode answered(String id, SentVisit asked, Optional<String> onlyOf) {
    Optional<Described> described =
        asked.order().isPresent() ? Optional.empty() : Optional.of(visits.described(asked));
    Optional<Delivery> ordered =
        asked
            .order()
            .map(
                order ->
                    Objects.requireNonNull(
                        transaction.execute(
                            status -> visits.one(order, asked.delivery(), onlyOf))));
    if (ordered.filter(delivery -> !freshOffers.of(delivery.id())).isPresent()) {
      throw new WorkforceSilent();
    }
    List<Time> times =
        Objects.requireNonNull(transaction.execute(status -> times(asked, described, onlyOf)));
    ObjectNode shown = asked.document().objectNode();
    shown.put("id", id);
    shown.put("href", locationOf(id).toString());
    shown.put("searchDate", clock.instant().toString());
    shown.put("status", "done");
    shown.put("searchResult", times.isEmpty() ? "fail" : "success");
    shown.setAll(asked.question());
    ArrayNode slots = shown.putArray("availableTimeSlot");
    times.forEach(time -> SentVisit.putPeriod(slots.addObject(), time.start(), time.end()));
    return shown;
  }

  private List<Time> times(
      SentVisit asked, Optional<Described> described, Optional<String> onlyOf) {
    Instant now = clock.instant();
    Optional<Delivery> delivery =
        asked.order().map(order -> visits.one(order, asked.delivery(), onlyOf));
    return asked.windows().stream()
        .flatMap(
            window -> {
              Instant from = window.from().filter(now::isBefore).orElse(now);
              Instant until =
                  window.until().filter(now.plus(AHEAD)::isAfter).orElse(now.plus(AHEAD));
              return from.isAfter(until)
                  ? Stream.<Time>empty()
                  : Stream.concat(
                      delivery.stream()
                          .flatMap(
                              each ->
                                  searchSlots.forDelivery(each.id(), from, until, MOST).stream()),
                      described.stream()
                          .flatMap(each -> searchSlots.forVisit(each, from, until, MOST).stream()));
            })
        .distinct()
        .sorted(Comparator.comparing(Time::start))
        .limit(MOST)
        .toList();
  }

  private static String idOf(SentVisit asked) {
    byte[] question = asked.question().toString().getBytes(UTF_8);
    if (question.length > MOST_BYTES) {
      throw RequestRefused.malformed(
          "invalid-appointment",
          "relatedEntity, relatedPlace and requestedTimeSlot are longer than 3,000 characters",
          "Leave out what a search does not need.");
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(question);
  }

  private static SentVisit questionIn(String id) {
    try {
      ObjectNode question =
          StrictJson.objectIn(new String(Base64.getUrlDecoder().decode(id), UTF_8));
      ProductOrderStructure.checkSlotSearch(question);
      return new SentVisit(question);
    } catch (IllegalArgumentException | RequestRefused unreadable) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.NOT_FOUND,
              "unknown-search",
              "there is no search " + ListRequest.shown(id),
              ""));
    }
  }

  private static URI locationOf(String id) {
    return URI.create(PATH + "/" + id);
  }
}
