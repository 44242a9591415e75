package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.order.NextEvents.Kind;
import dev.turnup.engine.order.NextEvents.NextEvent;
import dev.turnup.engine.order.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.EndEventBuilder;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What orders wait for, as the engine's runtime tables have it. */
class RunningProcessesTest extends EngineTest {

  private static final Instant DUE = Instant.parse("2031-03-02T09:00:00Z");

  @Autowired private JdbcClient database;
  @Autowired private ManagementService management;
  @Autowired private ExternalTaskService externalTasks;

  private RunningProcesses running;

  @BeforeEach
  void look() {
    lookAt(Instant.now());
  }

  private void lookAt(Instant now) {
    running =
        new RunningProcesses(
            database, new ModelSteps(repository), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void tellsAPersonsWorkWithItsDeskAndDueDate() {
    deploy(
        Bpmn.createExecutableProcess("person")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .userTask("Task_Install")
            .name("Install on site")
            .camundaCandidateGroups("field")
            .camundaDueDate("${due}")
            .endEvent());
    OrderId order = start("person");

    assertThat(running.of(order))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(Kind.PERSON);
              assertThat(event.label()).isEqualTo("Install on site");
              assertThat(event.who()).contains("field");
              assertThat(event.due()).contains(DUE);
            });
  }

  @Test
  void tellsAMessageOnceWithTheTimerBesideItAsItsDeadline() {
    deploy(
        Bpmn.createExecutableProcess("message")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .receiveTask("Task_Await")
            .name("Await ready date")
            .message("moved")
            .boundaryEvent("BoundaryEvent_Due")
            .timerWithDate("${due}")
            .endEvent()
            .moveToActivity("Task_Await")
            .endEvent());
    OrderId order = start("message");

    assertThat(running.of(order))
        .extracting(NextEvent::kind, NextEvent::label, NextEvent::due)
        .containsExactly(tuple(Kind.MESSAGE, "Await ready date", Optional.of(DUE)));
  }

  @Test
  void waitsForNoCancellation() {
    ProcessBuilder cancellable =
        Bpmn.createExecutableProcess("cancellable").camundaHistoryTimeToLive(1);
    cancellable
        .eventSubProcess()
        .startEvent()
        .interrupting(false)
        .message("cancellation-requested")
        .endEvent();
    deploy(
        cancellable
            .startEvent()
            .serviceTask("Task_Own")
            .name("Plan deliveries")
            .camundaAsyncBefore()
            .camundaExpression("${true}")
            .endEvent());
    OrderId order = start("cancellable");

    assertThat(running.of(order))
        .extracting(NextEvent::kind, NextEvent::label)
        .containsExactly(tuple(Kind.JOB, "Plan deliveries"));
    assertThat(running.any(order)).isFalse();
  }

  @Test
  void tellsTheJobsOfCalledModelsUntilTheyAreOutOfRetries() {
    deploy(
        Bpmn.createExecutableProcess("called")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .serviceTask("Task_Own")
            .name("Plan deliveries")
            .camundaAsyncBefore()
            .camundaExpression("${true}")
            .endEvent());
    deploy(
        Bpmn.createExecutableProcess("caller")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .callActivity()
            .calledElement("called")
            .endEvent());
    OrderId order = start("caller");

    assertThat(running.of(order))
        .extracting(NextEvent::kind, NextEvent::label)
        .containsExactly(tuple(Kind.JOB, "Plan deliveries"));

    management
        .createJobQuery()
        .processDefinitionKey("called")
        .list()
        .forEach(job -> management.setJobRetries(job.getId(), 0));
    assertThat(running.of(order)).isEmpty();
  }

  @Test
  void tellsAnOutsideCallUntilSomebodyHasToLook() {
    deploy(
        Bpmn.createExecutableProcess("outside")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .serviceTask("Task_Outside")
            .name("Start billing")
            .camundaExternalTask("nobody.works-on-this")
            .endEvent());
    OrderId order = start("outside");

    assertThat(running.of(order))
        .extracting(NextEvent::kind, NextEvent::label)
        .containsExactly(tuple(Kind.OUTSIDE_CALL, "Start billing"));

    ExternalTask task =
        externalTasks.createExternalTaskQuery().topicName("nobody.works-on-this").singleResult();
    assertThat(trouble(order)).isEmpty();
    update(
        """
        insert into turnup.hold_up (subject, opened_at, level, group_id, tell_from, respond_by)
        values ('system nobody', now(), 1, 'operators', now(), now())
        """);
    Instant created = task.getCreateTime().toInstant();
    lookAt(created.plusSeconds(1));
    assertThat(trouble(order)).as("it is made now").isEmpty();
    lookAt(created.plus(Duration.ofMinutes(16)));
    assertThat(trouble(order))
        .contains("operators look after system nobody, to which calls wait to be made");
    externalTasks.lock(task.getId(), "a worker", Duration.ofDays(1).toMillis());
    assertThat(trouble(order)).as("it is being made").isEmpty();
    externalTasks.unlock(task.getId());
    update(
        """
        insert into turnup.outbound_call (key, topic, order_id, subject, external_task_id, state, request,
               failure_code, failure_message, prepared_at)
        values (:order, 'nobody.works-on-this', :order, '-', :task, 'unavailable', '{}', 'http-503', 'ask Anna', now())
        """,
        "order",
        order.value(),
        "task",
        task.getId());
    assertThat(trouble(order)).contains("it failed with http-503 and is tried again");
    update("insert into turnup.connector_pause values ('nobody.works-on-this', 'ada', now())");
    assertThat(trouble(order)).contains("nobody.works-on-this is paused by ada");
    update("delete from turnup.hold_up");
    update("delete from turnup.connector_pause");

    externalTasks.setRetries(task.getId(), 0);
    assertThat(running.of(order)).isEmpty();
  }

  private Optional<String> trouble(OrderId order) {
    return running.of(order).get(0).trouble();
  }

  private void update(String statement, Object... parameters) {
    JdbcClient.StatementSpec update = database.sql(statement);
    for (int i = 0; i < parameters.length; i += 2) {
      update = update.param((String) parameters[i], parameters[i + 1]);
    }
    update.update();
  }

  @Test
  void countsNoEscalationAsNextEvent() {
    deploy(
        Bpmn.createExecutableProcess("order-escalation")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .userTask("Task_LookAfterOrder")
            .camundaDueDate("${due}")
            .endEvent());
    OrderId order = start("order-escalation");

    assertThat(running.of(order)).isEmpty();
  }

  @Test
  void readsOnlyColumnsThatTheEngineHas() {
    // a change of the engine's schema shows here, by name, whatever else is tested
    assertThat(
            database
                .sql(
                    """
                    select lower(table_name || '.' || column_name)
                      from information_schema.columns
                     where table_name in ('act_ru_execution', 'act_ru_job', 'act_ru_task',
                           'act_ru_ext_task', 'act_ru_event_subscr', 'act_ru_identitylink')
                    """)
                .query(String.class)
                .list())
        .contains(
            "act_ru_execution.root_proc_inst_id_",
            "act_ru_execution.proc_def_key_",
            "act_ru_job.create_time_",
            "act_ru_ext_task.create_time_",
            "act_ru_event_subscr.activity_id_",
            "act_ru_identitylink.group_id_");
  }

  private void deploy(EndEventBuilder end) {
    BpmnModelInstance model = end.done();
    String id = model.getModelElementsByType(Process.class).iterator().next().getId();
    repository.createDeployment().addModelInstance(id + ".bpmn", model).deploy();
  }

  private OrderId start(String process) {
    OrderId order = newOrder();
    runtime.startProcessInstanceByKey(process, order.value(), Map.of("due", Date.from(DUE)));
    return order;
  }
}
