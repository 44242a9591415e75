package dev.turnup.engine.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.turnup.connectors.sandbox.Sandbox;
import dev.turnup.engine.Caller;
import dev.turnup.engine.escalation.EscalateOrder;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.order.OrderId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Each desk logs in to Tasklist, finds its own work and nobody else's, and does it. */
class DeskWorkTest extends BrowserTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  private static final Page.GetByLabelOptions EXACTLY = new Page.GetByLabelOptions().setExact(true);

  private static final String MOBILE_LINE =
      "{'id':'1','action':'add','productOffering':{'id':'mobile-line'}}";

  /** Where nobody works, so that dispatch has to find somebody. */
  private static final String LONELY = "99901";

  private final String site = "SITE-" + UUID.randomUUID().toString().substring(0, 8);

  @Autowired private Sandbox sandbox;
  @Autowired private JdbcClient database;
  @Autowired private EscalateOrder escalateOrder;
  @Autowired private TransactionTemplate transaction;
  @Autowired private TaskService tasks;
  @Autowired private RuntimeService running;
  @Autowired private ManagementService jobs;

  /** A desk, by its user, and the work that only this desk has. */
  private enum Desk {
    ORDER_DESK("orderdesk", "Repair order", "Order desk"),
    PLANNING("planner", "Resolve capacity shortage", "Planning"),
    DISPATCH("dispatcher", "Schedule installation", "Dispatch"),
    FIELD("technician", "Install on site", "Field"),
    FALLOUT("fallout", "Resolve fallout", "Fallout desk"),
    SUPERVISION("supervisor", "Look after order", "All"),
    APPROVAL("supervisor", "Approve decision", "All");

    private final String user;
    private final String work;
    private final String list;

    Desk(String user, String work, String list) {
      this.user = user;
      this.work = work;
      this.list = list;
    }
  }

  private static boolean everyDeskHasWork;

  /** Who sees nothing of others' work proves something only while there is some. */
  @BeforeEach
  void giveEveryDeskWork() {
    if (everyDeskHasWork) {
      return;
    }
    openTheLonelyTerritory();
    noRoomAt("SITE-full");
    String approval = placeAndAskForApproval();
    refuseOneMobileLine();
    String fallout = place(MOBILE_LINE);
    String repair = place(internet(""));
    String planning = place(internet("SITE-full", "20095"));
    String dispatch = place(internet("SITE-lonely", LONELY));
    String field = place(internet("SITE-easy", "20095"));
    leaveLying(repair, awaitWork(repair, Desk.ORDER_DESK));
    awaitWork(fallout, Desk.FALLOUT);
    awaitWork(planning, Desk.PLANNING);
    awaitWork(dispatch, Desk.DISPATCH);
    awaitWork(field, Desk.FIELD);
    awaitWork(repair, Desk.SUPERVISION);
    awaitWork(approval, Desk.APPROVAL);
    everyDeskHasWork = true;
  }

  private void openTheLonelyTerritory() {
    database
        .sql(
            "insert into turnup.territory (id, name, time_zone)"
                + " values ('lonely', 'Lonely', 'Europe/Berlin') on conflict do nothing")
        .update();
    database
        .sql(
            "insert into turnup.territory_postal_prefix (prefix, territory_id)"
                + " values (?, 'lonely') on conflict do nothing")
        .param(LONELY)
        .update();
  }

  private void noRoomAt(String place) {
    set(
        "/sandbox/inventory/capacity",
        "{'site':'%s','resource':'fibre-port','availableFrom':'none'}".formatted(place));
  }

  private void refuseOneMobileLine() {
    set(
        "/sandbox/network/faults",
        "{'operation':'activate-service','mode':'reject','component':'mobile-line','times':1}");
  }

  @Test
  void theOrderDeskGivesUpAnOrderWithoutASite() {
    String order = place(internet(""));

    Page page = workOn(order, Desk.ORDER_DESK);
    choose(page, "Give the order up");
    field(page, "Remark").fill("The customer has moved abroad.");
    complete(page, order, Desk.ORDER_DESK);

    awaitState(order, "cancelled");
  }

  @Test
  void planningCancelsWhatTheNetworkHasNoRoomFor() {
    noRoomAt(site);
    String order = place(internet("20095"));

    Page page = workOn(order, Desk.PLANNING);
    choose(page, "There will be none: cancel these services");
    field(page, "Remark").fill("No fibre will be laid here.");
    complete(page, order, Desk.PLANNING);

    awaitState(order, "failed");
  }

  @Test
  void dispatchSendsATechnicianFromElsewhere() {
    openTheLonelyTerritory();
    String order = place(internet(LONELY));

    Page page = workOn(order, Desk.DISPATCH);
    choose(page, "Take this technician and time");
    field(page, "Technician").fill("anna");
    field(page, "Start").fill(anEveningOfTheirOwn(order));
    complete(page, order, Desk.DISPATCH);

    awaitWork(order, Desk.FIELD);
  }

  @Test
  void theTechnicianFindsNobodyAtHome() {
    String order = place(internet("20095"));

    Page page = workOn(order, Desk.FIELD);
    choose(page, "Customer absent");
    LocalDate notBefore = dayOf(order).plusDays(9);
    pick(page, notBefore);
    field(page, "Remark").fill("Rang twice.");
    field(page, "Note").fill("The bell is at the back door.");
    String visit = awaitWork(order, Desk.FIELD).path("id").asText();
    complete(page, order, Desk.FIELD);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(awaitWork(order, Desk.FIELD).path("id").asText()).isNotEqualTo(visit));
    open(page, awaitWork(order, Desk.FIELD));
    assertThat(page.getByLabel("What happened"))
        .hasValue(Pattern.compile("The bell is at the back door\\."));
    assertThat(awaitWork(order, Desk.FIELD).path("due").asText())
        .isGreaterThan(notBefore.toString());
  }

  @Test
  void theFalloutDeskRetriesWhatTheNetworkRefused() {
    refuseOneMobileLine();
    String order = place(MOBILE_LINE);

    Page page = workOn(order, Desk.FALLOUT);
    assertThat(page.locator(".fjs-form a[href*=orders]")).hasAttribute("href", "/orders/" + order);
    choose(page, "Mark as done");
    field(page, "Reference").fill("NW-4711");
    choose(page, "Replace the component");
    assertThat(field(page, "Reference")).isHidden();
    field(page, "Component to be made instead").fill("voice-line");
    choose(page, "Retry");
    assertThat(field(page, "Component to be made instead")).isHidden();
    field(page, "Reason").fill("The network has been mended.");
    complete(page, order, Desk.FALLOUT);
    isTime(order, "fallout-resolution", "BoundaryEvent_UndoTimeOver");

    awaitState(order, "completed");
  }

  @Test
  void theSupervisorApprovesWhatAnotherMayNotDoAlone() {
    String order = placeAndAskForApproval();

    Page page = workOn(order, Desk.APPROVAL);
    choose(page, "Approve");
    field(page, "Remark").fill("The customer agrees.");
    complete(page, order, Desk.APPROVAL);

    awaitState(order, "failed");
  }

  /** The fallout desk wants to cancel what an important customer has ordered. */
  private String placeAndAskForApproval() {
    refuseOneMobileLine();
    String order = place(MOBILE_LINE, "'tier':'premium',");
    String id = awaitWork(order, Desk.FALLOUT).path("id").asText();
    HttpResponse<String> asked =
        as(Desk.FALLOUT.user)
            .post(
                "/engine-rest/task/" + id + "/submit-form",
                """
                {"variables": {"falloutDecision": {"value": "cancelComponent"},
                               "falloutReason": {"value": "There is no such number."}}}""");
    assertThat(asked.statusCode()).as(asked.body()).isBetween(200, 204);
    // until then whoever has decided may take it back
    isTime(order, "fallout-resolution", "BoundaryEvent_UndoTimeOver");
    return order;
  }

  @Test
  void theSupervisorSeesTheWorkOfAllDesksAndSettlesWhatOthersLeftLying() {
    String order = place(internet(""));
    String visit = place(internet("20095"));
    leaveLying(order, awaitWork(order, Desk.ORDER_DESK));
    awaitWork(visit, Desk.FIELD);

    Page page = workOn(order, Desk.SUPERVISION);
    choose(page, "Settled: close the escalation");
    field(page, "Remark").fill("The order desk is back.");
    complete(page, order, Desk.SUPERVISION);

    open(page, awaitWork(order, Desk.ORDER_DESK));
    assertThat(page.getByLabel("Order", EXACTLY)).hasValue(order);
    open(page, awaitWork(visit, Desk.FIELD));
    assertThat(page.getByLabel("Order", EXACTLY)).hasValue(visit);
  }

  /** Past its time, and past the time of those who are asked first. */
  private void leaveLying(String order, JsonNode work) {
    Task task = tasks.createTaskQuery().taskId(work.path("id").asText()).singleResult();
    task.setDueDate(Date.from(Instant.EPOCH));
    tasks.saveTask(task);
    Stuck stuck = new Stuck(new OrderId(order), Stuck.Finding.OVERDUE_TASK, "The repair is late");
    transaction.executeWithoutResult(status -> escalateOrder.because(stuck));
    isTime(order, "order-escalation", "BoundaryEvent_ResponseOverdue");
  }

  private void isTime(String order, String model, String event) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> timersOf(order, model, event), timers -> !timers.isEmpty())
        .forEach(timer -> jobs.executeJob(timer.getId()));
  }

  private List<Job> timersOf(String order, String model, String event) {
    return running
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(order)
        .processDefinitionKey(model)
        .list()
        .stream()
        .flatMap(
            each ->
                jobs
                    .createJobQuery()
                    .processInstanceId(each.getId())
                    .activityId(event)
                    .list()
                    .stream())
        .toList();
  }

  /** Logs in, looks at what is to do, opens the order's work and claims it. */
  private Page workOn(String order, Desk desk) {
    JsonNode work = awaitWork(order, desk);
    Page page = webapp("tasklist", desk.user);
    Locator list = page.locator(".column.tasks-list");
    assertThat(list).containsText(desk.work);
    assertThat(page.locator(".task-filters"))
        .containsText(
            Pattern.compile(
                "My work.*" + desk.list + ".*" + desk.list + ", overdue", Pattern.DOTALL));
    if (!desk.user.equals(Desk.SUPERVISION.user)) {
      EnumSet.complementOf(EnumSet.of(desk))
          .forEach(
              other -> {
                assertThat(tasks.createTaskQuery().taskName(other.work).count()).isPositive();
                assertThat(list).not().containsText(other.work);
              });
    }
    open(page, work);
    assertThat(page.getByLabel("Order", EXACTLY)).hasValue(order);
    page.locator(".task-card").getByText("Claim").click();
    return page;
  }

  private void open(Page page, JsonNode work) {
    page.navigate(base() + "/camunda/app/tasklist/default/#/?task=" + work.path("id").asText());
  }

  private static void choose(Page page, String decision) {
    page.locator("label.fjs-form-field-label")
        .filter(new Locator.FilterOptions().setHasText(decision))
        .first()
        .click();
  }

  /** In the calendar that opens below the only field with a day. */
  private static void pick(Page page, LocalDate day) {
    page.locator(".fjs-form-field-datetime input")
        .first()
        .evaluate("(input, day) => input._flatpickr.setDate(day, true, 'Y-m-d')", day.toString());
  }

  /** The label of a mandatory field ends in an asterisk. */
  private static Locator field(Page page, String label) {
    return page.getByLabel(Pattern.compile("^\\s*" + label + "\\*?\\s*$"));
  }

  private void complete(Page page, String order, Desk desk) {
    String id = awaitWork(order, desk).path("id").asText();
    picture(page, "tasklist-" + desk.name().toLowerCase(Locale.ROOT));
    page.locator("button").filter(new Locator.FilterOptions().setHasText("Complete")).click();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(as(desk.user).get("/engine-rest/task/" + id).statusCode())
                    .isEqualTo(404));
  }

  /** The order's work as the desk sees it, once it is there. */
  private JsonNode awaitWork(String order, Desk desk) {
    String path =
        "/engine-rest/task?maxResults=10&processInstanceBusinessKey=%s&name=%s"
            .formatted(order, desk.work.replace(" ", "%20"));
    return await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> json(as(desk.user).get(path)).path(0), task -> !task.isMissingNode());
  }

  private void awaitState(String order, String state) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(json(as("crm").get(ORDERS + "/" + order)).path("state").asText())
                    .isEqualTo(state));
  }

  /** Three weeks after the order, when nobody else is sent anywhere. */
  private String anEveningOfTheirOwn(String order) {
    return dayOf(order).plusDays(21).atTime(LocalTime.of(20, 0)).toString();
  }

  private LocalDate dayOf(String order) {
    return OffsetDateTime.parse(
            json(as("crm").get(ORDERS + "/" + order)).path("orderDate").asText())
        .toLocalDate();
  }

  private String internet(String postcode) {
    return internet(site, postcode);
  }

  private String internet(String where, String postcode) {
    String place =
        postcode.isEmpty()
            ? ""
            : ("{'id':'%s','role':'installationSite','streetNr':'7','streetName':'Deichstraße',"
                    + "'postcode':'%s','city':'Hamburg'}")
                .formatted(where, postcode);
    return """
        {'id':'1','action':'add','productOffering':{'id':'internet-300'},
         'product':{'place':[%s],'productCharacteristic':[{'name':'speed','value':300}]}}"""
        .formatted(place);
  }

  private String place(String item) {
    return place(item, "");
  }

  private String place(String item, String ofTheCustomer) {
    String order =
        """
        {'relatedParty':[{'id':'CUST-9','role':'customer',%s'@referredType':'Customer','name':'Eli Fontaine'}],
         'productOrderItem':[%s]}"""
            .formatted(ofTheCustomer, item);
    return json(as("crm").post(ORDERS, order.replace('\'', '"'))).path("id").asText();
  }

  private void set(String path, String fact) {
    HttpResponse<String> answer =
        Caller.anonymous(sandbox.controlUrl()).put(path, fact.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }
}
