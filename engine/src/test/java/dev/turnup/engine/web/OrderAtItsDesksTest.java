package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.WebappSession;
import dev.turnup.engine.order.WorkingCalendars;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whose work an order is, until when, and what they note for one another. */
class OrderAtItsDesksTest extends TurnupTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  @Autowired private TaskService tasks;
  @Autowired private IdentityService identities;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private WorkingCalendars calendars;

  private String order;
  private Task repair;

  /** Somebody has to say where it is wanted. */
  @BeforeEach
  void anOrderIsAtTheOrderDesk() {
    HttpResponse<String> placed =
        as("crm")
            .post(
                ORDERS,
                """
                {"relatedParty":[{"id":"c-1","role":"customer","@referredType":"Customer"}],
                 "note":[{"author":"Ann","text":"ring twice"}],
                 "productOrderItem":[{"id":"1","action":"add","productOffering":{"id":"internet-100"}}]}""");
    assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
    order = json(placed).path("id").asText();
    repair = await().atMost(Duration.ofSeconds(40)).until(this::work, task -> task != null);
  }

  private Task work() {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(order)
        .taskName("Repair order")
        .singleResult();
  }

  @Test
  void aNoteIsReadInFormsOnThePageAndByTheCrmWhereItSaysSo() {
    HttpResponse<String> left = leave("orderdesk", "{\"text\":\"no answer on the phone\"}");
    HttpResponse<String> told =
        leave(
            "planner",
            "{\"text\":\"we call at six\",\"item\":\"1\",\"task\":\"%s\",\"tellCaller\":true}"
                .formatted(repair.getId()));

    assertThat(left.statusCode()).as(left.body()).isEqualTo(201);
    assertThat(json(left).path("author").asText()).isEqualTo("orderdesk");
    assertThat(json(told).path("about").asText()).isEqualTo("Repair order, item 1");
    assertThat(String.valueOf(tasks.getVariable(repair.getId(), "shownSituation")))
        .contains(
            "planner (Repair order, item 1): we call at six\norderdesk: no answer on the phone")
        .contains("crm: Ann: ring twice");
    assertThat(as("operator").get("/orders/" + order).body())
        .contains("no answer on the phone", "we call at six", "Repair order, item 1");
    assertThat(json(as("crm").get(ORDERS + "/" + order)).path("note").findValuesAsText("text"))
        .containsExactly("ring twice", "we call at six");
  }

  /** The desk's calendar is the sample's: never at night, nor on Sundays. */
  @Test
  void workIsGivenInTheDesksTimeToWhoKnowsTheOrder() {
    assertThat(repair.getAssignee()).isNull();
    assertThat(repair.getFollowUpDate()).isBefore(repair.getDueDate());
    assertThat(repair.getDueDate().toInstant())
        .isCloseTo(
            calendars
                .named("orderdesk")
                .plusWorking(repair.getCreateTime().toInstant(), Duration.ofHours(16)),
            within(1, ChronoUnit.MINUTES));

    tasks.claim(repair.getId(), "orderdesk");
    tasks.complete(
        repair.getId(),
        Map.of(
            "repairDecision",
            "correct",
            "changedAttribute",
            "offering",
            "changedValue",
            "tv-basic"));
    Task again =
        await()
            .atMost(Duration.ofSeconds(40))
            .until(this::work, task -> task != null && !task.getId().equals(repair.getId()));

    assertThat(again.getAssignee()).isEqualTo("orderdesk");
  }

  /** Each technician has a login of the same name, as may be. */
  @Test
  void aVisitIsTheWorkOfItsTechnician() {
    List<String> technicians = List.of("anna", "ben", "carla");
    technicians.forEach(
        name -> {
          identities.saveUser(identities.newUser(name));
          identities.createMembership(name, "field");
        });
    try {
      HttpResponse<String> placed = as("crm").post(ORDERS, internetAt(UUID.randomUUID()));
      assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
      Task visit =
          await()
              .atMost(Duration.ofSeconds(40))
              .until(
                  () ->
                      tasks
                          .createTaskQuery()
                          .processInstanceBusinessKey(json(placed).path("id").asText())
                          .taskName("Install on site")
                          .singleResult(),
                  task -> task != null);

      assertThat(visit.getAssignee()).isIn(technicians);
      assertThat(visit.getFollowUpDate()).isBefore(visit.getDueDate());
    } finally {
      technicians.forEach(identities::deleteUser);
    }
  }

  private static String internetAt(UUID site) {
    return """
        {"relatedParty":[{"id":"c-1","role":"customer","@referredType":"Customer"}],
         "productOrderItem":[{"id":"1","action":"add","productOffering":{"id":"internet-300"},
          "product":{"productCharacteristic":[{"name":"speed","value":300}],
           "place":[{"id":"%s","role":"installationSite","streetName":"Kai","postcode":"20095","city":"Hamburg"}]}}]}"""
        .formatted(site);
  }

  @Test
  void aNoteIsTakenFromAFormWithTheTaskOrNotAtAll() {
    WebappSession desk = WebappSession.of(base(), "orderdesk", "tasklist");
    String submit = "/camunda/api/engine/engine/default/task/" + repair.getId() + "/submit-form";
    desk.post(
        "/camunda/api/engine/engine/default/task/" + repair.getId() + "/claim",
        "{\"userId\":\"orderdesk\"}");

    HttpResponse<String> refused = desk.post(submit, form("correct", "he moved"));
    long noted = notes();
    HttpResponse<String> tooLong = desk.post(submit, form("giveUp", "x".repeat(2_001)));
    HttpResponse<String> done = desk.post(submit, form("giveUp", "he moved"));

    assertThat(refused.statusCode()).as("nothing is corrected").isEqualTo(400);
    assertThat(noted).isZero();
    assertThat(tooLong.statusCode()).as(tooLong.body()).isEqualTo(400);
    assertThat(tooLong.body()).contains("1 to 2000 characters");
    assertThat(done.statusCode()).as(done.body()).isIn(200, 204);
    assertThat(
            jdbc.queryForList(
                "select author || ', ' || work || ': ' || text from turnup.note"
                    + " where order_id = ? and work is not null",
                String.class,
                order))
        .containsExactly("orderdesk, Repair order: he moved");
  }

  private static String form(String decision, String note) {
    return """
        {"variables":{"repairDecision":{"value":"%s"},"repairReason":{"value":"gone"},
         "orderNote":{"value":"%s"},"orderNoteTold":{"value":false,"type":"Boolean"}}}"""
        .formatted(decision, note);
  }

  private long notes() {
    return jdbc.queryForList(
            "select 1 from turnup.note where order_id = ? and work is not null", order)
        .size();
  }

  @Test
  void refusesWhatIsNoNoteAndWhoIsNoStaff() {
    assertThat(leave("crm", "{\"text\":\"x\"}").statusCode()).isEqualTo(403);
    assertThat(as("orderdesk").post("/operations/orders/PO-999999999/notes", "{\"text\":\"x\"}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(404);
    isMalformed("{}", "1 to 2000 characters");
    isMalformed("{\"text\":7}", "text is not a string");
    isMalformed("{\"text\":\"x\",\"tellCaller\":\"yes\"}", "tellCaller is not a boolean");
    isMalformed("{\"text\":\"x\",\"item\":\"9\"}", "has no item 9");
    isMalformed("{\"text\":\"x\",\"task\":\"of-nobody\"}", "has no open task of-nobody");
    isMalformed("{\"text\":\"x\",\"author\":\"me\"}", "a note has no attribute author");
    assertThat(notes()).isZero();
  }

  private void isMalformed(String note, String why) {
    HttpResponse<String> answer = leave("orderdesk", note);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("reason").asText()).contains(why);
  }

  private HttpResponse<String> leave(String who, String note) {
    return as(who).post("/operations/orders/" + order + "/notes", note);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
