package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.Deployments;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.WebappSession;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody of a desk may do, in the web application that she uses and beside it. */
class DeskRightsTest extends TurnupTest {

  private static final String API = "/camunda/api/engine/engine/default";

  private static final String TOPIC = "network.activate-service";

  @Autowired private ExternalTaskService externalTasks;
  @Autowired private TaskService tasks;
  @Autowired private RuntimeService runtime;
  @Autowired private RepositoryService repository;
  @Autowired private ManagementService management;
  @Autowired private IdentityService identities;
  @Autowired private FilterService filters;
  @Autowired private AuthorizationService authorizations;
  @Autowired private ProcessEngine engine;
  @Autowired private TaskLists lists;
  @Autowired private TransactionTemplate transaction;

  private WebappSession technician;
  private String own;
  private String other;
  private ProcessDefinition definition;
  private ProcessInstance instance;

  @BeforeEach
  void prepareWork() {
    if (repository.createProcessDefinitionQuery().processDefinitionKey("waiting").count() == 0) {
      new Deployments(base())
          .deploy("admin", Map.of("waiting.bpmn", Deployments.waiting("waiting")));
    }
    definition =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey("waiting")
            .latestVersion()
            .singleResult();
    instance = runtime.startProcessInstanceById(definition.getId(), UUID.randomUUID().toString());
    technician = WebappSession.of(base(), "technician", "tasklist");
    own = offeredTo("field");
    other = offeredTo("planning");
  }

  @AfterEach
  void clearUp() {
    tasks.deleteTask(own, true);
    tasks.deleteTask(other, true);
    runtime.deleteProcessInstance(instance.getId(), "test over");
  }

  private String offeredTo(String desk) {
    Task task = tasks.newTask();
    task.setName("for " + desk);
    tasks.saveTask(task);
    tasks.addCandidateGroup(task.getId(), desk);
    return task.getId();
  }

  @Test
  void aDeskSeesItsOwnTasksAndNoOthers() {
    String list = technician.get(API + "/task?maxResults=1000").body();

    assertThat(list).contains(own).doesNotContain(other);
    assertThat(technician.get(API + "/task/" + other).statusCode()).isIn(403, 404);
    assertThat(technician.get(API + "/process-instance?maxResults=1000").body()).isEqualTo("[]");
    assertThat(technician.get(API + "/variable-instance?maxResults=1000").body()).isEqualTo("[]");
    assertThat(technician.get(API + "/history/process-instance?maxResults=1000").body())
        .isEqualTo("[]");
    assertThat(technician.get(API + "/filter?maxResults=100").body())
        .contains("\"Field\"", "\"My work\"", "\"Field, unassigned\"", "\"Field, overdue\"")
        .doesNotContain("Planning")
        .doesNotContain("\"All\"");
  }

  @Test
  void findsTheWorkOfADeskInItsLists() {
    assertThat(listed("Field")).contains(own).doesNotContain(other);
    assertThat(listed("Field, unassigned")).contains(own).doesNotContain(other);
    assertThat(listed("Field, overdue")).doesNotContain(own);
    assertThat(listed("My work")).doesNotContain(own);

    tasks.claim(own, "technician");
    Task late = tasks.createTaskQuery().taskId(own).singleResult();
    late.setDueDate(Date.from(ClockUtil.getCurrentTime().toInstant().minusSeconds(1)));
    tasks.saveTask(late);
    tasks.claim(other, "planner");

    assertThat(listed("Field")).contains(own).doesNotContain(other);
    assertThat(listed("Field, unassigned")).doesNotContain(own);
    assertThat(listed("Field, overdue")).contains(own).doesNotContain(other);
    assertThat(listed("My work")).contains(own).doesNotContain(other);
  }

  @Test
  void aListIsMadeOnce() {
    transaction.executeWithoutResult(
        status -> {
          long before = filters.createTaskFilterQuery().count();
          lists.createIn(engine);
          assertThat(filters.createTaskFilterQuery().count()).isEqualTo(before);

          // as in a database from when each desk had one list
          management.deleteProperty("turnup.task-lists");
          lists.createIn(engine);
          assertThat(filters.createTaskFilterQuery().filterName("Field").count()).isEqualTo(1);
          assertThat(filters.createTaskFilterQuery().filterName("Field, overdue").count())
              .isEqualTo(2);

          // as in a database from when operators had no work
          filters
              .createTaskFilterQuery()
              .filterNameLike("Operators%")
              .list()
              .forEach(list -> filters.deleteFilter(list.getId()));
          authorizations
              .createAuthorizationQuery()
              .groupIdIn("operators")
              .resourceType(Resources.APPLICATION)
              .resourceId("tasklist")
              .list()
              .forEach(right -> authorizations.deleteAuthorization(right.getId()));
          management.setProperty("turnup.task-lists", "1");
          lists.createIn(engine);
          lists.createIn(engine);
          assertThat(filters.createTaskFilterQuery().filterNameLike("Operators%").list())
              .extracting(Filter::getName)
              .containsExactlyInAnyOrder(
                  "Operators", "Operators, unassigned", "Operators, overdue");
          assertThat(StaffGroup.OPERATORS.lacksWorkIn(engine)).isFalse();
          status.setRollbackOnly();
        });
  }

  private String listed(String name) {
    String list = filters.createTaskFilterQuery().filterName(name).singleResult().getId();
    HttpResponse<String> answer =
        technician.get(API + "/filter/" + list + "/list?firstResult=0&maxResults=1000");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void aDeskClaimsAndCompletesItsOwnTask() {
    assertThat(
            technician
                .post(API + "/task/" + own + "/claim", "{\"userId\": \"technician\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(technician.post(API + "/task/" + own + "/complete", "{}").statusCode())
        .isEqualTo(204);
    assertThat(tasks.createTaskQuery().taskId(own).count()).isZero();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST   | /task/{other}/claim                          | {"userId": "technician"}
          POST   | /task/{other}/complete                       | {}
          POST   | /task/{other}/submit-form                    | {}
          GET    | /task/{other}/form-variables                 |
          PUT    | /task/{own}                                  | {"name": "x"}
          DELETE | /task/{own}                                  |
          POST   | /task/{own}/assignee                         | {"userId": "planner"}
          POST   | /task/{own}/delegate                         | {"userId": "planner"}
          POST   | /task/{own}/identity-links                   | {"groupId": "planning", "type": "candidate"}
          PUT    | /task/{own}/variables/orderId                | {"value": "PO-1", "type": "String"}
          POST   | /task/{own}/variables                        | {"modifications": {"x": {"value": "1"}}}
          PUT    | /task/{own}/localVariables/orderId           | {"value": "PO-1", "type": "String"}
          POST   | /task/create                                 | {"name": "x"}
          GET    | /process-instance/{instance}                 |
          GET    | /process-instance/{instance}/variables       |
          POST   | /process-instance/{instance}/variables       | {"modifications": {"x": {"value": "1"}}}
          PUT    | /process-instance/{instance}/variables/x     | {"value": "1", "type": "String"}
          DELETE | /process-instance/{instance}                 |
          POST   | /process-instance/{instance}/modification    | {"instructions": [{"type": "cancel", "activityId": "Task_AwaitNews"}]}
          PUT    | /process-instance/{instance}/suspended       | {"suspended": true}
          PUT    | /process-instance/suspended                  | {"suspended": true, "processDefinitionKey": "waiting"}
          POST   | /process-instance/delete                     | {"processInstanceIds": ["{instance}"]}
          POST   | /process-instance/variables-async            | {"processInstanceIds": ["{instance}"], "variables": {"x": {"value": 1}}}
          POST   | /message                                     | {"messageName": "news", "businessKey": "{key}"}
          POST   | /message                                     | {"messageName": "news", "processInstanceId": "{instance}", "processVariables": {"x": {"value": 1}}}
          POST   | /execution/{waiting}/messageSubscriptions/news/trigger | {}
          POST   | /execution/{waiting}/signal                  | {}
          POST   | /execution/{waiting}/create-incident         | {"incidentType": "x"}
          PUT    | /execution/{waiting}/localVariables/x        | {"value": "1", "type": "String"}
          PUT    | /job/{job}/retries                           | {"retries": 0}
          PUT    | /job/{job}/duedate                           | {"duedate": null}
          POST   | /job/{job}/execute                           | {}
          DELETE | /job/{job}                                   |
          POST   | /process-definition/key/waiting/start        | {}
          PUT    | /process-definition/key/waiting/suspended    | {"suspended": true}
          DELETE | /process-definition/key/waiting?cascade=true |
          DELETE | /deployment/{deployment}?cascade=true        |
          POST   | /deployment/{deployment}/redeploy            | {}
          POST   | /migration/execute                           | {"migrationPlan": {"sourceProcessDefinitionId": "{definition}", "targetProcessDefinitionId": "{definition}", "instructions": []}, "processInstanceIds": ["{instance}"]}
          POST   | /decision-definition/key/retry-policy/evaluate | {"variables": {}}
          POST   | /user/create                                 | {"profile": {"id": "crook", "firstName": "a", "lastName": "b"}, "credentials": {"password": "crook"}}
          DELETE | /user/technician                             |
          PUT    | /user/admin/credentials                      | {"password": "mine", "authenticatedUserPassword": "technician"}
          PUT    | /group/camunda-admin/members/technician      |
          POST   | /group/create                                | {"id": "crooks", "name": "x"}
          POST   | /authorization/create                        | {"type": 1, "permissions": ["ALL"], "userId": "technician", "resourceType": 7, "resourceId": "*"}
          POST   | /filter/create                               | {"resourceType": "Task", "name": "x", "query": {}}
          """)
  void aDeskIsRefusedEverythingElse(String method, String path, String body) {
    HttpResponse<String> inWebapp =
        technician.send(method, API + filled(path), filled(body), "application/json");
    HttpResponse<String> overApi =
        as("technician").send(method, "/engine-rest" + filled(path), filled(body));

    assertThat(inWebapp.statusCode()).as(inWebapp.body()).isIn(401, 403, 404);
    assertThat(overApi.statusCode()).as(overApi.body()).isIn(401, 403, 404);
    assertThatNothingHappened();
  }

  @Test
  void aDeskIsRefusedDeployments() {
    HttpResponse<String> answer =
        technician.send(
            "POST",
            API + "/deployment/create",
            "--b\r\nContent-Disposition: form-data; name=\"x.bpmn\"; filename=\"x.bpmn\"\r\n\r\n"
                + Deployments.waiting("x")
                + "\r\n--b--\r\n",
            "multipart/form-data; boundary=b");

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void aDeskGetsNoOutsideWork() {
    operate("pause");
    try {
      String order = placeMobileLine();
      await().until(() -> work(order).isPresent());
      ExternalTask work = work(order).orElseThrow();
      String lists = "/external-task?topicName=%s&maxResults=100".formatted(TOPIC);
      String fetch =
          """
          {"workerId": "crook", "maxTasks": 100, "topics": [{"topicName": "%s", "lockDuration": 1}]}"""
              .formatted(TOPIC);

      assertThat(as("admin").get("/engine-rest" + lists).body()).contains(work.getId());
      assertThat(as("technician").get("/engine-rest" + lists).body()).isEqualTo("[]");
      assertThat(technician.get(API + lists).body()).isEqualTo("[]");
      assertThat(as("technician").post("/engine-rest/external-task/fetchAndLock", fetch).body())
          .doesNotContain(work.getId());
      assertThat(technician.post(API + "/external-task/fetchAndLock", fetch).body())
          .doesNotContain(work.getId());
      assertThat(work(order).map(ExternalTask::getWorkerId)).isEmpty();
      // the engine asks whether it is the worker's before it asks whether she may
      externalTasks.fetchAndLock(1, "crook").topic(TOPIC, 600_000).businessKey(order).execute();
      isRefusedToTouch(work);

      ExternalTask untouched = work(order).orElseThrow();
      assertThat(untouched.getWorkerId()).isEqualTo("crook");
      assertThat(untouched.getRetries()).isNull();
      assertThat(untouched.getPriority()).isEqualTo(work.getPriority());
      externalTasks.unlock(work.getId());
    } finally {
      operate("resume");
    }
  }

  private void isRefusedToTouch(ExternalTask work) {
    Map<String, String> attempts =
        Map.of(
            "POST complete", "{\"workerId\": \"crook\"}",
            "POST bpmnError", "{\"workerId\": \"crook\", \"errorCode\": \"x\"}",
            "POST failure", "{\"workerId\": \"crook\", \"retries\": 0}",
            "POST lock", "{\"workerId\": \"crook\", \"lockDuration\": 1}",
            "POST extendLock", "{\"workerId\": \"crook\", \"newDuration\": 1}",
            "POST unlock", "",
            "PUT retries", "{\"retries\": 7}",
            "PUT priority", "{\"priority\": 7}",
            "GET errorDetails", "");
    attempts.forEach(
        (what, body) -> {
          String method = what.split(" ")[0];
          String path = "/external-task/" + work.getId() + "/" + what.split(" ")[1];
          HttpResponse<String> inWebapp =
              technician.send(method, API + path, body, "application/json");
          HttpResponse<String> overApi = as("technician").send(method, "/engine-rest" + path, body);
          assertThat(inWebapp.statusCode()).as("%s: %s", what, inWebapp.body()).isIn(401, 403, 404);
          assertThat(overApi.statusCode()).as("%s: %s", what, overApi.body()).isIn(401, 403, 404);
        });
    String ofMany = "{\"retries\": 7, \"externalTaskIds\": [\"%s\"]}".formatted(work.getId());
    assertThat(
            technician
                .send("PUT", API + "/external-task/retries", ofMany, "application/json")
                .statusCode())
        .isIn(401, 403, 404);
  }

  private String placeMobileLine() {
    HttpResponse<String> answer =
        as("crm")
            .post(
                "/tmf-api/productOrderingManagement/v4/productOrder",
                """
                {"relatedParty": [{"id": "C-9", "role": "customer", "@referredType": "Individual"}],
                 "productOrderItem": [
                  {"id": "1", "action": "add", "productOffering": {"id": "mobile-line"}}]}
                """);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
  }

  private Optional<ExternalTask> work(String order) {
    return externalTasks.createExternalTaskQuery().topicName(TOPIC).list().stream()
        .filter(task -> order.equals(task.getBusinessKey()))
        .findFirst();
  }

  private void operate(String what) {
    assertThat(
            as("operator").post("/operations/connectors/" + TOPIC + "/" + what, "{}").statusCode())
        .isBetween(200, 204);
  }

  @Test
  void aDeskSeesOneUserHerself() {
    assertThat(technician.get(API + "/user?maxResults=100").body())
        .contains("technician")
        .doesNotContain("\"admin\"");
  }

  private void assertThatNothingHappened() {
    assertThat(tasks.createTaskQuery().taskId(own).taskUnassigned().count()).isEqualTo(1);
    assertThat(tasks.createTaskQuery().taskId(other).taskUnassigned().count()).isEqualTo(1);
    assertThat(runtime.getActiveActivityIds(instance.getId())).containsExactly("Task_AwaitNews");
    assertThat(runtime.getVariables(instance.getId())).isEmpty();
    assertThat(
            runtime
                .createProcessInstanceQuery()
                .processInstanceId(instance.getId())
                .active()
                .count())
        .isEqualTo(1);
    assertThat(identities.createUserQuery().userId("technician").count()).isEqualTo(1);
    assertThat(identities.checkPassword("admin", "admin")).isTrue();
    assertThat(identities.createGroupQuery().groupMember("technician").list()).hasSize(1);
  }

  private String filled(String text) {
    return text == null
        ? ""
        : text.replace("{own}", own)
            .replace("{other}", other)
            .replace("{instance}", instance.getId())
            .replace("{key}", instance.getBusinessKey())
            .replace("{definition}", definition.getId())
            .replace("{deployment}", definition.getDeploymentId())
            .replace(
                "{waiting}",
                runtime
                    .createExecutionQuery()
                    .processInstanceId(instance.getId())
                    .activityId("Task_AwaitNews")
                    .singleResult()
                    .getId())
            .replace(
                "{job}",
                management
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .singleResult()
                    .getId());
  }
}
