package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.AnyOperation;
import dev.turnup.connectors.sandbox.standin.AskByKey;
import dev.turnup.connectors.sandbox.standin.Call;
import dev.turnup.connectors.sandbox.standin.EffectRow;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Operation;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.standin.ResourceNumbers;
import dev.turnup.connectors.sandbox.standin.StandIn;
import dev.turnup.connectors.sandbox.standin.Work;
import dev.turnup.connectors.sandbox.standin.Work.Done;
import dev.turnup.connectors.sandbox.standin.Work.NotDone;
import dev.turnup.connectors.sandbox.standin.Work.Performed;
import dev.turnup.connectors.sandbox.systems.VisitTimes.Time;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends technicians (TMF646): one visit for each external id, made once, and moved and cancelled as
 * often as told. It has a calendar of its own, too, for whoever asks when somebody can come.
 */
public final class WorkforceStandIn implements StandIn {

  private static final String APPOINTMENTS = "/tmf-api/appointment/v4/appointment";
  private static final String SEARCH = "/tmf-api/appointment/v4/searchTimeSlot";
  private static final String CANCELLED = "cancelled";
  private static final String RESERVED = "initialized";
  private static final String START = "/validFor/startDateTime";

  private final JdbcClient jdbc;
  private final VisitTimes times;
  private final AnyOperation anyOperation;
  private final List<Operation> operations;

  public WorkforceStandIn(
      JdbcClient jdbc, VisitTimes times, AskByKey askByKey, AnyOperation anyOperation) {
    this.jdbc = jdbc;
    this.times = times;
    this.anyOperation = anyOperation;
    this.operations =
        List.of(
            askByKey.of(this, APPOINTMENTS),
            askByKey.of(this, AnyOperation.PATH),
            Operation.post("search-time-slots", SEARCH, Work.question(this::search)),
            Operation.post("cancel-visit", APPOINTMENTS, Work.effect(this::cancel))
                .when(call -> isToBe(CANCELLED, call)),
            Operation.post("reserve-visit", APPOINTMENTS, Work.effect(this::reserve))
                .when(call -> isToBe(RESERVED, call)),
            Operation.post("dispatch-visit", APPOINTMENTS, Work.effect(this::dispatch)),
            anyOperation.operation());
  }

  @Override
  public OutsideSystem system() {
    return OutsideSystem.WORKFORCE;
  }

  @Override
  public List<Operation> operations() {
    return operations;
  }

  private static boolean isToBe(String status, Call call) {
    return Json.text(call.body(), "/status").filter(status::equals).isPresent();
  }

  private Reply search(Call call) {
    JsonNode body = call.body();
    Optional<Time> window = time(body.at("/requestedTimeSlot/0"));
    int minutes = body.path("visitMinutes").asInt();
    if (window.isEmpty() || minutes <= 0) {
      return Reply.problem(
          400,
          "incomplete-search",
          "requestedTimeSlot with a validFor, and visitMinutes, are needed");
    }
    ObjectNode found =
        Json.object().put("id", "SEARCH-" + ResourceNumbers.next(jdbc)).put("status", "done");
    ArrayNode slots = found.putArray("availableTimeSlot");
    for (Time free :
        times.offered(site(body), postcode(body), window.get(), Duration.ofMinutes(minutes))) {
      slots
          .addObject()
          .put("id", "SLOT-" + free.start().toEpochSecond())
          .putObject("validFor")
          .put("startDateTime", free.start().toString())
          .put("endDateTime", free.end().toString());
    }
    return Reply.created(found);
  }

  /** Keeps a time, in place of any other that the visit had, unless it is not free. */
  private Performed reserve(Call call) {
    JsonNode body = call.body();
    Optional<String> externalId = Json.text(body, "/externalId");
    Optional<Time> time = time(body);
    if (externalId.isEmpty() || time.isEmpty()) {
      return incomplete();
    }
    if (!times.isToBeHad(site(body), postcode(body), externalId.get(), time.get())) {
      ObjectNode rejected = Json.object().put("status", "rejected");
      rejected
          .putObject("reason")
          .put("code", "slot-taken")
          .put("label", "nobody can come at " + time.get().start());
      return new NotDone(Reply.ok(rejected));
    }
    Done kept =
        kept(
            call,
            externalId.get(),
            Json.copy(body),
            "document = excluded.document",
            Json.text(body, START));
    jdbc.sql("update sandbox.visit set postcode = :postcode where id = :id")
        .param("postcode", postcode(body))
        .param("id", kept.resource())
        .update();
    return kept;
  }

  private Performed dispatch(Call call) {
    JsonNode body = call.body();
    Optional<String> externalId = Json.text(body, "/externalId");
    if (externalId.isEmpty() || time(body).isEmpty()) {
      return incomplete();
    }
    ObjectNode visit = Json.copy(body).put("status", "confirmed");
    return kept(
        call, externalId.get(), visit, "document = excluded.document", Json.text(body, START));
  }

  private static NotDone incomplete() {
    return new NotDone(
        Reply.problem(
            400,
            "incomplete-visit",
            "externalId and validFor, from startDateTime to a later endDateTime, are needed"));
  }

  private static Optional<Time> time(JsonNode has) {
    Optional<OffsetDateTime> start = Json.text(has, START).flatMap(Days::there);
    Optional<OffsetDateTime> end = Json.text(has, "/validFor/endDateTime").flatMap(Days::there);
    return start.flatMap(
        from -> end.filter(until -> until.isAfter(from)).map(until -> new Time(from, until)));
  }

  private static String site(JsonNode body) {
    return Json.text(body, "/relatedPlace/id").orElse("");
  }

  private static String postcode(JsonNode body) {
    return Json.text(body, "/relatedPlace/postcode").orElse("");
  }

  /** A visit that never was is kept as cancelled as well. */
  private Performed cancel(Call call) {
    Optional<String> externalId = Json.text(call.body(), "/externalId");
    if (externalId.isEmpty()) {
      return new NotDone(Reply.problem(400, "incomplete-visit", "externalId is needed"));
    }
    return kept(
        call,
        externalId.get(),
        Json.copy(call.body()),
        "document = visit.document || excluded.document",
        Optional.empty());
  }

  private Done kept(
      Call call,
      String externalId,
      ObjectNode visit,
      String change,
      Optional<String> effectiveDate) {
    String newId = "VISIT-" + ResourceNumbers.next(jdbc);
    ObjectNode now =
        jdbc.sql(
                """
                   insert into sandbox.visit (id, external_id, order_id, document)
                   values (:id, :externalId, :order, cast(:document as jsonb))
                       on conflict on constraint uq_visit_external_id
                       do update set %s
                returning id, document
                """
                    .formatted(change))
            .param("id", newId)
            .param("externalId", externalId)
            .param("order", call.involved().order().orElse(null))
            .param("document", Json.write(visit))
            .query((row, number) -> visit(row.getString("id"), row.getString("document")))
            .single();
    String id = now.get("id").asText();
    return new Done(id.equals(newId) ? Reply.created(now) : Reply.ok(now), id, effectiveDate);
  }

  @Override
  public Optional<JsonNode> resource(EffectRow effect) {
    if (effect.operation().equals("perform-operation")) {
      return Optional.of(anyOperation.resource(effect));
    }
    return effect
        .resource()
        .flatMap(
            id ->
                jdbc.sql("select id, document from sandbox.visit where id = :id")
                    .param("id", id)
                    .query((row, number) -> visit(row.getString("id"), row.getString("document")))
                    .optional());
  }

  /** All visits, of one order or of all; for people. */
  public List<ObjectNode> visits(Optional<String> order) {
    return jdbc.sql(
            """
              select id, document
                from sandbox.visit
               where cast(:order as text) is null
                  or order_id = :order
            order by id
            """)
        .param("order", order.orElse(null))
        .query((row, number) -> visit(row.getString("id"), row.getString("document")))
        .list();
  }

  /** A visit as it is now, and the order that it is for. */
  public record Changed(String order, ObjectNode visit) {}

  /** Something becomes of a visit here; empty if there is no such. */
  public Optional<Changed> change(String id, ObjectNode change) {
    return jdbc.sql(
            """
               update sandbox.visit
                  set document = document || cast(:change as jsonb)
                where id = :id
            returning order_id, document
            """)
        .param("id", id)
        .param("change", Json.write(change))
        .query(
            (row, number) ->
                new Changed(row.getString("order_id"), visit(id, row.getString("document"))))
        .optional();
  }

  private static ObjectNode visit(String id, String document) {
    return Json.copy(Json.reread(document)).put("id", id);
  }
}
