package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends technicians (TMF646): one visit for each external id, made once, and moved and cancelled as
 * often as told.
 */
public final class WorkforceStandIn implements StandIn {

  private static final String APPOINTMENTS = "/tmf-api/appointment/v4/appointment";
  private static final String CANCELLED = "cancelled";

  private final JdbcClient jdbc;
  private final AnyOperation anyOperation;
  private final List<Operation> operations;

  public WorkforceStandIn(JdbcClient jdbc, AskByKey askByKey, AnyOperation anyOperation) {
    this.jdbc = jdbc;
    this.anyOperation = anyOperation;
    this.operations =
        List.of(
            askByKey.of(this, APPOINTMENTS),
            askByKey.of(this, AnyOperation.PATH),
            Operation.post("cancel-visit", APPOINTMENTS, Work.effect(this::cancel))
                .when(
                    call ->
                        Json.text(call.body(), "/status").filter(CANCELLED::equals).isPresent()),
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

  private Performed dispatch(Call call) {
    JsonNode body = call.body();
    Optional<String> externalId = Json.text(body, "/externalId");
    Optional<String> starts = Json.text(body, "/validFor/startDateTime");
    Optional<Instant> start = starts.flatMap(Days::moment);
    Optional<Instant> end = Json.text(body, "/validFor/endDateTime").flatMap(Days::moment);
    if (externalId.isEmpty()
        || start.isEmpty()
        || end.filter(it -> it.isAfter(start.get())).isEmpty()) {
      return new NotDone(
          Reply.problem(
              400,
              "incomplete-visit",
              "externalId and validFor, from startDateTime to a later endDateTime, are needed"));
    }
    ObjectNode visit = Json.copy(body).put("status", "confirmed");
    return kept(call, externalId.get(), visit, "document = excluded.document", starts);
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

  private static ObjectNode visit(String id, String document) {
    return Json.copy(Json.reread(document)).put("id", id);
  }
}
