package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.AnyOperation;
import dev.turnup.connectors.sandbox.standin.AskByKey;
import dev.turnup.connectors.sandbox.standin.Call;
import dev.turnup.connectors.sandbox.standin.EffectRow;
import dev.turnup.connectors.sandbox.standin.Involved;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.KnownAs;
import dev.turnup.connectors.sandbox.standin.Operation;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.standin.ResourceNumbers;
import dev.turnup.connectors.sandbox.standin.StandIn;
import dev.turnup.connectors.sandbox.standin.Work;
import dev.turnup.connectors.sandbox.standin.Work.Done;
import dev.turnup.connectors.sandbox.standin.Work.NotDone;
import dev.turnup.connectors.sandbox.standin.Work.Performed;
import dev.turnup.connectors.sandbox.systems.Capacity.Room;
import dev.turnup.connectors.sandbox.systems.Reservations.Reservation;
import dev.turnup.connectors.sandbox.systems.Reservations.State;
import dev.turnup.connectors.sandbox.systems.Reservations.Wish;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Knows what the network has room for (TMF645), keeps it for somebody (TMF716), what services there
 * are (TMF638) and which products they make (TMF637).
 */
public final class InventoryStandIn implements StandIn {

  private static final String QUALIFICATIONS =
      "/tmf-api/serviceQualificationManagement/v4/checkServiceQualification";
  private static final String RESERVATIONS = "/tmf-api/resourceReservation/v4/resourceReservation";
  private static final String RESERVATION = RESERVATIONS + "/{id}";
  private static final String PRODUCTS = "/tmf-api/productInventory/v4/product";
  private static final String SERVICES = "/tmf-api/serviceInventory/v4/service";

  private static final String SERVICE = SERVICES + "/{id}";
  private static final String TERMINATED = "terminated";

  /** Where a component is that needs no site. */
  public static final String NO_SITE = "-";

  private final JdbcClient jdbc;
  private final Capacity capacity;
  private final Reservations reservations;
  private final Products products;
  private final KnownAs knownAs;
  private final AnyOperation anyOperation;
  private final List<Operation> operations;

  public InventoryStandIn(
      JdbcClient jdbc,
      Capacity capacity,
      Reservations reservations,
      Products products,
      AskByKey askByKey,
      AnyOperation anyOperation) {
    this.jdbc = jdbc;
    this.capacity = capacity;
    this.reservations = reservations;
    this.products = products;
    this.knownAs = new KnownAs(OutsideSystem.INVENTORY, jdbc);
    this.anyOperation = anyOperation;
    this.operations =
        List.of(
            askByKey.of(this, RESERVATIONS),
            askByKey.of(this, SERVICES),
            askByKey.of(this, AnyOperation.PATH),
            Operation.post("check-capacity", QUALIFICATIONS, Work.question(this::check)),
            Operation.post("reserve-capacity", RESERVATIONS, Work.effect(this::reserve)),
            Operation.patch("release-reservation", RESERVATION, Work.effect(this::release))
                .when(InventoryStandIn::releases),
            Operation.patch("extend-reservation", RESERVATION, Work.effect(this::extend)),
            Operation.post("record-service", SERVICES, Work.effect(this::record)),
            Operation.patch("retire-service", SERVICE, Work.effect(this::retire))
                .when(call -> TERMINATED.equals(call.body().path("state").asText())),
            Operation.patch("record-change", SERVICE, Work.effect(this::change)),
            Operation.get("find-products", PRODUCTS, Work.question(this::findProducts))
                .when(
                    call ->
                        call.query().containsKey("id")
                            || call.query().containsKey("relatedParty.id")),
            Operation.get("find-service", SERVICES, Work.question(this::find))
                .when(call -> call.query().containsKey("relatedEntity.id")),
            anyOperation.operation());
  }

  @Override
  public OutsideSystem system() {
    return OutsideSystem.INVENTORY;
  }

  @Override
  public List<Operation> operations() {
    return operations;
  }

  private Reply check(Call call) {
    reservations.expire(call.at());
    LocalDate today = Capacity.today(call.at());
    ArrayNode answers = Json.array();
    for (JsonNode item : call.body().path("checkServiceQualificationItem")) {
      Optional<String> resource = characteristic(item, "capacityResource");
      Optional<Long> units = characteristic(item, "units").flatMap(InventoryStandIn::number);
      if (resource.isEmpty() || units.isEmpty()) {
        return Reply.problem(
            400, "missing-characteristic", "an item needs capacityResource and units (a number)");
      }
      String site = Json.text(item, "/service/place/0/id").orElse(NO_SITE);
      ObjectNode answer = Json.object().put("id", item.path("id").asText()).put("state", "done");
      answers.add(qualify(answer, capacity.at(site, resource.get()), units.get(), today));
    }
    if (answers.isEmpty()) {
      return Reply.problem(400, "missing-item", "there is nothing to check");
    }
    ObjectNode body =
        Json.object().put("id", "SQ-" + ResourceNumbers.next(jdbc)).put("state", "done");
    body.set("checkServiceQualificationItem", answers);
    return Reply.created(body);
  }

  private static ObjectNode qualify(ObjectNode answer, Room room, long units, LocalDate today) {
    if (!room.fits(units)) {
      answer.put("qualificationResult", "unqualified");
      answer
          .putArray("eligibilityUnavailabilityReason")
          .addObject()
          .put("code", "no-capacity")
          .put("label", "no free %s at %s".formatted(room.resource(), room.site()));
      return answer;
    }
    LocalDate from = room.effectiveDate(today).orElseThrow();
    if (from.equals(today)) {
      return answer.put("qualificationResult", "qualified");
    }
    answer.put("qualificationResult", "alternate");
    answer
        .putArray("alternateServiceProposal")
        .addObject()
        .put("id", "1")
        .put("alternateServiceAvailabilityDate", from.toString());
    return answer;
  }

  private static Optional<String> characteristic(JsonNode item, String name) {
    for (JsonNode characteristic : item.path("service").path("serviceCharacteristic")) {
      if (name.equals(characteristic.path("name").asText())) {
        return Json.text(characteristic, "/value");
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.valueOf(text)).filter(it -> it > 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Performed reserve(Call call) {
    JsonNode body = call.body();
    if (body.path("reservationItem").size() != 1) {
      return rejected(400, "one-item", "a reservation has one reservationItem");
    }
    Optional<String> resource = Json.text(body, "/reservationItem/0/resource/id");
    Optional<Long> units =
        Json.text(body, "/reservationItem/0/quantity/amount").flatMap(InventoryStandIn::number);
    Optional<LocalDate> day = Json.text(body, "/requestedPeriod/startDateTime").flatMap(Days::day);
    Optional<Instant> expiry = Json.text(body, "/validFor/endDateTime").flatMap(Days::moment);
    if (resource.isEmpty() || units.isEmpty() || day.isEmpty() || expiry.isEmpty()) {
      return rejected(
          400,
          "incomplete-reservation",
          "resource.id, quantity.amount, requestedPeriod.startDateTime (a day) and"
              + " validFor.endDateTime (a moment) are needed");
    }
    String site = call.involved().site().orElse(NO_SITE);
    Wish wish = new Wish(site, resource.get(), units.get(), day.get(), expiry.get());
    return reservations
        .reserve(wish, call)
        .<Performed>map(
            it ->
                new Done(
                    Reply.created(it.toJson()), it.id(), Optional.of(it.startDay().toString())))
        .orElseGet(() -> new NotDone(Reply.ok(noRoom(wish))));
  }

  private static ObjectNode noRoom(Wish wish) {
    ObjectNode answer = Json.object().put("reservationState", "rejected");
    answer
        .putObject("reason")
        .put("code", "no-capacity")
        .put(
            "label",
            "no free %s at %s on %s".formatted(wish.resource(), wish.site(), wish.startDay()));
    return answer;
  }

  private static boolean releases(Call call) {
    return State.RELEASED.stored().equals(call.body().path("reservationState").asText());
  }

  private Performed release(Call call) {
    Optional<Reservation> found = reservations.locked(call.variable("id"), call.at());
    if (found.isEmpty()) {
      return unknownReservation(call);
    }
    reservations.release(found.get());
    return doneWith(found.get().id(), Optional.empty());
  }

  private Performed extend(Call call) {
    Optional<LocalDate> day =
        Json.text(call.body(), "/requestedPeriod/startDateTime").flatMap(Days::day);
    Optional<Instant> expiry =
        Json.text(call.body(), "/validFor/endDateTime").flatMap(Days::moment);
    if (expiry.isEmpty()) {
      return rejected(400, "missing-expiry", "validFor.endDateTime (a moment) is needed");
    }
    Optional<Reservation> found = reservations.locked(call.variable("id"), call.at());
    if (found.isEmpty()) {
      return unknownReservation(call);
    }
    Reservation reservation = found.get();
    if (reservation.state() == State.RELEASED || reservation.state() == State.EXPIRED) {
      return new NotDone(Reply.ok(reservation.toJson()));
    }
    LocalDate startDay = day.orElse(reservation.startDay());
    reservations.extend(reservation.id(), startDay, expiry.get());
    return doneWith(reservation.id(), Optional.of(startDay.toString()));
  }

  private Done doneWith(String reservation, Optional<String> effectiveDate) {
    ObjectNode now = reservations.find(reservation).map(Reservation::toJson).orElseThrow();
    return new Done(Reply.ok(now), reservation, effectiveDate);
  }

  private static NotDone unknownReservation(Call call) {
    return rejected(404, "unknown-reservation", "there is no reservation " + call.variable("id"));
  }

  private static NotDone rejected(int status, String code, String message) {
    return new NotDone(Reply.problem(status, code, message));
  }

  private Performed record(Call call) {
    Optional<String> component = call.involved().component();
    if (component.isEmpty()) {
      return rejected(400, "missing-component", "relatedEntity names no component");
    }
    Optional<NotDone> lost = use(call);
    if (lost.isPresent()) {
      return lost.get();
    }
    ObjectNode service = insert(component.get(), call.involved().order(), call.body());
    String id = service.path("id").asText();
    sold(call, service);
    return new Done(Reply.created(service), id, Json.text(call.body(), "/startDate"));
  }

  /** Takes the capacity that the call says is used; what stands in its way, if anything does. */
  private Optional<NotDone> use(Call call) {
    for (String id : reservationsUsed(call.body())) {
      Optional<Reservation> reservation = reservations.locked(id, call.at());
      if (reservation.isEmpty()) {
        return Optional.of(rejected(422, "unknown-reservation", "there is no reservation " + id));
      }
      if (!reservations.use(reservation.get(), Capacity.today(call.at()))) {
        return Optional.of(
            rejected(
                422,
                "capacity-lost",
                "reservation %s is %s, and its capacity is taken"
                    .formatted(id, reservation.get().state().stored())));
      }
    }
    return Optional.empty();
  }

  /** What the service runs over, and was there before, belongs to what it is sold as, too. */
  private void sold(Call call, ObjectNode service) {
    for (JsonNode product : Involved.allRelated(call.body(), "product").toList()) {
      products.sold(product, service);
      for (JsonNode below : call.body().path("supportingService")) {
        if (service(below.path("id").asText()).isPresent()) {
          products.uses(product.path("id").asText(), below.path("id").asText());
        }
      }
    }
  }

  private ObjectNode insert(String component, Optional<String> order, JsonNode asked) {
    String id = "SRV-" + ResourceNumbers.next(jdbc);
    ObjectNode service = Json.copy(asked).put("id", id);
    jdbc.sql(
            """
            insert into sandbox.inventory_service (id, component, order_id, document)
            values (:id, :component, :order, cast(:document as jsonb))
            """)
        .param("id", id)
        .param("component", component)
        .param("order", order.orElse(null))
        .param("document", Json.write(service))
        .update();
    return service;
  }

  /** Has a service that was never recorded, and the product that it belongs to. */
  public void install(ObjectNode service, ObjectNode product) {
    products.sold(product, insert(UUID.randomUUID().toString(), Optional.empty(), service));
  }

  private Performed change(Call call) {
    return changed(
        call,
        service -> {
          Optional<NotDone> lost = use(call);
          if (lost.isEmpty()) {
            Json.merge(service, "serviceCharacteristic", call.body().path("serviceCharacteristic"));
            ArrayNode uses = service.withArrayProperty("supportingResource");
            for (JsonNode resource : call.body().path("supportingResource")) {
              if (isReservation(resource)) {
                uses.add(resource);
              }
            }
            giveBack(call, reservationsUsed(service));
            sold(call, service);
          }
          return lost;
        });
  }

  /** What a service holds beyond what the call says that it takes now. */
  private void giveBack(Call call, List<String> used) {
    for (JsonNode resource : call.body().path("supportingResource")) {
      if ("ResourceCapacity".equals(resource.path("@referredType").asText())) {
        long left = resource.at("/quantity/amount").asLong();
        for (String id : used) {
          Optional<Reservation> held =
              reservations
                  .locked(id, call.at())
                  .filter(it -> it.resource().equals(resource.path("id").asText()));
          if (held.isPresent()) {
            left -= reservations.keep(held.get(), left);
          }
        }
      }
    }
  }

  private static boolean isReservation(JsonNode resource) {
    return "ResourceReservation".equals(resource.path("@referredType").asText());
  }

  private Performed retire(Call call) {
    return changed(
        call,
        service -> {
          service.put("state", TERMINATED);
          Json.text(call.body(), "/endDate").ifPresent(end -> service.put("endDate", end));
          reservationsUsed(service)
              .forEach(id -> reservations.locked(id, call.at()).ifPresent(reservations::release));
          return Optional.empty();
        });
  }

  private Performed changed(Call call, Function<ObjectNode, Optional<NotDone>> change) {
    String id = call.variable("id");
    Optional<JsonNode> found = service(id);
    if (found.isEmpty()) {
      return rejected(404, "unknown-service", "there is no service " + id);
    }
    ObjectNode service = Json.copy(found.get());
    Optional<NotDone> hindrance = change.apply(service);
    if (hindrance.isPresent()) {
      return hindrance.get();
    }
    jdbc.sql(
            """
            update sandbox.inventory_service
               set document = cast(:document as jsonb)
             where id = :id
            """)
        .param("document", Json.write(service))
        .param("id", id)
        .update();
    knownAs.note(call, id);
    return new Done(Reply.ok(service), id, Json.text(call.body(), "/endDate"));
  }

  private Optional<JsonNode> service(String id) {
    return jdbc.sql("select document from sandbox.inventory_service where id = :id for update")
        .param("id", id)
        .query((row, number) -> Json.reread(row.getString("document")))
        .optional();
  }

  private Reply findProducts(Call call) {
    ArrayNode found = Json.array();
    asked(call, "id").flatMap(id -> products.find(id).stream()).forEach(found::add);
    Optional.ofNullable(call.query().get("relatedParty.id")).stream()
        .flatMap(
            customer ->
                products
                    .had(
                        customer,
                        asked(call, "place.id").toList(),
                        asked(call, "billingAccount.id").toList())
                    .stream())
        .filter(product -> product.path("status").asText().equals("active"))
        .forEach(found::add);
    return Reply.ok(found);
  }

  private static Stream<String> asked(Call call, String criterion) {
    return Optional.ofNullable(call.query().get(criterion)).stream()
        .flatMap(values -> Stream.of(values.split(",")))
        .map(value -> value.replace("%2C", ",").replace("%25", "%"))
        .distinct();
  }

  private static List<String> reservationsUsed(JsonNode by) {
    List<String> ids = new ArrayList<>();
    for (JsonNode resource : by.path("supportingResource")) {
      if (isReservation(resource)) {
        Json.text(resource, "/id").ifPresent(ids::add);
      }
    }
    return ids.stream().distinct().sorted().toList();
  }

  private Reply find(Call call) {
    String component = call.query().get("relatedEntity.id");
    Map<String, JsonNode> found = new TreeMap<>();
    jdbc.sql(
            """
            select document
              from sandbox.inventory_service
             where component = :component
            """)
        .param("component", component)
        .query((row, number) -> Json.reread(row.getString("document")))
        .list()
        .forEach(service -> found.put(service.path("id").asText(), service));
    knownAs.of(component).forEach(id -> service(id).ifPresent(known -> found.put(id, known)));
    return Reply.ok(Json.array().addAll(found.values()));
  }

  @Override
  public Optional<JsonNode> resource(EffectRow effect) {
    return switch (effect.operation()) {
      case "perform-operation" -> Optional.of(anyOperation.resource(effect));
      case "record-service", "record-change", "retire-service" ->
          effect.resource().flatMap(this::service);
      default -> effect.resource().flatMap(reservations::find).map(Reservation::toJson);
    };
  }

  /** Everything recorded, of one order or of all; for people. */
  public List<JsonNode> services(Optional<String> order) {
    return jdbc.sql(
            """
              select document
                from sandbox.inventory_service
               where cast(:order as text) is null
                  or order_id = :order
            order by id
            """)
        .param("order", order.orElse(null))
        .query((row, number) -> Json.reread(row.getString("document")))
        .list();
  }
}
