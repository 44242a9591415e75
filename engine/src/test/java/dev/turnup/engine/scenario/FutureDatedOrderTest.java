package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** An order that is wanted in a month: what it would be, its plan, and its wait. */
class FutureDatedOrderTest extends Scenario {

  private static final String TIMERS =
      """
        select j.duedate_::text
          from act_ru_job j
          join act_ru_execution e
            on e.id_ = j.process_instance_id_
         where e.business_key_ = ?
           and j.handler_cfg_ like 'BoundaryEvent_StartDateReached%'""";

  private static final String JOBS =
      """
        select j.handler_type_
          from act_ru_job j
          join act_ru_execution e
            on e.id_ = j.process_instance_id_
         where e.business_key_ = ?""";

  @Test
  void isPlannedAtOnceAndStartedNoSoonerThanItHasToBe() {
    ObjectNode sample = sample("triple-play");
    LocalDate wanted = sandbox.now().toLocalDate().plusDays(40);
    requestCompletion(sample, wanted);

    JsonNode preview = Texts.json(preview(sample).body());
    String order = place(sample);
    eventually(() -> rows(TIMERS, order).size(), 1);

    assertThat(rows(JOBS, order)).as("all that its wait costs").containsExactly("timer-transition");

    JsonNode first = plan(order, "");
    showsWhatIsMadeWhenAndAfterWhat(first, siteOf(sample));
    assertThat(LocalDate.parse(first.path("start").asText().substring(0, 10)))
        .isBetween(wanted.minusDays(12), wanted.minusDays(3));
    assertThat(promised(order)).isBetween(wanted.minusDays(12), wanted);
    assertThat(first.path("version").asInt()).isEqualTo(1);
    assertThat(first.path("why").asText()).isEqualTo("planned");
    assertThat(names(first)).isEqualTo(names(preview.path("plan")));
    assertThat(critical(first)).contains("access-line", "ont", "router");
    assertThat(sandbox.effects("workforce", order)).isEmpty();
    assertThat(entries(order, "start-planned")).hasSize(1);
    assertThat(as("operator").get("/orders/" + order).body())
        .contains("Await start", "Starts", "/operations/orders/" + order + "/plan?format=svg");

    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, wanted.minusDays(1));
    eventually(() -> plan(order, "").path("version").asInt() >= 2, true);
    eventually(() -> rows(TIMERS, order).isEmpty(), true);
    JsonNode second = plan(order, "?version=2");
    assertThat(second.path("why").asText()).isEqualTo("capacity-moved");
    assertThat(plan(order, "?version=1").path("projectedEnd"))
        .isEqualTo(first.path("projectedEnd"));
    assertThat(second.path("projectedEnd").asText())
        .isGreaterThan(first.path("projectedEnd").asText());
    eventually(() -> entries(order, "promised").size(), 2);

    isDrawn(order);
    cancel(order);
    awaitState(order, "cancelled");
    assertThat(sandbox.effects("network", order)).isEmpty();
  }

  @Test
  void waitsForAnotherTimerWhenItIsWantedAtAnotherTime() {
    ObjectNode sample = sample("mobile-line");
    LocalDate wanted = sandbox.now().toLocalDate().plusDays(30);
    requestCompletion(sample, wanted);
    String order = place(sample);
    eventually(() -> rows(TIMERS, order).size(), 1);
    String before = rows(TIMERS, order).get(0);

    ObjectNode later = sample.objectNode();
    requestCompletion(later, wanted.plusDays(20));
    assertThat(as("crm").send("PATCH", ORDERS + "/" + order, later.toString()).statusCode())
        .isEqualTo(200);

    eventually(() -> rows(TIMERS, order).stream().anyMatch(due -> due.compareTo(before) > 0), true);
    assertThat(plan(order, "").path("why").asText()).isEqualTo("replanned");
    assertThat(promised(order)).isBetween(wanted.plusDays(14), wanted.plusDays(20));

    walkTo(sandbox.now().plusDays(51));
    awaitState(order, "completed");
    LocalDate billed =
        sandbox.effects("billing", order, "billing.start-billing").get(0).effectiveDate();
    assertThat(billed).isBetween(wanted.plusDays(14), wanted.plusDays(20));
  }

  @Test
  void isPreviewedWithEverythingThatStandsInItsWay() {
    int before = count("select count(*) from turnup.product_order");
    ObjectNode circle = sample("triple-play");
    List<JsonNode> items =
        StreamSupport.stream(circle.at("/productOrderItem/0/productOrderItem").spliterator(), false)
            .toList();
    relyOn((ObjectNode) items.get(0), "1.2");
    relyOn((ObjectNode) items.get(1), "1.1");

    JsonNode refused = Texts.json(preview(circle).body());
    JsonNode valid = Texts.json(preview(sample("triple-play")).body());

    assertThat(refused.path("verdict").asText()).isEqualTo("invalid");
    assertThat(refused.at("/findings/0/code").asText()).isEqualTo("cyclic-relation");
    assertThat(refused.at("/findings/0/detail").asText()).isEqualTo("1.1 → 1.2 → 1.1");
    assertThat(refused.at("/plan/components")).isEmpty();
    assertThat(valid.path("verdict").asText()).isEqualTo("valid");
    assertThat(valid.at("/plan/components/0/capacity").asText()).isEqualTo("unknown");
    assertThat(valid.at("/plan/projectedEnd").asText()).isNotEmpty();
    assertThat(
            as("crm").post("/operations/orders/preview", "{\"productOrderItem\": []}").statusCode())
        .isEqualTo(400);
    assertThat(as("technician").post("/operations/orders/preview", circle.toString()).statusCode())
        .isEqualTo(200);
    assertThat(count("select count(*) from turnup.product_order")).isEqualTo(before);
  }

  private static void showsWhatIsMadeWhenAndAfterWhat(JsonNode plan, String site) {
    Map<String, JsonNode> components = new HashMap<>();
    plan.path("components").forEach(each -> components.put(each.path("name").asText(), each));
    assertThat(components)
        .containsOnlyKeys("access-line", "ont", "router", "internet-access", "iptv", "voice-line");
    for (String service : List.of("internet-access", "iptv", "voice-line")) {
      assertThat(needs(components.get(service)))
          .containsExactlyInAnyOrder("access-line active", "ont active", "router active");
    }
    assertThat(needs(components.get("router"))).containsExactly("ont active");
    assertThat(needs(components.get("ont"))).containsExactly("access-line active");
    assertThat(needs(components.get("access-line"))).isEmpty();
    components.forEach(
        (name, component) -> {
          assertThat(component.path("state").asText()).as(name).isEqualTo("planned");
          assertThat(component.path("delivery").asInt()).as(name).isEqualTo(1);
          assertThat(start(component)).as(name).isBetween(at(plan, "start"), end(component));
          component
              .path("reliesOn")
              .forEach(
                  need -> {
                    JsonNode needed = components.get(need.path("name").asText());
                    assertThat(need.path("component")).isEqualTo(needed.path("id"));
                    assertThat(start(component)).as(name).isAfterOrEqualTo(end(needed));
                  });
        });

    assertThat(plan.path("deliveries")).hasSize(1);
    JsonNode delivery = plan.at("/deliveries/0");
    assertThat(delivery.path("number").asInt()).isEqualTo(1);
    assertThat(delivery.path("site").asText()).isEqualTo(site);
    assertThat(delivery.path("state").asText()).isEqualTo("planned");
    assertThat(delivery.path("earliestStart"))
        .isEqualTo(components.get("access-line").path("earliestStart"));
    assertThat(delivery.path("earliestEnd")).isEqualTo(plan.path("projectedEnd"));
    assertThat(end(delivery)).isEqualTo(end(components.get("internet-access")));
  }

  private static List<String> needs(JsonNode component) {
    return StreamSupport.stream(component.path("reliesOn").spliterator(), false)
        .map(need -> need.path("name").asText() + " " + need.path("needs").asText())
        .toList();
  }

  private static Instant start(JsonNode part) {
    return at(part, "earliestStart");
  }

  private static Instant end(JsonNode part) {
    return at(part, "earliestEnd");
  }

  private static Instant at(JsonNode part, String field) {
    return Instant.parse(part.path(field).asText());
  }

  private void isDrawn(String order) {
    String path = "/operations/orders/" + order + "/plan?format=svg";
    HttpResponse<String> drawing = as("crm").get(path);
    assertThat(drawing.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
    Element svg = parsed(drawing.body());
    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .contains("Critical path: access-line");
    assertThat(drawing.body()).contains("Plan of " + order, "internet-access", "Delivery 1");
    assertThat(as("crm").get(path.replace("svg", "png")).statusCode()).isEqualTo(400);
    assertThat(as("crm").get("/operations/orders/" + order + "/plan?version=99").statusCode())
        .isEqualTo(404);
  }

  private static Element parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(svg, e);
    }
  }

  private HttpResponse<String> preview(ObjectNode order) {
    HttpResponse<String> answer = as("crm").post("/operations/orders/preview", order.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private JsonNode plan(String order, String query) {
    HttpResponse<String> answer = as("crm").get("/operations/orders/" + order + "/plan" + query);
    return answer.statusCode() == 404 ? Texts.json("{}") : Texts.json(answer.body());
  }

  private void cancel(String order) {
    assertThat(
            as("crm")
                .post(
                    "/tmf-api/productOrderingManagement/v4/cancelProductOrder",
                    "{\"productOrder\": {\"id\": \"%s\"}}".formatted(order))
                .statusCode())
        .isEqualTo(201);
  }

  private static void relyOn(ObjectNode item, String other) {
    item.withArray("productOrderItemRelationship")
        .addObject()
        .put("relationshipType", "reliesOn")
        .put("id", other);
  }

  private static List<String> names(JsonNode plan) {
    return plan.path("components").findValuesAsText("name").stream().distinct().sorted().toList();
  }

  private static List<String> critical(JsonNode plan) {
    return StreamSupport.stream(plan.path("components").spliterator(), false)
        .filter(component -> component.path("critical").asBoolean())
        .map(component -> component.path("name").asText())
        .toList();
  }
}
