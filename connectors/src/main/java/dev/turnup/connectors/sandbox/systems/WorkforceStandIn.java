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
 * Sends technicians (TMF646): one visit for each external id, made once and moved as often as told.
 */
public final class WorkforceStandIn implements StandIn {

  private static final String APPOINTMENTS = "/tmf-api/appointment/v4/appointment";

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
    String newId = "VISIT-" + ResourceNumbers.next(jdbc);
    ObjectNode visit = Json.copy(body).put("status", "confirmed");
    String id =
        jdbc.sql(
                """
                   insert into sandbox.visit (id, external_id, order_id, document)
                   values (:id, :externalId, :order, cast(:document as jsonb))
                       on conflict on constraint uq_visit_external_id
                       do update set document = excluded.document
                returning id
                """)
            .param("id", newId)
            .param("externalId", externalId.get())
            .param("order", call.involved().order().orElse(null))
            .param("document", Json.write(visit))
            .query(String.class)
            .single();
    visit.put("id", id);
    return new Done(id.equals(newId) ? Reply.created(visit) : Reply.ok(visit), id, starts);
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
