package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.AnyOperation;
import dev.turnup.connectors.sandbox.standin.AskByKey;
import dev.turnup.connectors.sandbox.standin.Call;
import dev.turnup.connectors.sandbox.standin.EffectRow;
import dev.turnup.connectors.sandbox.standin.Fault;
import dev.turnup.connectors.sandbox.standin.FaultMode;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Operation;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.standin.ResourceNumbers;
import dev.turnup.connectors.sandbox.standin.StandIn;
import dev.turnup.connectors.sandbox.standin.Work;
import dev.turnup.connectors.sandbox.standin.Work.Completed;
import dev.turnup.connectors.sandbox.standin.Work.Done;
import dev.turnup.connectors.sandbox.standin.Work.NotDone;
import dev.turnup.connectors.sandbox.standin.Work.Performed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Switches services on (TMF640), and tests whether they work (TMF653). */
public final class NetworkStandIn implements StandIn {

  private static final String SERVICES = "/tmf-api/ServiceActivationAndConfiguration/v4/service";
  private static final String TESTS = "/tmf-api/serviceTestManagement/v4/serviceTest";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final AnyOperation anyOperation;
  private final List<Operation> operations;

  public NetworkStandIn(
      JdbcClient jdbc, Clock clock, AskByKey askByKey, AnyOperation anyOperation) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.anyOperation = anyOperation;
    this.operations =
        List.of(
            askByKey.of(this, SERVICES),
            askByKey.of(this, AnyOperation.PATH),
            Operation.post(
                "activate-service", SERVICES, Work.effect(this::activate, new ActivateLater())),
            Operation.post("verify-service", TESTS, Work.question(this::verify)),
            anyOperation.operation());
  }

  @Override
  public OutsideSystem system() {
    return OutsideSystem.NETWORK;
  }

  @Override
  public List<Operation> operations() {
    return operations;
  }

  private Performed activate(Call call) {
    Optional<String> component = call.involved().component();
    if (component.isEmpty()) {
      return new NotDone(withoutComponent());
    }
    boolean really = !call.suffers(FaultMode.FALSE_ACTIVE);
    ObjectNode service = serviceAskedFor(call);
    service.put("state", "active").put("startDate", call.at().toString());
    String id =
        keep(
            call,
            component.get(),
            service,
            really,
            false,
            call.fault().filter(fault -> !really).map(Fault::id));
    service.put("id", id);
    return new Done(Reply.created(service), id, Optional.of(call.at().toString()));
  }

  private final class ActivateLater implements Work.Later {

    @Override
    public String eventType() {
      return "activation-answered";
    }

    @Override
    public Done accept(Call call) {
      String component = call.involved().component().orElseThrow();
      ObjectNode service = serviceAskedFor(call).put("state", "inactive");
      String id = keep(call, component, service, false, true, Optional.empty());
      return new Done(
          Reply.accepted(Json.object().put("id", id).put("state", "InProgress")),
          id,
          Optional.empty());
    }

    @Override
    public Completed complete(Call call, String resource) {
      String since = call.at().toString();
      String component = call.involved().component().orElseThrow();
      ObjectNode service = serviceAskedFor(call);
      service.put("state", "active").put("startDate", since);
      keep(call, component, service, true, false, Optional.empty());
      ObjectNode event = Json.object();
      call.involved().order().ifPresent(order -> event.put("orderId", order));
      event
          .put("componentId", component)
          .put("idempotencyKey", call.key().orElseThrow())
          .put("state", "active")
          .put("startDate", since);
      return new Completed(event, Optional.of(since));
    }
  }

  private static Reply withoutComponent() {
    return Reply.problem(
        400, "missing-component", "relatedEntity names no component that is to be activated");
  }

  private static ObjectNode serviceAskedFor(Call call) {
    return Json.copy(call.body());
  }

  /** One service a component: asked for anew, it is the same one. Returns its id. */
  private String keep(
      Call call,
      String component,
      ObjectNode service,
      boolean active,
      boolean pending,
      Optional<Long> falseBy) {
    return jdbc.sql(
            """
               insert into sandbox.network_service (id, component, order_id, active, pending, since,
                                                    false_by, document)
               values (:id, :component, :order, :active, :pending, :since, :falseBy,
                       cast(:document as jsonb))
                   on conflict on constraint uq_network_service_component
                   do update set active = excluded.active or network_service.active,
                                 pending = excluded.pending,
                                 since = coalesce(network_service.since, excluded.since),
                                 false_by = excluded.false_by,
                                 document = excluded.document
            returning id
            """)
        .param("id", "NET-" + ResourceNumbers.next(jdbc))
        .param("component", component)
        .param("order", call.involved().order().orElse(null))
        .param("active", active)
        .param("pending", pending)
        .param("since", active ? call.at().atOffset(ZoneOffset.UTC) : null)
        .param("falseBy", falseBy.orElse(null))
        .param("document", Json.write(service))
        .query(String.class)
        .single();
  }

  private Reply verify(Call call) {
    Optional<String> component = Json.text(call.body(), "/relatedService/id");
    if (component.isEmpty()) {
      return Reply.problem(400, "missing-service", "relatedService names no component to test");
    }
    Optional<Service> service = find(component.get());
    boolean active = service.filter(Service::active).isPresent();
    ArrayNode measures = Json.array();
    measures.add(measure("active", Json.object().put("value", active)));
    service
        .filter(Service::active)
        .flatMap(Service::since)
        .ifPresent(
            since ->
                measures.add(measure("activeSince", Json.object().put("value", since.toString()))));
    measures.add(
        measure("evidence", Json.object().put("value", evidence(component.get(), service))));
    ObjectNode test =
        Json.object()
            .put("id", "TEST-" + ResourceNumbers.next(jdbc))
            .put("state", "completed")
            .put("endDateTime", call.at().toString());
    test.set("testMeasure", measures);
    return Reply.created(test);
  }

  private static ObjectNode measure(String name, ObjectNode value) {
    ObjectNode measure = Json.object().put("metricName", name);
    measure.set("value", value);
    return measure;
  }

  private static String evidence(String component, Optional<Service> service) {
    if (service.isEmpty()) {
      return "the network knows no service for component " + component;
    }
    if (service.get().active()) {
      return "in service, all signals good";
    }
    return service.get().pending()
        ? "activation is still in progress"
        : "switched on in the books, but no signal on the line";
  }

  @Override
  public Optional<JsonNode> resource(EffectRow effect) {
    if (effect.operation().equals("perform-operation")) {
      return Optional.of(anyOperation.resource(effect));
    }
    return effect.involved().component().flatMap(this::find).map(Service::toJson);
  }

  /** The cause is mended: what the network only said to be active, is. */
  @Override
  public void faultEnded(Fault fault) {
    jdbc.sql(
            """
            update sandbox.network_service
               set active = true,
                   since = coalesce(since, :now),
                   false_by = null
             where false_by = :fault
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("fault", fault.id())
        .update();
  }

  /** Sets what is really so, whatever the network has said; false if it knows no such service. */
  public boolean setState(String component, boolean active) {
    return jdbc.sql(
                """
                update sandbox.network_service
                   set active = :active,
                       since = case when :active then coalesce(since, :now) end,
                       false_by = null
                 where component = :component
                """)
            .param("active", active)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("component", component)
            .update()
        == 1;
  }

  /** Every service the network knows, of one order or of all; for people. */
  public List<ObjectNode> services(Optional<String> order) {
    return jdbc
        .sql(
            """
              select id, component, active, pending, since, document
                from sandbox.network_service
               where cast(:order as text) is null
                  or order_id = :order
            order by id
            """)
        .param("order", order.orElse(null))
        .query((row, number) -> read(row))
        .list()
        .stream()
        .map(
            service ->
                service
                    .toJson()
                    .put("component", service.component())
                    .put("active", service.active()))
        .toList();
  }

  private Optional<Service> find(String component) {
    return jdbc.sql(
            """
            select id, component, active, pending, since, document
              from sandbox.network_service
             where component = :component
            """)
        .param("component", component)
        .query((row, number) -> read(row))
        .optional();
  }

  private static Service read(ResultSet row) throws SQLException {
    return new Service(
        row.getString("id"),
        row.getString("component"),
        row.getBoolean("active"),
        row.getBoolean("pending"),
        Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        Json.reread(row.getString("document")));
  }

  /** What the network has, and whether it really works. */
  private record Service(
      String id,
      String component,
      boolean active,
      boolean pending,
      Optional<Instant> since,
      JsonNode document) {

    ObjectNode toJson() {
      ObjectNode json = Json.copy(document).put("id", id);
      if (pending) {
        json.put("state", "inactive").put("operatingStatus", "pending");
      }
      return json;
    }
  }
}
