package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.AccessNodes;
import dev.turnup.connectors.sandbox.standin.Callbacks;
import dev.turnup.connectors.sandbox.standin.Faults;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.systems.Capacity;
import dev.turnup.connectors.sandbox.systems.Capacity.Room;
import dev.turnup.connectors.sandbox.systems.InventoryStandIn;
import dev.turnup.connectors.sandbox.systems.NetworkStandIn;
import dev.turnup.connectors.sandbox.systems.Reservations;
import dev.turnup.connectors.sandbox.systems.Tickets;
import dev.turnup.connectors.sandbox.systems.VisitTimes;
import dev.turnup.connectors.sandbox.systems.VisitTimes.Said;
import dev.turnup.connectors.sandbox.systems.WorkforceStandIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.transaction.support.TransactionTemplate;

/** What is so in the network, its inventory and the calendars, whatever anybody says. */
final class FactControl implements Control {

  /** What the inventory tells when a date moves. */
  static final String CAPACITY_CHANGED = "capacity-changed";

  /** What the workforce system tells when something becomes of a visit there. */
  private static final String VISIT_CHANGED = "visit-changed";

  private static final String NONE = "none";
  private static final String AVAILABLE_FROM = "availableFrom";

  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Faults faults;
  private final Callbacks callbacks;
  private final Capacity capacity;
  private final Reservations reservations;
  private final AccessNodes nodes;
  private final Tickets tickets;
  private final NetworkStandIn network;
  private final InventoryStandIn inventory;
  private final VisitTimes visitTimes;
  private final WorkforceStandIn workforce;

  FactControl(
      TransactionTemplate transaction,
      Clock clock,
      Faults faults,
      Callbacks callbacks,
      Capacity capacity,
      Reservations reservations,
      AccessNodes nodes,
      Tickets tickets,
      NetworkStandIn network,
      InventoryStandIn inventory,
      VisitTimes visitTimes,
      WorkforceStandIn workforce) {
    this.transaction = transaction;
    this.clock = clock;
    this.faults = faults;
    this.callbacks = callbacks;
    this.capacity = capacity;
    this.reservations = reservations;
    this.nodes = nodes;
    this.tickets = tickets;
    this.network = network;
    this.inventory = inventory;
    this.visitTimes = visitTimes;
    this.workforce = workforce;
  }

  @Override
  public List<Entry> entries() {
    return List.of(
        Control.put(
            "/sandbox/inventory/capacity",
            "{site, resource, units, availableFrom}: how much there is and from when; availableFrom"
                + " is a day, a duration from today (P12D) or none; absent: now; units absent: plenty",
            this::setCapacity),
        Control.get(
            "/sandbox/inventory/capacity",
            "what was said or held; everything else is there in plenty",
            request -> capacityList()),
        Control.put(
            "/sandbox/inventory/access-nodes",
            "{node, sites}: which access node serves the sites whose ids begin so; what is reserved"
                + " there from now on is said to be held on it",
            this::setNode),
        Control.get(
            "/sandbox/inventory/reservations",
            "?order=…: who holds capacity, and until when",
            this::reservationList),
        Control.get(
            "/sandbox/inventory/services",
            "?order=…: services that are recorded",
            request -> list(inventory.services(request.parameter("order")))),
        Control.put(
            "/sandbox/network/state",
            "{component, active}: whether a service really works",
            this::setState),
        Control.put(
            "/sandbox/network/tickets",
            "{id, status, name, resource, expectedResolutionDate}: a trouble ticket, which Turnup is"
                + " told of",
            this::setTicket),
        Control.get(
            "/sandbox/network/tickets", "the trouble tickets", request -> list(tickets.all())),
        Control.get(
            "/sandbox/network/services",
            "?order=…: services that the network knows, and whether they really work",
            request -> list(network.services(request.parameter("order")))),
        Control.put(
            "/sandbox/workforce/times",
            "{site, offeredFrom, taken}: when its own people can come; offeredFrom is a day, a"
                + " duration from today (P12D) or none; absent: now; taken: so many of the times that"
                + " are wanted next are gone",
            this::setTimes),
        Control.put(
            "/sandbox/workforce/visits",
            "{id, status, startDateTime, endDateTime, reason}: what becomes of a visit there, of"
                + " which Turnup is told: confirmed (at that time), cancelled or completed",
            this::setVisit));
  }

  private static Reply list(List<? extends JsonNode> nodes) {
    return Reply.ok(Json.array().addAll(List.copyOf(nodes)));
  }

  private Reply setCapacity(ControlRequest request) throws ControlRefusal {
    request.only("site", "resource", "units", AVAILABLE_FROM, NONE);
    String site = request.text("site");
    String resource = request.text("resource");
    OptionalLong units = request.number("units", 0);
    Instant now = clock.instant();
    LocalDate today = Capacity.today(now);
    Room wanted = new Room(site, resource, units, availableFrom(request, today), 0);
    Optional<Room> refusedBy =
        Optional.ofNullable(
            transaction.execute(
                status -> {
                  reservations.expire(now);
                  Room before = capacity.at(site, resource);
                  if (!capacity.set(wanted)) {
                    return before;
                  }
                  if (wanted.movesTheDateOf(before, today)) {
                    tell(wanted, today, now);
                  }
                  return null;
                }));
    if (refusedBy.isPresent()) {
      throw ControlRefusal.conflict(
          "more-is-held",
          "%d units of %s at %s are held; there cannot be fewer"
              .formatted(refusedBy.get().held(), resource, site));
    }
    return Reply.ok(capacity.at(site, resource).toJson());
  }

  private static Optional<LocalDate> availableFrom(ControlRequest request, LocalDate today)
      throws ControlRefusal {
    boolean none = request.body().hasNonNull(NONE) && request.truth(NONE);
    if (none && request.optionalText(AVAILABLE_FROM).isPresent()) {
      throw ControlRefusal.invalid("either there is a date or there is none");
    }
    return none ? Optional.empty() : day(request, AVAILABLE_FROM, today);
  }

  /** Today if nothing is said; empty if there is none. */
  private static Optional<LocalDate> day(ControlRequest request, String name, LocalDate today)
      throws ControlRefusal {
    Optional<String> from = request.optionalText(name);
    if (from.equals(Optional.of(NONE))) {
      return Optional.empty();
    }
    if (from.isEmpty()) {
      return Optional.of(today);
    }
    try {
      return Optional.of(
          from.get().startsWith("P")
              ? today.plusDays(Duration.parse(from.get()).toDays())
              : LocalDate.parse(from.get()));
    } catch (DateTimeParseException e) {
      throw ControlRefusal.invalid(
          "attribute %s must be a day (2026-12-04), a duration from today (P12D) or none, not %s"
              .formatted(name, from.get()));
    }
  }

  private void tell(Room room, LocalDate today, Instant now) {
    ObjectNode event = Json.object().put("resource", room.resource());
    if (!room.site().equals(InventoryStandIn.NO_SITE)) {
      event.put("site", room.site());
    }
    room.effectiveDate(today)
        .ifPresentOrElse(
            day -> event.put("availableFrom", day.toString()),
            () -> event.putNull("availableFrom"));
    callbacks.tell(
        OutsideSystem.INVENTORY,
        CAPACITY_CHANGED,
        event,
        now,
        faults.strikeNotice(OutsideSystem.INVENTORY, CAPACITY_CHANGED, room.site()));
  }

  private Reply setTicket(ControlRequest request) throws ControlRefusal {
    request.only("id", "status", "name", "resource", "expectedResolutionDate");
    ObjectNode ticket =
        Json.object().put("id", request.text("id")).put("status", request.text("status"));
    ticket.put("name", request.optionalText("name").orElse(""));
    request
        .optionalText("expectedResolutionDate")
        .ifPresent(date -> ticket.put("expectedResolutionDate", date));
    request
        .optionalText("resource")
        .ifPresent(
            resource ->
                ticket
                    .putArray("relatedEntity")
                    .addObject()
                    .put("id", resource)
                    .put("@referredType", "Resource"));
    transaction.executeWithoutResult(
        status -> {
          tickets.keep(ticket);
          ObjectNode event = Json.object();
          event.set("troubleTicket", ticket);
          callbacks.tell(
              OutsideSystem.NETWORK,
              "TroubleTicketStatusChangeEvent",
              event,
              clock.instant(),
              Optional.empty());
        });
    return Reply.ok(ticket);
  }

  private Reply setNode(ControlRequest request) throws ControlRefusal {
    request.only("node", "sites");
    String node = request.text("node");
    String sites = request.text("sites");
    nodes.serves(node, sites);
    return Reply.ok(Json.object().put("node", node).put("sites", sites));
  }

  private Reply capacityList() {
    transaction.executeWithoutResult(status -> reservations.expire(clock.instant()));
    ArrayNode all = Json.array();
    capacity.all().forEach(all::add);
    return Reply.ok(all);
  }

  private Reply reservationList(ControlRequest request) {
    transaction.executeWithoutResult(status -> reservations.expire(clock.instant()));
    return list(reservations.all(request.parameter("order")));
  }

  private Reply setTimes(ControlRequest request) throws ControlRefusal {
    request.only("site", "offeredFrom", "taken");
    Said said =
        new Said(
            request.text("site"),
            day(request, "offeredFrom", Capacity.today(clock.instant())),
            (int) request.number("taken", 0).orElse(0));
    visitTimes.say(said);
    return Reply.ok(said.toJson());
  }

  private Reply setVisit(ControlRequest request) throws ControlRefusal {
    request.only("id", "status", "startDateTime", "endDateTime", "reason");
    String id = request.text("id");
    ObjectNode change = Json.object().put("status", request.text("status"));
    Optional<String> start = request.optionalText("startDateTime");
    Optional<String> end = request.optionalText("endDateTime");
    Optional<String> reason = request.optionalText("reason");
    if (start.isPresent() && end.isPresent()) {
      change.putObject("validFor").put("startDateTime", start.get()).put("endDateTime", end.get());
    }
    Optional<ObjectNode> changed =
        Optional.ofNullable(
            transaction.execute(
                status -> {
                  Optional<WorkforceStandIn.Changed> visit = workforce.change(id, change);
                  visit.ifPresent(one -> tell(one, reason));
                  return visit.map(WorkforceStandIn.Changed::visit).orElse(null);
                }));
    return changed
        .map(Reply::ok)
        .orElseThrow(() -> ControlRefusal.unknown("there is no visit " + id));
  }

  private void tell(WorkforceStandIn.Changed changed, Optional<String> reason) {
    JsonNode visit = changed.visit();
    ObjectNode event =
        Json.object()
            .put("orderId", changed.order())
            .put("externalId", visit.path("externalId").asText())
            .put("status", visit.path("status").asText())
            .put("startDateTime", visit.at("/validFor/startDateTime").asText())
            .put("endDateTime", visit.at("/validFor/endDateTime").asText());
    reason.ifPresent(why -> event.put("reason", why));
    callbacks.tell(
        OutsideSystem.WORKFORCE,
        VISIT_CHANGED,
        event,
        clock.instant(),
        faults.strikeNotice(
            OutsideSystem.WORKFORCE, VISIT_CHANGED, visit.at("/relatedPlace/id").asText()));
  }

  private Reply setState(ControlRequest request) throws ControlRefusal {
    request.only("component", "active");
    String component = request.text("component");
    boolean active = request.truth("active");
    if (!network.setState(component, active)) {
      throw ControlRefusal.unknown(
          "the network knows no service for component %s; it was never asked to activate one"
              .formatted(component));
    }
    return Reply.ok(Json.object().put("component", component).put("active", active));
  }
}
