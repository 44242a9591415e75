package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.Booking;
import dev.turnup.engine.scheduling.Bookings;
import dev.turnup.engine.scheduling.Bookings.Answer;
import dev.turnup.engine.scheduling.Bookings.Wanted;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** TMF646 v4, resource {@code appointment}: the visits of orders, as whoever ordered sees them. */
@RestController
@RequestMapping(path = AppointmentController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class AppointmentController {

  static final String PATH = "/tmf-api/appointment/v4/appointment";

  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Bookings bookings;
  private final BookedVisits bookedVisits;

  AppointmentController(Bookings bookings, BookedVisits bookedVisits) {
    this.bookings = bookings;
    this.bookedVisits = bookedVisits;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<JsonNode> post(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      Authentication login)
      throws IOException {
    ObjectNode document = Intake.smallObjectIn(request);
    ProductOrderStructure.checkAppointment(document);
    SentVisit sent = new SentVisit(document);
    BookedVisits.Booked booked =
        sent.order()
            .map(order -> bookedVisits.book(order, sent, Readers.onlyOf(login)))
            .orElseGet(
                () ->
                    bookedVisits.hold(
                        sent, login.getName(), Intake.keyIn(Optional.ofNullable(key))));
    return booked
        .visit()
        .map(
            visit ->
                ResponseEntity.status(booked.changed() ? HttpStatus.CREATED : HttpStatus.OK)
                    .location(locationOf(visit.id()))
                    .<JsonNode>body(shown(visit)))
        .orElseGet(() -> ResponseEntity.accepted().build());
  }

  @GetMapping("/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String fields,
      Authentication login) {
    return Projection.of(Optional.ofNullable(fields))
        .of(shown(bookedVisits.find(id, Readers.onlyOf(login))));
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  ResponseEntity<JsonNode> patch(
      @PathVariable String id, HttpServletRequest request, Authentication login)
      throws IOException {
    ObjectNode patch = Intake.smallObjectIn(request);
    ProductOrderStructure.checkAppointmentChange(patch);
    return bookedVisits
        .change(id, patch, Readers.onlyOf(login))
        .map(visit -> ResponseEntity.<JsonNode>ok(shown(visit)))
        .orElseGet(() -> ResponseEntity.accepted().build());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, Authentication login) {
    bookedVisits.giveUp(id, Readers.onlyOf(login));
  }

  @GetMapping
  ResponseEntity<List<JsonNode>> list(HttpServletRequest request, Authentication login) {
    ListRequest asked = ListRequest.in(Optional.ofNullable(request.getQueryString()));
    Wanted wanted = AppointmentCriteria.of(asked, Readers.onlyOf(login));
    if (!(bookings.find(wanted) instanceof Answer.Found found)) {
      throw RequestRefused.tooExpensive("relatedEntity.id");
    }
    PageHeaders headers =
        new PageHeaders(
            found.total(),
            found.exact(),
            found.bookings().size(),
            Optional.empty(),
            found.next().map(UUID::toString));
    return ResponseEntity.ok()
        .headers(headers.of(PATH, asked))
        .body(
            found.bookings().stream()
                .map(booking -> asked.projection().of(shown(booking)))
                .toList());
  }

  private static URI locationOf(UUID id) {
    return URI.create(PATH + "/" + id);
  }

  private static ObjectNode shown(Booking visit) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("id", visit.id().toString());
    shown.put("href", locationOf(visit.id()).toString());
    shown.put("status", visit.state().tmfName());
    SentVisit.putPeriod(shown, visit.start(), visit.end());
    visit
        .wanted()
        .ifPresent(
            time ->
                SentVisit.putPeriod(
                    shown.putArray("requestedTimeSlot").addObject(), time.start(), time.end()));
    ArrayNode entities = shown.putArray("relatedEntity");
    visit.order().map(AppointmentController::entity).ifPresent(entities::add);
    visit.delivery().map(AppointmentController::entity).ifPresent(entities::add);
    visit
        .site()
        .ifPresent(
            site ->
                shown.putObject("relatedPlace").put("id", site).put("role", "installationSite"));
    return shown;
  }

  private static ObjectNode entity(OrderId order) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", order.value())
        .put("href", ProductOrderController.locationOf(order).toString())
        .put("role", "order")
        .put("@referredType", SentVisit.ORDER);
  }

  private static ObjectNode entity(Booking.Brought delivery) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", delivery.id().toString())
        .put("name", Integer.toString(delivery.number()))
        .put("role", "delivery")
        .put("@referredType", SentVisit.DELIVERY);
  }
}
