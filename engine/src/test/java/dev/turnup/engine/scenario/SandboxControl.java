package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.Caller;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The sandbox's control, as a person or a test uses it. */
final class SandboxControl {

  private final Caller control;

  SandboxControl(URI base) {
    this.control = Caller.anonymous(base);
  }

  /** A ready order. */
  ObjectNode sample(String name) {
    return (ObjectNode) Texts.json(ok(control.get("/sandbox/samples/" + name)));
  }

  void setCapacity(String site, String resource, int units, LocalDate availableFrom) {
    ok(
        control.put(
            "/sandbox/inventory/capacity",
            """
            {"site": "%s", "resource": "%s", "units": %d, "availableFrom": "%s"}"""
                .formatted(site, resource, units, availableFrom)));
  }

  void setNoCapacity(String site, String resource) {
    ok(
        control.put(
            "/sandbox/inventory/capacity",
            """
            {"site": "%s", "resource": "%s", "units": 0, "none": true}"""
                .formatted(site, resource)));
  }

  /** What is held stays so, and nobody knows any more from when it is there. */
  void loseCapacity(String site, String resource) {
    ok(
        control.put(
            "/sandbox/inventory/capacity",
            """
            {"site": "%s", "resource": "%s", "units": 10000, "none": true}"""
                .formatted(site, resource)));
  }

  /**
   * When the workforce system's own people can come.
   *
   * @param taken so many of the times that are wanted next are gone
   */
  void setVisitTimes(String site, String offeredFrom, int taken) {
    ok(
        control.put(
            "/sandbox/workforce/times",
            """
            {"site": "%s", "offeredFrom": "%s", "taken": %d}"""
                .formatted(site, offeredFrom, taken)));
  }

  /** The workforce system has a visit at another time, or loses it, or ends it, and says so. */
  void setVisit(String visit, String status, OffsetDateTime start) {
    ok(
        control.put(
            "/sandbox/workforce/visits",
            """
            {"id": "%s", "status": "%s", "startDateTime": "%s", "endDateTime": "%s"}"""
                .formatted(visit, status, start, start.plusHours(3))));
  }

  /** A customer has internet at a site, as if it had been delivered. */
  void install(
      String product,
      String customer,
      String site,
      String offering,
      Map<String, Integer> characteristics) {
    String characterised =
        characteristics.entrySet().stream()
            .map(each -> "\"%s\": \"%d\"".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    ok(
        control.put(
            "/sandbox/inventory/products",
            """
            {"id": "%s", "customer": "%s", "offering": "%s", "site": "%s", "characteristics": %s,
             "services": [{"name": "internet-access", "characteristics": %s},
                          {"name": "router"}, {"name": "ont"}, {"name": "access-line"}]}"""
                .formatted(product, customer, offering, site, characterised, characterised)));
  }

  /** The access node serves the sites whose ids begin so. */
  void serves(String node, String sites) {
    ok(
        control.put(
            "/sandbox/inventory/access-nodes",
            """
            {"node": "%s", "sites": "%s"}"""
                .formatted(node, sites)));
  }

  /** A trouble ticket about something that failed, of which Turnup is told. */
  void ticket(String id, String status, String resource) {
    ok(
        control.put(
            "/sandbox/network/tickets",
            """
            {"id": "%s", "status": "%s", "resource": "%s", "name": "the node is dark"}"""
                .formatted(id, status, resource)));
  }

  String ticketStatus(String id) {
    return list("/sandbox/network/tickets").stream()
        .filter(ticket -> ticket.path("id").asText().equals(id))
        .map(ticket -> ticket.path("status").asText())
        .findFirst()
        .orElse("");
  }

  void refuseCredit(String customer, String code, String reason) {
    ok(
        control.put(
            "/sandbox/billing/credit",
            """
            {"customer": "%s", "refused": true, "code": "%s", "reason": "%s"}"""
                .formatted(customer, code, reason)));
  }

  void fault(String system, String operation, String mode) {
    fault(system, operation, mode, "");
  }

  /**
   * @param more further members, {@code , "times": 1}
   */
  void fault(String system, String operation, String mode, String more) {
    ok(
        control.put(
            "/sandbox/" + system + "/faults",
            """
            {"operation": "%s", "mode": "%s"%s}"""
                .formatted(operation, mode, more)));
  }

  void clearFaults() {
    ok(control.delete("/sandbox/faults"));
  }

  void clearFaults(String system) {
    ok(control.delete("/sandbox/" + system + "/faults"));
  }

  /** Every effect that the system did for the order, in sequence. */
  List<Effect> effects(String system, String order) {
    List<Effect> effects = new ArrayList<>();
    JsonNode answer = Texts.json(ok(control.get("/sandbox/" + system + "/effects?order=" + order)));
    StreamSupport.stream(answer.spliterator(), false).map(Effect::new).forEach(effects::add);
    return effects;
  }

  /** The effects of one operation that were really done. */
  List<Effect> effects(String system, String order, String operation) {
    return effects(system, order).stream()
        .filter(effect -> effect.operation().equals(operation) && effect.count() > 0)
        .toList();
  }

  /** The visits that technicians are sent on for the order. */
  List<JsonNode> visits(String order) {
    return list("/sandbox/workforce/visits?order=" + order);
  }

  /** What is billed for the order. */
  List<JsonNode> bills(String order) {
    return list("/sandbox/billing/products?order=" + order);
  }

  /** Who holds capacity for the order in the inventory's own books, given back or not. */
  List<JsonNode> reservations(String order) {
    return list("/sandbox/inventory/reservations?order=" + order);
  }

  /** Who holds capacity, whoever it is. */
  List<JsonNode> reservations() {
    return list("/sandbox/inventory/reservations");
  }

  /** How much there is of what was ever held or said. */
  List<JsonNode> capacity() {
    return list("/sandbox/inventory/capacity");
  }

  /** The services that the network knows, and whether they really work. */
  List<JsonNode> services(String order) {
    return list("/sandbox/network/services?order=" + order);
  }

  /** Every request of this operation that reached the system for the order. */
  List<JsonNode> requests(String system, String order, String operation) {
    return list("/sandbox/" + system + "/requests?order=" + order).stream()
        .filter(request -> request.path("operation").asText().equals(operation))
        .toList();
  }

  /** Every request that reached the system, in the order they came. */
  List<JsonNode> requests(String system) {
    return list("/sandbox/" + system + "/requests");
  }

  /** The texts of mails to the order's customer with these words in their subject, oldest first. */
  List<String> mails(String order, String words) {
    return list("/sandbox/messaging/messages?order=" + order).stream()
        .filter(message -> message.path("channel").asText().equals("mail"))
        .filter(message -> message.path("subject").asText().contains(words))
        .map(message -> message.path("body").asText())
        .toList();
  }

  /** What reached the customer of the order by {@code mail} or {@code webhook}: the subjects. */
  List<String> told(String order, String channel) {
    return list("/sandbox/messaging/messages?order=" + order).stream()
        .filter(message -> message.path("channel").asText().equals(channel))
        .map(message -> message.path("subject").asText())
        .toList();
  }

  /** All that the system has told Turnup about the order, or will. */
  List<JsonNode> callbacks(String system, String order) {
    return list("/sandbox/" + system + "/callbacks").stream()
        .filter(callback -> callback.path("event").toString().contains(order))
        .toList();
  }

  private List<JsonNode> list(String path) {
    return StreamSupport.stream(Texts.json(ok(control.get(path))).spliterator(), false).toList();
  }

  /** Makes the service of this name really work, as somebody in the network would. */
  void setActive(String order, String specification) {
    String component =
        effects("network", order).stream()
            .filter(effect -> effect.specification().equals(specification))
            .findFirst()
            .orElseThrow()
            .component();
    ok(
        control.put(
            "/sandbox/network/state",
            """
            {"component": "%s", "active": true}"""
                .formatted(component)));
  }

  OffsetDateTime now() {
    return OffsetDateTime.parse(Texts.json(ok(control.get("/sandbox/clock"))).path("now").asText());
  }

  /** Walks the clock; answers when the time is reached and nothing is left to run. */
  void walk(Period period) {
    walk(period.toString());
  }

  void walk(Duration duration) {
    walk(duration.toString());
  }

  /** Lets everything run that can run now. */
  void settle() {
    walk(Duration.ofSeconds(1));
  }

  private void walk(String amount) {
    ok(control.post("/sandbox/clock", "{\"advance\": \"%s\"}".formatted(amount)));
  }

  private static String ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isBetween(200, 299);
    return answer.body();
  }

  /** One line of a system's books. */
  record Effect(JsonNode json) {

    String operation() {
      return json.path("operation").asText();
    }

    String component() {
      return json.path("component").asText();
    }

    /** The component's name in the catalogue. */
    String specification() {
      return json.path("specification").asText();
    }

    /** What it was asked under. */
    String key() {
      return json.path("key").asText();
    }

    String item() {
      return json.path("item").asText();
    }

    long sequence() {
      return json.path("sequence").asLong();
    }

    OffsetDateTime at() {
      return OffsetDateTime.parse(json.path("at").asText());
    }

    LocalDate effectiveDate() {
      return LocalDate.parse(json.path("effectiveDate").asText().substring(0, 10));
    }

    /** How often it was asked for. */
    int requests() {
      return json.path("requests").asInt();
    }

    /** How often it was done. */
    int count() {
      return json.path("effects").asInt();
    }
  }
}
