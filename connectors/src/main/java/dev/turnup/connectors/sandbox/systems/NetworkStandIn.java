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
import dev.turnup.connectors.sandbox.standin.KnownAs;
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

/** Switches services on and off and changes them (TMF640), and tests whether they work (TMF653). */
public final class NetworkStandIn implements StandIn {

  private static final String SERVICES = "/tmf-api/ServiceActivationAndConfiguration/v4/service";
  private static final String SERVICE = SERVICES + "/{id}";
  private static final String INACTIVE = "inactive";
  private static final String TICKET = "/tmf-api/troubleTicket/v4/troubleTicket/{id}";
  private static final String TESTS = "/tmf-api/serviceTestManagement/v4/serviceTest";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final AnyOperation anyOperation;
  private final KnownAs knownAs;
  private final Tickets tickets;
  private final List<Operation> operations;

  public NetworkStandIn(
      JdbcClient jdbc, Clock clock, AskByKey askByKey, AnyOperation anyOperation) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.anyOperation = anyOperation;
    this.tickets = new Tickets(jdbc);
    this.knownAs = new KnownAs(OutsideSystem.NETWORK, jdbc);
    this.operations =
        List.of(
            askByKey.of(this, SERVICES),
            askByKey.of(this, AnyOperation.PATH),
            Operation.post(
                "activate-service", SERVICES, Work.effect(this::activate, new ActivateLater())),
            Operation.patch("deactivate-service", SERVICE, Work.effect(this::deactivate))
                .when(call -> INACTIVE.equals(call.body().path("state").asText())),
            Operation.patch(
                "modify-service", SERVICE, Work.effect(this::modify, new ModifyLater())),
            Operation.post("verify-service", TESTS, Work.question(this::verify)),
            Operation.patch("resolve-ticket", TICKET, Work.effect(this::resolve)),
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
      ObjectNode service = serviceAskedFor(call).put("state", INACTIVE);
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
      String id = keep(call, component, service, true, false, Optional.empty());
      return new Completed(
          answered(call, id, "active").put("startDate", since), Optional.of(since));
    }
  }

  private static ObjectNode answered(Call call, String id, String state) {
    ObjectNode event = Json.object();
    call.involved().order().ifPresent(order -> event.put("orderId", order));
    call.involved().component().ifPresent(component -> event.put("componentId", component));
    return event
        .put("idempotencyKey", call.key().orElseThrow())
        .put("serviceId", id)
        .put("state", state);
  }

  private Performed modify(Call call) {
    Optional<Service> found = byId(call.variable("id"));
    if (found.isEmpty()) {
      return unknownService(call);
    }
    if (!found.get().isOn()) {
      return new NotDone(Reply.ok(found.get().toJson()));
    }
    Service modified = modified(found.get(), call);
    return new Done(Reply.ok(modified.toJson()), modified.id(), Optional.of(call.at().toString()));
  }

  private Service modified(Service service, Call call) {
    ObjectNode document = Json.copy(service.document());
    Json.merge(document, "serviceCharacteristic", call.body().path("serviceCharacteristic"));
    knownAs.note(call, service.id());
    return changed(service, service.active(), false, document);
  }

  private final class ModifyLater implements Work.Later {

    @Override
    public String eventType() {
      return "activation-answered";
    }

    @Override
    public Done accept(Call call) {
      String id = call.variable("id");
      byId(id)
          .ifPresent(
              service -> changed(service, service.active(), true, Json.copy(service.document())));
      return new Done(
          Reply.accepted(Json.object().put("id", id).put("state", "InProgress")),
          id,
          Optional.empty());
    }

    @Override
    public Completed complete(Call call, String resource) {
      Optional<Service> modified =
          byId(resource).filter(Service::isOn).map(service -> modified(service, call));
      String state = modified.isPresent() ? "active" : INACTIVE;
      ObjectNode event = answered(call, resource, state);
      modified.flatMap(Service::since).ifPresent(since -> event.put("startDate", since.toString()));
      return new Completed(event, Optional.of(call.at().toString()));
    }
  }

  private Performed deactivate(Call call) {
    Optional<Service> found = byId(call.variable("id"));
    if (found.isEmpty()) {
      return unknownService(call);
    }
    ObjectNode document = Json.copy(found.get().document()).put("state", INACTIVE);
    knownAs.note(call, found.get().id());
    Service off = changed(found.get(), false, false, document);
    return new Done(Reply.ok(off.toJson()), off.id(), Optional.of(call.at().toString()));
  }

  private Performed resolve(Call call) {
    Optional<ObjectNode> ticket = tickets.find(call.variable("id"));
    if (ticket.isEmpty()) {
      return new NotDone(
          Reply.problem(404, "unknown-ticket", "there is no ticket " + call.variable("id")));
    }
    ObjectNode changed = ticket.get();
    Json.text(call.body(), "/status").ifPresent(status -> changed.put("status", status));
    tickets.keep(changed);
    return new Done(Reply.ok(changed), changed.path("id").asText(), Optional.empty());
  }

  private static NotDone unknownService(Call call) {
    return new NotDone(
        Reply.problem(404, "unknown-service", "the network has no service " + call.variable("id")));
  }

  private Service changed(Service service, boolean active, boolean pending, ObjectNode document) {
    Service changed =
        new Service(service.id(), service.component(), active, pending, service.since(), document);
    jdbc.sql(
            """
            update sandbox.network_service
               set active = :active,
                   pending = :pending,
                   since = case when :on then since end,
                   false_by = case when :on then false_by end,
                   document = cast(:document as jsonb)
             where id = :id
            """)
        .param("active", active)
        .param("pending", pending)
        .param("on", changed.isOn())
        .param("document", Json.write(document))
        .param("id", service.id())
        .update();
    return changed;
  }

  /** Has a service that it was never asked for, switched on already; returns its id. */
  public String install(ObjectNode service) {
    Instant now = clock.instant();
    String id = "NET-" + ResourceNumbers.next(jdbc);
    jdbc.sql(
            """
            insert into sandbox.network_service (id, component, active, since, document)
            values (:id, :id, true, :since, cast(:document as jsonb))
            """)
        .param("id", id)
        .param("since", now.atOffset(ZoneOffset.UTC))
        .param(
            "document",
            Json.write(service.deepCopy().put("state", "active").put("startDate", now.toString())))
        .update();
    return id;
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
    if (!service.get().pending() && !service.get().isOn()) {
      return "switched off";
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
    if (effect.operation().equals("resolve-ticket")) {
      return effect.resource().flatMap(tickets::find).map(JsonNode.class::cast);
    }
    return effect.resource().flatMap(this::byId).map(Service::toJson);
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
    Optional<Service> service = find(component);
    service.ifPresent(
        found ->
            jdbc.sql(
                    """
                    update sandbox.network_service
                       set active = :active,
                           since = case when :active then coalesce(since, :now) end,
                           false_by = null
                     where id = :id
                    """)
                .param("active", active)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", found.id())
                .update());
    return service.isPresent();
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
        .optional()
        .or(() -> knownAs.of(component).stream().findFirst().flatMap(this::byId));
  }

  private Optional<Service> byId(String id) {
    return jdbc.sql(
            """
            select id, component, active, pending, since, document
              from sandbox.network_service
             where id = :id
               for update
            """)
        .param("id", id)
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
      return pending ? json.put("operatingStatus", "pending") : json;
    }

    /** Whether it is on as far as the network's books go. */
    boolean isOn() {
      return "active".equals(document.path("state").asText());
    }
  }
}
