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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    out.println();
    Map<String, String> before = placedBefore();
    if (before.size() == SAMPLES.size()) {
      out.println("The demo's orders are there from an earlier start:");
      before.forEach((sample, number) -> out.println("  " + number + "  " + sample));
      out.println("Start with another --turnup.data-directory=… to see the demo again.");
      sayWhatNow(before.get(INSTALLED), before.get(LATE));
      return;
    }
    out.println("Turnup places three orders with itself, as a CRM would:");
    String first = place(INSTALLED, "a triple play with the bandwidth there");
    String mobile = place(MOBILE, "a mobile line, which needs nobody");
    String late = placeWithLateBandwidth();
    out.println();
    walkUntilEnded(List.of(first, mobile), first);
    walkUntilVisit(late);
    sayWhatNow(first, late);
  }

  /** Number by sample, of what an earlier start placed. */
  private Map<String, String> placedBefore() {
    Map<String, String> numbers = new LinkedHashMap<>();
    for (JsonNode order : crm.get(ORDERS + "?limit=100")) {
      SAMPLES.stream()
          .filter(sample -> order.path("externalId").asText().equals(externalId(sample)))
          .forEach(sample -> numbers.put(sample, order.path("id").asText()));
    }
    return numbers;
  }

  private String placeWithLateBandwidth() {
    String day12 = today().plusDays(12).toString();
    control.send(
        "PUT",
        "/sandbox/inventory/capacity",
        Map.of(
            "site",
            site(sample(LATE)),
            "resource",
            "bandwidth",
            "units",
            10_000,
            "availableFrom",
            day12),
        Map.of());
    return place(LATE, "a triple play wanted in 5 days, and its bandwidth comes on " + day12);
  }

  private String place(String sample, String what) {
    ObjectNode order = sample(sample).deepCopy();
    order.put("externalId", externalId(sample));
    String number = crm.post(ORDERS, order).path("id").asText();
    shown.put(number, 0L);
    out.println("  " + number + "  " + what);
    return number;
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
                    ? java.util.stream.StreamSupport.stream(places.spliterator(), false)
                    : java.util.stream.Stream.of(place))
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
    control.post("/sandbox/clock", Map.of("advance", time.toString()));
    out.println(
        "            … the sandbox clock says "
            + now().toString().substring(0, 16).replace('T', ' '));
    settle();
  }

  /** Prints what happens until nothing has happened for a while. */
  private void settle() {
    long until = System.nanoTime() + PATIENCE.toNanos();
    int quiet = 0;
    while (quiet < 6 && System.nanoTime() < until) {
      quiet = printNews() ? 0 : quiet + 1;
      pause();
    }
  }

  private boolean printNews() {
    boolean news = false;
    for (Map.Entry<String, Long> order : shown.entrySet()) {
      for (JsonNode entry :
          operator.get(
              "/operations/orders/{number}/timeline?after={after}",
              order.getKey(),
              order.getValue())) {
        news = true;
        order.setValue(entry.path("sequence").asLong());
        out.printf(
            "%s  %s  %-22s %s%n",
            order.getKey(),
            entry.path("at").asText().substring(0, 16).replace('T', ' '),
            entry.path("kind").asText(),
            entry.path("text").asText());
      }
    }
    return news;
  }

  private void pause() {
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the demo was interrupted", e);
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
    out.println(
        hasEnded(late)
            ? "Order " + late + " has ended; here is where to look:"
            : "Your turn: " + late + " waits at \"Install on site\".");
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
