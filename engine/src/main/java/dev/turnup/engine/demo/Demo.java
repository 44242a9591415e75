package dev.turnup.engine.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Places sample orders, walks the sandbox clock through the days that they wait, does the
 * technician's task of the first, and leaves another at <i>Install on site</i> for whoever watches.
 */
final class Demo {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final String INSTALLED = "triple-play";
  private static final String MOBILE = "mobile-line";
  private static final String LATE = "triple-play-late-bandwidth";
  private static final List<String> SAMPLES = List.of(INSTALLED, MOBILE, LATE);

  private static final int DAYS_AT_MOST = 30;

  private final URI base;
  private final Visitor crm;
  private final Visitor technician;
  private final Visitor operator;
  private final Visitor control;
  private final PrintStream out;
  private final Map<String, Long> shown = new LinkedHashMap<>();

  /**
   * @param base where Turnup listens
   * @param control where the sandbox's control listens
   */
  Demo(URI base, URI control, PrintStream out) {
    this.base = base;
    this.crm = Visitor.named(base, "crm");
    this.technician = Visitor.named(base, "technician");
    this.operator = Visitor.named(base, "operator");
    this.control = Visitor.anonymous(control);
    this.out = out;
  }

  void run() {
    Map<String, String> before = placedBefore();
    out.println();
    out.println("Turnup places three orders with itself, as a CRM would:");
    String first = before.computeIfAbsent(INSTALLED, this::place);
    out.println("  " + first + "  a triple play with the bandwidth there");
    String mobile = before.computeIfAbsent(MOBILE, this::place);
    out.println("  " + mobile + "  a mobile line, which needs nobody");
    String late = before.computeIfAbsent(LATE, this::placeWithLateBandwidth);
    out.println("  " + late + "  a triple play wanted in 5 days, and its bandwidth comes in 12");
    out.println();
    List.of(first, mobile, late).forEach(number -> shown.put(number, 0L));
    walkUntilEnded(List.of(first, mobile), first);
    walkUntilVisit(late);
    sayWhatNow(first, late);
  }

  /** Number by sample, of what an earlier start placed. */
  private Map<String, String> placedBefore() {
    Map<String, String> numbers = new LinkedHashMap<>();
    String theirs = SAMPLES.stream().map(Demo::externalId).collect(Collectors.joining(","));
    for (JsonNode order : crm.get(ORDERS + "?fields=externalId&externalId=" + theirs)) {
      SAMPLES.stream()
          .filter(sample -> order.path("externalId").asText().equals(externalId(sample)))
          .forEach(sample -> numbers.put(sample, order.path("id").asText()));
    }
    return numbers;
  }

  private String placeWithLateBandwidth(String sample) {
    Map<String, Object> fact =
        Map.of(
            "site",
            site(sample(sample)),
            "resource",
            "bandwidth",
            "units",
            10_000,
            "availableFrom",
            today().plusDays(12).toString());
    control.send("PUT", "/sandbox/inventory/capacity", fact, Map.of());
    return place(sample);
  }

  private String place(String sample) {
    ObjectNode order = sample(sample).deepCopy();
    order.put("externalId", externalId(sample));
    return crm.post(ORDERS, order).path("id").asText();
  }

  private static String externalId(String sample) {
    return "demo-" + sample;
  }

  private JsonNode sample(String name) {
    return control.get("/sandbox/samples/{name}", name);
  }

  private static String site(JsonNode order) {
    return order.findValues("place").stream()
        .flatMap(
            place ->
                place instanceof ArrayNode places
                    ? StreamSupport.stream(places.spliterator(), false)
                    : Stream.of(place))
        .map(place -> place.path("id").asText())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the sample has no place"));
  }

  private LocalDate today() {
    return now().toLocalDate();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.parse(control.get("/sandbox/clock").path("now").asText());
  }

  private void walkUntilEnded(List<String> orders, String installed) {
    settle();
    walkUntilVisit(installed);
    visitTask(installed).ifPresent(this::install);
    settle();
    for (int day = 0; day < DAYS_AT_MOST && !orders.stream().allMatch(this::hasEnded); day++) {
      walk(Duration.ofDays(1));
    }
  }

  /** Walks until the visit's time has come: not past it, or the visit would be overdue. */
  private void walkUntilVisit(String order) {
    for (int day = 0; day < DAYS_AT_MOST; day++) {
      Optional<Duration> wait = visitTask(order).map(this::untilVisit);
      if (wait.isEmpty() || wait.get().isNegative() || wait.get().isZero()) {
        return;
      }
      Duration oneDay = Duration.ofDays(1);
      walk(wait.get().compareTo(oneDay) < 0 ? wait.get() : oneDay);
    }
  }

  private void walk(Duration time) {
    advance(time);
    out.println(
        "            … the sandbox clock says "
            + now().toString().substring(0, 16).replace('T', ' '));
    settle();
  }

  private void advance(Duration time) {
    control.post("/sandbox/clock", Map.of("advance", time.toString()));
  }

  /** Lets everything run that can run now, and prints what happened. */
  private void settle() {
    advance(Duration.ZERO);
    for (Map.Entry<String, Long> order : shown.entrySet()) {
      for (JsonNode entry :
          operator.get(
              "/operations/orders/{number}/timeline?after={after}",
              order.getKey(),
              order.getValue())) {
        order.setValue(entry.path("sequence").asLong());
        if (!entry.path("kind").asText().equals("item-state-changed")) {
          out.printf(
              "%s  %s  %-22s %s%n",
              order.getKey(),
              entry.path("at").asText().substring(0, 16).replace('T', ' '),
              entry.path("kind").asText(),
              entry.path("text").asText());
        }
      }
    }
  }

  private boolean hasEnded(String order) {
    return List.of("completed", "partial", "failed", "rejected", "cancelled")
        .contains(crm.get(ORDERS + "/{id}", order).path("state").asText());
  }

  private Optional<JsonNode> visitTask(String order) {
    JsonNode tasks =
        technician.get(
            "/engine-rest/task?taskDefinitionKey=Task_InstallOnSite&processInstanceBusinessKey={order}&maxResults=5",
            order);
    return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(0));
  }

  private Duration untilVisit(JsonNode task) {
    OffsetDateTime due =
        OffsetDateTime.parse(
            task.path("due").asText().replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"));
    return Duration.between(now(), due.minusMinutes(10));
  }

  private void install(JsonNode task) {
    out.println("            … the technician is on site and completes the form");
    technician.post(
        "/engine-rest/task/" + task.path("id").asText() + "/submit-form",
        Map.of(
            "variables",
            Map.of(
                "visitOutcome", Map.of("value", "done"),
                "visitRemark", Map.of("value", "installed in the hall"))));
  }

  private void sayWhatNow(String first, String late) {
    out.println();
    if (visitTask(late).isPresent()) {
      out.println("Your turn: " + late + " waits at \"Install on site\".");
    } else if (hasEnded(late)) {
      out.println("Order " + late + " has ended; here is where to look:");
    } else {
      out.println("Order " + late + " waits for something else; its page says why:");
    }
    out.println(
        "  1. Tasklist        " + base + "/camunda/app/tasklist/  as technician / technician:");
    out.println("                     claim \"Install on site\", choose \"done\", complete.");
    out.println(
        "  2. Order page      "
            + base
            + "/orders/"
            + late
            + "  as operator / operator: see it end.");
    out.println("     a finished one  " + base + "/orders/" + first);
    out.println("  3. Cockpit         " + base + "/camunda/app/cockpit/  as operator / operator");
    out.println(
        "  4. API             "
            + base
            + "/tmf-api/productOrderingManagement/v4/productOrder  as crm / crm");
    out.println(
        "Each password is the user's name: crm, orderdesk, planner, dispatcher, technician, fallout,");
    out.println(
        "supervisor, analyst, operator, admin. Stop with Ctrl-C; the next start finds these orders again.");
    out.println();
  }
}
