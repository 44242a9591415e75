package dev.turnup.engine.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.Deployments;
import dev.turnup.engine.escalation.EscalateOrder;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.order.OrderId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An analyst opens each bundled model and deploys it alone, as Camunda Modeler does: without the
 * forms, decisions and called models around it.
 */
class LoneModelsTest extends Scenario {

  private static final String CANCELLATIONS =
      "/tmf-api/productOrderingManagement/v4/cancelProductOrder";

  /** Where another system plans visits, and offers none, so that dispatch is asked. */
  private static final String LONELY = "99802";

  @Autowired private JdbcTemplate jdbc;
  @Autowired private TaskService tasks;
  @Autowired private EscalateOrder escalateOrder;
  @Autowired private TransactionTemplate transaction;

  @Test
  void runThroughTheirFormsAndCalledModels() throws IOException {
    Set<String> processes = deployEachAlone();
    ObjectNode internet = sample("internet");
    String mobileLine = completedAtOnce();
    String installed = completedAfterAVisitAndAFallout(internet);

    List<String> orders =
        List.of(
            mobileLine,
            installed,
            madeFaster(internet, installed),
            ended(mobileLine),
            givenUpInRepairAfterAnEscalation(),
            withoutCapacity(),
            cancelledByTwo(),
            cancelledWithAVisitBooked(),
            leftToDispatch());

    assertThat(orders).allSatisfy(order -> assertThat(olderThanTheAnalysts(order)).isEmpty());
    assertThat(orders.stream().flatMap(order -> ranBy(order).stream())).containsAll(processes);
  }

  /** The ids of the processes among them. */
  private Set<String> deployEachAlone() throws IOException {
    Set<String> processes = new TreeSet<>();
    for (String place : List.of("processes/*.bpmn", "decisions/*.dmn", "forms/*.form")) {
      Resource[] models =
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + place);
      assertThat(models).isNotEmpty();
      for (Resource model : models) {
        String file = Optional.ofNullable(model.getFilename()).orElseThrow();
        HttpResponse<String> answer =
            new Deployments(base())
                .deploy("analyst", Map.of(file, model.getContentAsString(UTF_8)));
        assertThat(answer.statusCode()).as("%s: %s", file, answer.body()).isEqualTo(200);
        if (file.endsWith(".bpmn")) {
          processes.add(file.replace(".bpmn", ""));
        }
      }
    }

    return processes;
  }

  private String completedAtOnce() {
    String order = place(sample("mobile-line"));
    awaitState(order, "completed");
    return order;
  }

  private String completedAfterAVisitAndAFallout(ObjectNode sample) {
    sandbox.fault("network", "network.activate-service", "reject", ", \"component\": \"ont\"");
    String order = place(sample);
    JsonNode visit = awaitTask("technician", order, "Task_InstallOnSite");
    showsItsForm("technician", visit, "install-on-site");
    endVisit(order, "customerAbsent");
    endVisit(order, "done");
    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    showsItsForm("fallout", fallout, "resolve-fallout");
    sandbox.clearFaults();
    retry(fallout, "it was the wrong box");
    awaitState(order, "completed");
    return order;
  }

  private String madeFaster(ObjectNode sample, String installed) {
    ObjectNode item = (ObjectNode) sample.path("productOrderItem").get(0);
    item.put("action", "modify").putObject("productOffering").put("id", "internet-1000");
    ObjectNode product = (ObjectNode) item.path("product");
    product.put("id", installed + "-1");
    product.putArray("productCharacteristic").addObject().put("name", "speed").put("value", 1000);
    String order = place(sample);
    awaitState(order, "completed");
    return order;
  }

  private String ended(String installed) {
    ObjectNode sample = sample("mobile-line");
    ObjectNode item = (ObjectNode) sample.path("productOrderItem").get(0);
    item.put("action", "delete").withObject("/product").put("id", installed + "-1");
    String order = place(sample);
    awaitState(order, "completed");
    return order;
  }

  private String givenUpInRepairAfterAnEscalation() {
    ObjectNode sample = sample("internet");
    sample.findValues("product").forEach(product -> ((ObjectNode) product).remove("place"));
    String order = place(sample);
    JsonNode repair = awaitTask("orderdesk", order, "Task_RepairOrder");
    showsItsForm("orderdesk", repair, "repair-order");
    Task late = tasks.createTaskQuery().taskId(repair.path("id").asText()).singleResult();
    late.setDueDate(Date.from(Instant.EPOCH));
    tasks.saveTask(late);
    Stuck stuck = new Stuck(new OrderId(order), Stuck.Finding.OVERDUE_TASK, "The repair is late");
    transaction.executeWithoutResult(status -> escalateOrder.because(stuck));
    JsonNode escalation = awaitTask("orderdesk", order, "Task_LookAfterOrder");
    showsItsForm("orderdesk", escalation, "look-after-order");
    complete(
        "orderdesk",
        escalation,
        Map.of("escalationDecision", "close", "escalationRemark", "the desk is back"));
    complete(
        "orderdesk", repair, Map.of("repairDecision", "giveUp", "repairReason", "moved abroad"));
    awaitState(order, "cancelled");
    return order;
  }

  private String withoutCapacity() {
    ObjectNode sample = sample("internet");
    sandbox.setNoCapacity(siteOf(sample), "fibre-port");
    String order = place(sample);
    JsonNode shortage = awaitTask("planner", order, "Task_ResolveCapacityShortage");
    showsItsForm("planner", shortage, "resolve-capacity-shortage");
    complete(
        "planner",
        shortage,
        Map.of("shortageDecision", "cancelComponents", "shortageReason", "no fibre here"));
    awaitState(order, "failed");
    return order;
  }

  /** Whoever asks is a supervisor herself, and still needs another. */
  private String cancelledByTwo() {
    sandbox.fault(
        "network", "network.activate-service", "reject", ", \"component\": \"mobile-line\"");
    ObjectNode sample = sample("mobile-line");
    ((ObjectNode) sample.path("relatedParty").get(0)).put("tier", "critical");
    String order = place(sample);
    complete(
        "supervisor",
        awaitTask("supervisor", order, "Task_ResolveFallout"),
        Map.of("falloutDecision", "cancelComponent", "falloutReason", "no numbers left"));
    // until then it may be taken back
    sandbox.walk(Duration.ofMinutes(5));
    sandbox.clearFaults();
    JsonNode approval = awaitTask("supervisor", order, "Task_ApproveDecision");
    showsItsForm("supervisor", approval, "approve-decision");
    assertThat(as("supervisor").get("/orders/" + order).body()).doesNotContain("Take it back");
    HttpResponse<String> alone =
        submit("supervisor", approval, Map.of("approvalDecision", "approve"));
    assertThat(alone.statusCode()).as(alone.body()).isEqualTo(400);
    assertThat(alone.body()).contains("somebody else has to decide");
    complete("admin", approval, Map.of("approvalDecision", "approve"));
    awaitState(order, "failed");
    return order;
  }

  private String cancelledWithAVisitBooked() {
    String order = place(sample("internet"));
    awaitTask("technician", order, "Task_InstallOnSite");
    hasBegunSomethingThatCosts(order, "access-line");
    cancel(order);
    return order;
  }

  /** As a model of an analyst's may have. */
  private void hasBegunSomethingThatCosts(String order, String component) {
    jdbc.update(
        """
        update turnup.component
           set reversal = 'none',
               point_of_no_return = 'soft'
         where order_id = ?
           and specification = ?
        """,
        order,
        component);
    jdbc.update(
        """
        insert into turnup.outbound_call (key, topic, order_id, subject, external_task_id, state, request, prepared_at)
        select 'network.perform-operation:' || c.id, 'network.perform-operation', c.order_id, c.id, 'none', 'applied', '{}', now()
          from turnup.component c
         where c.order_id = ?
           and c.specification = ?
        """,
        order,
        component);
  }

  private String leftToDispatch() {
    jdbc.update(
        "insert into turnup.territory (id, name, time_zone, times_from)"
            + " values ('elsewhere', 'Elsewhere', 'Europe/Berlin', 'workforce')"
            + " on conflict do nothing");
    jdbc.update(
        "insert into turnup.territory_postal_prefix (prefix, territory_id)"
            + " values (?, 'elsewhere') on conflict do nothing",
        LONELY);
    ObjectNode sample = sample("internet");
    sample.findParents("postcode").forEach(place -> ((ObjectNode) place).put("postcode", LONELY));
    sandbox.setVisitTimes(siteOf(sample), "none", 0);
    String order = place(sample);
    JsonNode scheduling = awaitTask("dispatcher", order, "Task_ScheduleInstallation");
    showsItsForm("dispatcher", scheduling, "schedule-installation");
    cancel(order);
    return order;
  }

  private void cancel(String order) {
    HttpResponse<String> asked =
        as("crm").post(CANCELLATIONS, "{\"productOrder\": {\"id\": \"%s\"}}".formatted(order));
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    awaitState(order, "cancelled");
  }

  private void showsItsForm(String user, JsonNode task, String form) {
    HttpResponse<String> shown =
        as(user).get("/engine-rest/task/" + task.path("id").asText() + "/deployed-form");
    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    assertThat(Texts.json(shown.body()).path("id").asText()).isEqualTo(form);
  }

  private List<String> ranBy(String order) {
    return rows(
        "select proc_def_key_ from act_hi_procinst where business_key_ = ? order by start_time_",
        order);
  }

  /** The models of the order's instances that are not the newest, or not the analyst's. */
  private List<String> olderThanTheAnalysts(String order) {
    return rows(
        """
        select p.key_ || ' ' || p.version_
          from act_hi_procinst i
          join act_re_procdef p on p.id_ = i.proc_def_id_
          join act_re_deployment d on d.id_ = p.deployment_id_
         where i.business_key_ = ?
           and (d.source_ <> 'Camunda Modeler'
                or p.version_ < (select max(n.version_) from act_re_procdef n where n.key_ = p.key_))
        """,
        order);
  }
}
