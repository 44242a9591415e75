package dev.turnup.engine.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.Deployments;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** A new kind of service, a router by mail, is launched by a model and two tables alone. */
class NewServiceTest extends Scenario {

  private static final String PRODUCTS = "decisions/decompose-product.dmn";
  private static final String COMPONENTS = "decisions/component-specification.dmn";

  @BeforeEach
  void launch() throws IOException {
    deploy("models/equipment-shipment.bpmn", text("models/equipment-shipment.bpmn"));
    deploy(
        COMPONENTS,
        withRule(
            COMPONENTS,
            "MailedRouter",
            Map.of("Component", "\"mailed-router\""),
            cells(
                "Kind", "\"CFS\"",
                "CapacityResource", "\"\"",
                "Units", "\"1\"",
                "SiteVisit", "false",
                "Skill", "\"\"",
                "DurationMinutes", "0",
                "LeadTimeHours", "48",
                "ActivationProcess", "\"equipment-shipment\"",
                "ReliesOn", "\"\"",
                "PointOfNoReturn", "\"none\"",
                "Billable", "true",
                "ChargingMode", "\"postpaid\"",
                "Reversal", "\"none\"")));
    deploy(
        PRODUCTS,
        withRule(
            PRODUCTS,
            "RouterByMail",
            cells(
                "Offering", "\"router-by-mail\"",
                "Specification", "",
                "Action", "\"add\""),
            cells(
                "Component", "\"mailed-router\"",
                "Quantity", "1",
                "SharedWithin", "\"item\"",
                "Characteristics", "null")));
  }

  @AfterEach
  void takeBack() throws IOException {
    deploy(PRODUCTS, text(PRODUCTS));
    deploy(COMPONENTS, text(COMPONENTS));
  }

  @Test
  void shipsActivatesAndBillsWhatAnAnalystInvented() {
    String order = place(routerByMail());

    awaitState(order, "completed");

    assertThat(shipments(order))
        .singleElement()
        .satisfies(shipment -> assertThat(shipment.count()).isEqualTo(1));
    assertThat(happened(order))
        .containsSubsequence(
            List.of("decomposed", "activated", "verified", "recorded", "billed", "completed"));
  }

  @Test
  void waitsUntilTheSystemSaysThatItIsShipped() {
    sandbox.fault("workforce", "workforce.perform-operation", "late-callback");
    String order = place(routerByMail());
    eventually(() -> waiting(order), 1);
    assertThat(happened(order)).doesNotContain("activated");

    sandbox.walk(Duration.ofMinutes(2));
    awaitState(order, "completed");

    assertThat(shipments(order))
        .singleElement()
        .satisfies(
            shipment -> {
              assertThat(shipment.count()).isEqualTo(1);
              assertThat(shipment.requests()).isEqualTo(1);
            });
  }

  private ObjectNode routerByMail() {
    ObjectNode order = sample("mobile-line");
    ((ObjectNode) order.at("/productOrderItem/0/productOffering"))
        .put("id", "router-by-mail")
        .put("name", "Router by mail");
    return order;
  }

  private List<SandboxControl.Effect> shipments(String order) {
    return sandbox.effects("workforce", order, "workforce.perform-operation");
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

  private void deploy(String path, String model) {
    HttpResponse<String> answer =
        new Deployments(base())
            .deploy("analyst", Map.of(path.substring(path.indexOf('/') + 1), model));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String withRule(
      String table, String name, Map<String, String> inputs, Map<String, String> outputs)
      throws IOException {
    StringBuilder rule = new StringBuilder();
    rule.append("<rule id=\"Rule_%s\"><description>Sent by mail.</description>".formatted(name));
    inputs.forEach((cell, value) -> rule.append(cell("inputEntry", "Input", name + cell, value)));
    outputs.forEach(
        (cell, value) -> rule.append(cell("outputEntry", "Output", name + cell, value)));
    return text(table).replace("</decisionTable>", rule + "</rule></decisionTable>");
  }

  private static String cell(String element, String kind, String name, String value) {
    return "<%1$s id=\"%2$sEntry_%3$s\"><text>%4$s</text></%1$s>"
        .formatted(element, kind, name, value);
  }

  /** The cells of a rule in their order, as name, value, name, value … */
  private static Map<String, String> cells(String... namesAndValues) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      cells.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return cells;
  }

  private static String text(String resource) throws IOException {
    return new ClassPathResource(resource).getContentAsString(UTF_8);
  }
}
