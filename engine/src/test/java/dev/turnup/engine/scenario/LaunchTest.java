package dev.turnup.engine.scenario;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.turnup.engine.Deployments;
import dev.turnup.engine.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/**
 * A product with a kind of work that nobody thought of, the porting of a number, is launched on the
 * running application by rows and a model. Whoever hands the number over is the worst of peers.
 */
class LaunchTest extends Scenario {

  private static final String OFFERING = "keep-your-number";
  private static final String COMPONENT = "ported-number";

  /** What the model must wait for, and what waits for the model. */
  private static final String RESERVATION = "number-reservation";

  private static final String GREETING = "number-greeting";
  private static final String MODEL = "number-porting";
  private static final String OPERATION = "port-number";
  private static final String PRODUCTS = "decompose-product.dmn";
  private static final String CHARACTERISTICS = "offering-characteristics.dmn";
  private static final String COMPONENTS = "component-specification.dmn";

  @Autowired private Environment settings;

  private WireMockServer donor;

  @BeforeEach
  void knowsWhereTheDonorWillBe() {
    URI address = URI.create(settings.getRequiredProperty("connectors.network.operations-url"));
    donor = new WireMockServer(WireMockConfiguration.options().port(address.getPort()));
  }

  @AfterEach
  void takesEverythingBack() throws IOException {
    donor.stop();
    deploy(
        Map.of(
            PRODUCTS, Tables.bundled(PRODUCTS),
            CHARACTERISTICS, Tables.bundled(CHARACTERISTICS),
            COMPONENTS, Tables.bundled(COMPONENTS)));
  }

  @Test
  void sellsAndBillsWhatNoLineOfCodeKnows() throws IOException {
    isNamedNowhereInTheProduct();
    deploy(
        Map.ofEntries(
            Map.entry(PRODUCTS, products()),
            Map.entry(CHARACTERISTICS, characteristics()),
            Map.entry(COMPONENTS, components("postpaid")),
            Map.entry(MODEL + ".bpmn", model())));
    String early = place(wish("CUST-early", "+49401234567"));
    eventually(() -> stateOfCall(early), "unavailable");
    assertThat(active(early)).containsExactly(RESERVATION);
    ObjectNode incomplete = wish("CUST-held", "");
    ((ArrayNode) incomplete.at("/productOrderItem/0/product/productCharacteristic")).remove(0);
    String held = place(incomplete);
    JsonNode repair = awaitTask("orderdesk", held, "Task_RepairOrder");
    isUndoneAtAPrice(place(wish("CUST-gone", "+49401111111")));

    donor.start();
    hangsUpTalksNonsenseForgetsAndThenTakesItOn();
    sandbox.walk(Duration.ofMinutes(3));
    assertThat(waiting(early)).isEqualTo(1);
    assertThat(asked(early)).hasSize(2);
    saysWhatMattersToNobody(early);
    JsonNode denied = cancel(early);
    eventually(() -> cancellation(denied).path("state").asText(), "terminatedWithError");
    assertThat(cancellation(denied).at("/errorMessage/0/message").asText())
        .isEqualTo("past the point of no return: " + COMPONENT);

    // what is changed now is for whoever orders from now on
    deploy(
        Map.of(
            COMPONENTS,
            components("prepaid"),
            MODEL + ".bpmn",
            model().replace(">normal<", ">high<")));
    String late = place(wish("CUST-late", "+49407654321"));
    eventually(() -> waiting(late), 1);
    String event = answer(late);
    assertThat(tell("network", event)).isEqualTo(201);
    assertThat(tell("network", event)).isEqualTo(200);
    assertThat(tell("network", answer(late))).isEqualTo(201);
    awaitState(late, "completed");

    // and who waited at the order desk is decomposed only now
    complete(
        "orderdesk",
        repair,
        Map.of(
            "repairDecision", "correct",
            "changedAttribute", "characteristic",
            "changedCharacteristic", "number",
            "changedValue", "+49405550123"));
    eventually(() -> waiting(held), 1);
    assertThat(tell("network", answer(held))).isEqualTo(201);
    awaitState(held, "completed");

    // long overdue, it is asked for and not ordered again
    sandbox.walk(Duration.ofHours(5));
    assertThat(waiting(early)).isEqualTo(1);
    assertThat(tell("network", answer(early))).isEqualTo(201);
    awaitState(early, "completed");
    assertThat(tell("network", answer(early))).isEqualTo(201);

    assertThat(asked(early)).hasSize(2);
    assertThat(keys(early)).hasSize(1);
    assertThat(asked(late)).hasSize(1);
    assertThat(attributes(early).path("number").asText()).isEqualTo("+49401234567");
    assertThat(attributes(early).path("donor").asText()).isEqualTo("Elbe Telecom");
    assertThat(attributes(early).path("urgency").asText()).isEqualTo("normal");
    assertThat(attributes(late).path("urgency").asText()).isEqualTo("high");
    assertThat(version(early)).isLessThan(version(late));
    assertThat(chargingMode(early)).isEqualTo("postpaid");
    assertThat(chargingMode(late)).isEqualTo("prepaid");
    assertThat(chargingMode(held)).isEqualTo("postpaid");
    for (String order : List.of(early, late, held)) {
      assertThat(active(order)).containsExactly(RESERVATION, COMPONENT, GREETING);
      assertThat(happened(order))
          .doesNotContain("fell-out")
          .containsSubsequence(
              "decomposed", "activated", "verified", "recorded", "billed", "completed");
    }
  }

  /** Of what is not begun nothing is left, and what is switched on is switched off again. */
  private void isUndoneAtAPrice(String order) {
    eventually(() -> stateOfCall(order), "unavailable");
    JsonNode asked = cancel(order);
    awaitState(order, "cancelled");

    assertThat(cancellation(asked).path("state").asText()).isEqualTo("done");
    assertThat(cancellation(asked).path("charge").asText()).isEqualTo(RESERVATION);
    assertThat(happened(order))
        .containsSubsequence(
            "recorded", "deactivated", "retired", "cancellation-charged", "cancelled");
    assertThat(sandbox.effects("network", order, "network.deactivate-service"))
        .singleElement()
        .satisfies(deactivation -> assertThat(deactivation.count()).isEqualTo(1));
    assertThat(sandbox.effects("billing", order, "billing.charge-visit"))
        .singleElement()
        .satisfies(charge -> assertThat(charge.count()).isEqualTo(1));
    assertThat(
            rows(
                "select specification || ' ' || state from turnup.component"
                    + " where order_id = ? and action = 'cease'",
                order))
        .containsExactly(RESERVATION + " ceased");
  }

  private JsonNode cancel(String order) {
    HttpResponse<String> answer =
        as("crm")
            .post(
                "/tmf-api/productOrderingManagement/v4/cancelProductOrder",
                "{\"productOrder\": {\"id\": \"%s\"}}".formatted(order));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Texts.json(answer.body());
  }

  private JsonNode cancellation(JsonNode asked) {
    return Texts.json(
        as("crm").get(asked.path("href").asText() + "?fields=state,errorMessage,charge").body());
  }

  private static void isNamedNowhereInTheProduct() throws IOException {
    for (Path sources : mainSources()) {
      try (Stream<Path> files = Files.walk(sources)) {
        assertThat(files.filter(Files::isRegularFile).filter(LaunchTest::knowsIt)).isEmpty();
      }
    }
  }

  private static boolean knowsIt(Path file) {
    String all = file + read(file);
    return Stream.of(OFFERING, COMPONENT, RESERVATION, GREETING, MODEL, OPERATION)
        .anyMatch(all::contains);
  }

  private static List<Path> mainSources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      List<Path> sources =
          modules.map(module -> module.resolve("src/main")).filter(Files::exists).toList();
      assertThat(sources).hasSizeGreaterThanOrEqualTo(4);
      return sources;
    }
  }

  /** Byte for byte, whatever it holds. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String products() throws IOException {
    String table = Tables.bundled(PRODUCTS);
    for (String component : List.of(RESERVATION, COMPONENT, GREETING)) {
      table =
          Tables.withRow(
              table,
              rule(component),
              Map.of(
                  "offering", quoted(OFFERING),
                  "action", quoted("add"),
                  "component", quoted(component),
                  "quantity", "1",
                  "sharedWithin", quoted("item")));
    }
    return table;
  }

  private static String characteristics() throws IOException {
    String withNumber = withCharacteristic(Tables.bundled(CHARACTERISTICS), "number");
    return withCharacteristic(withNumber, "donor");
  }

  private static String withCharacteristic(String table, String name) {
    return Tables.withRow(
        table,
        "Ported" + name,
        Map.of(
            "offering", quoted(OFFERING),
            "characteristic", quoted(name),
            "mandatory", "true",
            "valueType", quoted("text"),
            "allowed", quoted("")));
  }

  private static String components(String chargingMode) throws IOException {
    String around =
        component(
            component(
                Tables.bundled(COMPONENTS), RESERVATION, "service-activation", "", "", "soft"),
            GREETING,
            "service-activation",
            COMPONENT + " (activated)",
            "",
            "none");
    return component(around, COMPONENT, MODEL, RESERVATION, chargingMode, "hard");
  }

  private static String component(
      String table,
      String component,
      String model,
      String reliesOn,
      String chargingMode,
      String pointOfNoReturn) {
    return Tables.withRow(
        table,
        rule(component),
        Map.ofEntries(
            Map.entry("component", quoted(component)),
            Map.entry("kind", quoted("CFS")),
            Map.entry("capacityResource", quoted("")),
            Map.entry("units", quoted("1")),
            Map.entry("siteVisit", "false"),
            Map.entry("skill", quoted("")),
            Map.entry("durationMinutes", "0"),
            Map.entry("leadTimeHours", "8"),
            Map.entry("activationProcess", quoted(model)),
            Map.entry("reliesOn", quoted(reliesOn)),
            Map.entry("pointOfNoReturn", quoted(pointOfNoReturn)),
            Map.entry("billable", String.valueOf(!chargingMode.isEmpty())),
            Map.entry("chargingMode", quoted(chargingMode)),
            Map.entry("reversal", quoted("cease"))));
  }

  /** {@code PortedNumber}. */
  private static String rule(String component) {
    return Stream.of(component.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(joining());
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String model() throws IOException {
    return new ClassPathResource("models/" + MODEL + ".bpmn").getContentAsString(UTF_8);
  }

  private void deploy(Map<String, String> files) {
    HttpResponse<String> answer = new Deployments(base()).deploy("analyst", files);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private ObjectNode wish(String customer, String number) {
    ObjectNode order = sample("mobile-line");
    ((ObjectNode) order.at("/relatedParty/0")).put("id", customer + "-" + UUID.randomUUID());
    ((ObjectNode) order.at("/productOrderItem/0/productOffering"))
        .put("id", OFFERING)
        .put("name", "Keep your number");
    ((ObjectNode) order.at("/productOrderItem/0/product"))
        .putArray("productCharacteristic")
        .add(Texts.json("{\"name\": \"number\", \"value\": \"%s\"}".formatted(number)))
        .add(Texts.json("{\"name\": \"donor\", \"value\": \"Elbe Telecom\"}"));
    return order;
  }

  private void hangsUpTalksNonsenseForgetsAndThenTakesItOn() {
    String inProgress = "{\"id\": \"P-1\", \"state\": \"inProgress\"}";
    ResponseDefinitionBuilder takenOn = jsonResponse(inProgress, 202);
    stub(
        post(anything()),
        STARTED,
        aResponse().withFixedDelay(300).withFault(Fault.EMPTY_RESPONSE),
        "hung up");
    stub(
        get(anything()),
        "hung up",
        ok("<html>").withHeader("Content-Type", "text/html"),
        "babbled");
    stub(get(anything()), "babbled", okJson("[]"), "forgot");
    stub(post(anything()), "forgot", takenOn, "took it on");
    stub(post(anything()), "took it on", takenOn, "took it on");
    stub(get(anything()), "took it on", okJson("[" + inProgress + "]"), "took it on");
  }

  private void stub(
      MappingBuilder asked, String before, ResponseDefinitionBuilder answer, String after) {
    donor.stubFor(
        asked
            .inScenario("donor")
            .whenScenarioStateIs(before)
            .willReturn(answer)
            .willSetStateTo(after));
  }

  private static com.github.tomakehurst.wiremock.matching.UrlPattern anything() {
    return urlPathMatching("/partner");
  }

  /** Strangers, nonsense and answers to other questions. */
  private void saysWhatMattersToNobody(String order) {
    String right = answer(order);

    assertThat(tell("network", "{")).isEqualTo(400);
    assertThat(tellAs("a stranger", "network", right)).isEqualTo(401);
    assertThat(tell("billing", right)).isEqualTo(201);
    assertThat(tell("network", right.replace(onlyKey(order), "another:call"))).isEqualTo(201);
    assertThat(tell("network", answer(order).replace("\"done\"", "\"perhaps\""))).isEqualTo(400);

    sandbox.walk(Duration.ZERO);
    assertThat(waiting(order)).isEqualTo(1);
  }

  /** That the number is ours, in a message of its own. */
  private String answer(String order) {
    return """
        {"eventId": "%s", "eventType": "operation-answered",
         "event": {"orderId": "%s", "idempotencyKey": "%s", "state": "done", "portedOn": "2026-12-01"}}"""
        .formatted(UUID.randomUUID(), order, onlyKey(order));
  }

  private int tell(String system, String message) {
    return tellAs(
        settings.getRequiredProperty("connectors." + system + ".callback-secret"), system, message);
  }

  private int tellAs(String secret, String system, String message) {
    return anonymous()
        .post("/callbacks/" + system, message, "X-Callback-Secret", secret)
        .statusCode();
  }

  private List<LoggedRequest> asked(String order) {
    return donor.findAll(postRequestedFor(anything())).stream()
        .filter(request -> request.getBodyAsString().contains(quoted(order)))
        .toList();
  }

  private List<String> keys(String order) {
    return asked(order).stream()
        .map(request -> request.getHeader("Idempotency-Key"))
        .distinct()
        .toList();
  }

  private String onlyKey(String order) {
    return keys(order).stream().collect(joining());
  }

  private JsonNode attributes(String order) {
    return asked(order).stream()
        .map(request -> Texts.json(request.getBodyAsString()).path("attributes"))
        .distinct()
        .reduce(
            (one, other) -> {
              throw new AssertionError("asked for " + one + " and for " + other);
            })
        .orElseThrow();
  }

  private String chargingMode(String order) {
    List<JsonNode> bills = sandbox.bills(order);
    assertThat(bills).hasSize(1);
    assertThat(bills.get(0).at("/productOffering/id").asText()).isEqualTo(OFFERING);
    return bills.get(0).at("/billingAccount/paymentMode").asText();
  }

  private int version(String order) {
    return count(
        """
        select d.version_
          from act_hi_procinst p
          join act_re_procdef d on d.id_ = p.proc_def_id_
         where p.business_key_ = ? and p.proc_def_key_ = ?
        """,
        order,
        MODEL);
  }

  /** The components that are active, in the sequence in which they became so. */
  private List<String> active(String order) {
    return rows(
        """
        select c.specification
          from turnup.order_event e
          join turnup.component c on c.id = e.component_id
         where e.order_id = ? and e.kind = 'recorded'
         order by e.sequence
        """,
        order);
  }

  private String stateOfCall(String order) {
    return String.join(
        ", ",
        rows(
            "select state from turnup.outbound_call where order_id = ? and topic like '%.perform-operation'",
            order));
  }

  private int waiting(String order) {
    return count(
        """
        select count(*)
          from act_ru_event_subscr s
          join act_ru_execution e on e.id_ = s.proc_inst_id_
         where e.business_key_ = ? and s.event_name_ = 'operation-answered'
        """,
        order);
  }
}
