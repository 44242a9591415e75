package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.escalation.HoldUp;
import dev.turnup.engine.escalation.Hours;
import dev.turnup.engine.escalation.StepTimes;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Moments;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingCalendars;
import dev.turnup.engine.workflow.Places.Looked;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.EndEventBuilder;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is stuck, as the engine's runtime tables have it; also what was taken from them by force.
 */
class EngineSearchTest extends EngineTest {

  private static final Instant DUE = Instant.parse("2031-03-02T09:00:00Z");

  @Autowired private JdbcClient database;
  @Autowired private ManagementService management;
  @Autowired private TransactionTemplate transactions;
  @Autowired private ExternalTaskService externalTasks;
  @Autowired private TaskService taskService;

  private List<EngineSearch> searches;
  private Instant now;

  @BeforeEach
  void look() {
    Places places = new Places(database, new ModelSteps(repository), transactions);
    StepTimes stepTimes = new StepTimes(new HalfAnHour(), new Hours(new Nobody()));
    searches =
        List.of(
            new LostOrders(places),
            new LostPlaces(places),
            new SuspendedOrders(places),
            new StoppedWork(places),
            new StaleLocks(places),
            new LateJobs(places, stepTimes),
            new LateSteps(places, stepTimes),
            new LostWords(places),
            new OverdueTasks(places));
    // the engine's time need not be this one
    now = Instant.now();
  }

  @Test
  void findsNothingAsLongAsEveryPlaceHasWhatItWaitsFor() {
    deploy(
        model("search-all")
            .parallelGateway("Gateway_Fork")
            .userTask("Task_Person")
            .camundaDueDate("${due}")
            .endEvent()
            .moveToNode("Gateway_Fork")
            .serviceTask("Task_Own")
            .camundaAsyncBefore()
            .camundaExpression("${true}")
            .endEvent()
            .moveToNode("Gateway_Fork")
            .serviceTask("Task_Call")
            .camundaExternalTask("nobody.works-on-that")
            .endEvent()
            .moveToNode("Gateway_Fork")
            .receiveTask("Task_Await")
            .message("some-day")
            .boundaryEvent("BoundaryEvent_Due")
            .timerWithDate("${due}")
            .endEvent()
            .moveToNode("Gateway_Fork")
            .intermediateCatchEvent("Event_FarDate")
            .timerWithDate("${due}")
            .endEvent()
            .moveToNode("Gateway_Fork")
            .callActivity("CallActivity_Person")
            .calledElement("search-person")
            .camundaIn("due", "due")
            .endEvent());
    deploy(model("search-person").userTask("Task_Called").camundaDueDate("${due}").endEvent());
    OrderId order = start("search-all");

    assertThat(found(order, now)).isEmpty();

    take("act_ru_job", order, "Task_Own");
    assertThat(found(order, now))
        .extracting(Stuck::finding, Stuck::explanation)
        .containsExactly(
            tuple(Finding.NO_NEXT_EVENT, "Nothing will make the order move at Task_Own"));
  }

  @Test
  void findsTheMessageThatNobodyIsSubscribedToAlsoIfItsDeadlineIsThere() {
    deploy(
        model("search-message")
            .receiveTask("Task_Await")
            .name("Await ready date")
            .message("moved")
            .boundaryEvent("BoundaryEvent_Due")
            .timerWithDate("${due}")
            .endEvent()
            .moveToActivity("Task_Await")
            .endEvent());
    OrderId unsubscribed = start("search-message");
    OrderId undated = start("search-message");

    take("act_ru_event_subscr", unsubscribed, "Task_Await");
    take("act_ru_job", undated, "Task_Await");

    assertThat(found(unsubscribed, now))
        .extracting(Stuck::explanation)
        .containsExactly("Nothing will make the order move at Await ready date");
    assertThat(found(undated, now))
        .extracting(Stuck::finding)
        .containsExactly(Finding.NO_NEXT_EVENT);
  }

  @Test
  void findsTheCallAndTheWorkThatAreGoneAlsoIfATimerStandsBesideThem() {
    deploy(
        model("search-gone")
            .parallelGateway("Gateway_Fork")
            .serviceTask("Task_Call")
            .camundaExternalTask("nobody.works-on-that")
            .boundaryEvent("BoundaryEvent_CallDue")
            .timerWithDate("${due}")
            .endEvent()
            .moveToNode("Gateway_Fork")
            .userTask("Task_Person")
            .camundaDueDate("${due}")
            .boundaryEvent("BoundaryEvent_PersonDue")
            .timerWithDate("${due}")
            .endEvent());
    OrderId withoutCall = start("search-gone");
    OrderId withoutWork = start("search-gone");
    assertThat(found(withoutCall, now)).isEmpty();

    take("act_ru_ext_task", withoutCall, "Task_Call");
    take("act_ru_task", withoutWork, "Task_Person");

    assertThat(found(withoutCall, now))
        .extracting(Stuck::explanation)
        .containsExactly("Nothing will make the order move at Task_Call");
    assertThat(found(withoutWork, now))
        .extracting(Stuck::explanation)
        .containsExactly("Nothing will make the order move at Task_Person");
  }

  @Test
  void findsTheOrderForWhichNothingRunsUntilItEnds() {
    OrderId order = newOrder();

    assertThat(found(order, now))
        .extracting(Stuck::explanation)
        .containsExactly("Nothing will make the order move: no model runs for it");

    for (String beside : List.of("visit-cancellation", "order-escalation")) {
      deploy(
          model(beside)
              .serviceTask("Task_Beside")
              .camundaExternalTask("nobody.works-beside")
              .endEvent());
      runtime.startProcessInstanceByKey(beside, order.value());
      assertThat(found(order, now))
          .as(beside + " does not move it")
          .extracting(Stuck::finding)
          .containsExactly(Finding.NO_NEXT_EVENT);
    }

    jdbc.update(
        "update turnup.product_order set state = 'failed', completed_at = now() where id = ?",
        order.value());
    assertThat(found(order, now)).isEmpty();
  }

  @Test
  void looksOnlyAtWhatComesAfterAKeyAndSaysAfterWhichKeyToGoOn() {
    Places places = new Places(database, new ModelSteps(repository), transactions);
    LostOrders lostOrders = new LostOrders(places);
    List<OrderId> lost =
        Stream.of(newOrder(), newOrder()).sorted(Comparator.comparing(OrderId::value)).toList();
    OrderId first = lost.get(0);
    OrderId second = lost.get(1);
    String last =
        jdbc.queryForObject(
            """
            select max(id)
              from turnup.product_order
             where state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial')
            """,
            String.class);

    Looked fromFirst = lostOrders.look(lostOrders.page(), Map.of(), first.value(), now);

    assertThat(fromFirst.doubtful()).contains(second).doesNotContain(first);
    assertThat(fromFirst.last().orElseThrow()).isBetween(second.value(), last);
    assertThat(lostOrders.look(lostOrders.page(), Map.of(), last, now))
        .isEqualTo(new Looked(List.of(), Optional.empty()));
    jdbc.update(
        "update turnup.product_order set state = 'failed', completed_at = now() where id in (?, ?)",
        first.value(),
        second.value());
  }

  @Test
  void findsWhatIsSuspendedAndWhatIsStopped() {
    deploy(model("search-suspended").callActivity().calledElement("search-work").endEvent());
    deploy(
        model("search-work")
            .serviceTask("Task_Own")
            .name("Plan deliveries")
            .camundaAsyncBefore()
            .camundaExpression("${true}")
            .endEvent());
    OrderId suspended = start("search-suspended");
    OrderId stopped = start("search-suspended");

    runtime.suspendProcessInstanceById(
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(suspended.value())
            .processDefinitionKey("search-suspended")
            .singleResult()
            .getId());
    management.setJobRetries(job(stopped).getId(), 0);

    assertThat(found(suspended, now)).extracting(Stuck::finding).containsExactly(Finding.SUSPENDED);
    assertThat(found(stopped, now))
        .extracting(Stuck::finding, Stuck::explanation)
        .containsExactly(
            tuple(Finding.STOPPED_WORK, "Plan deliveries has failed and is not tried again"));
  }

  @Test
  void findsOwnWorkThatNobodyTakesUpOrThatADeadWorkerHolds() {
    deploy(
        model("search-jobs")
            .serviceTask("Task_Own")
            .name("Plan deliveries")
            .camundaAsyncBefore()
            .camundaExpression("${true}")
            .endEvent());
    OrderId order = start("search-jobs");
    String job = job(order).getId();
    now = job(order).getCreateTime().toInstant();

    assertThat(found(order, now.plus(Duration.ofMinutes(29)))).isEmpty();
    assertThat(found(order, now.plus(Duration.ofMinutes(31))))
        .extracting(Stuck::finding)
        .containsExactly(Finding.LATE_JOB);
    jdbc.update(
        "update act_ru_job set duedate_ = ? where id_ = ?",
        Timestamp.from(now.minus(Duration.ofHours(20))),
        job);
    assertThat(found(order, now)).as("was due when it was made, and is new").isEmpty();

    jdbc.update(
        "update act_ru_job set lock_owner_ = 'dead', lock_exp_time_ = ? where id_ = ?",
        Timestamp.from(now.plus(Duration.ofMinutes(1))),
        job);
    assertThat(found(order, now)).as("is being done").isEmpty();
    jdbc.update(
        "update act_ru_job set lock_exp_time_ = ? where id_ = ?",
        Timestamp.from(now.plus(Duration.ofHours(9))),
        job);
    assertThat(found(order, now)).extracting(Stuck::finding).containsExactly(Finding.STALE_LOCK);
  }

  @Test
  void findsCallsThatNobodyMakesThatTakeTooLongOrThatADeadWorkerHolds() {
    deploy(
        model("search-calls")
            .serviceTask("Task_Outside")
            .name("Start billing")
            .camundaExternalTask("nobody-bills.start")
            .endEvent());
    OrderId order = start("search-calls");
    ExternalTask task =
        externalTasks.createExternalTaskQuery().topicName("nobody-bills.start").singleResult();
    Instant created = task.getCreateTime().toInstant();
    Instant later = created.plus(Duration.ofMinutes(16));

    assertThat(found(order, created)).isEmpty();
    assertThat(found(order, later)).as("it is the system's").isEmpty();
    assertThat(holdUp(created)).isEmpty();
    assertThat(holdUp(later).orElseThrow())
        .isEqualTo(
            new HoldUp(
                HoldUp.Kind.SYSTEM,
                "nobody-bills",
                "Calls to nobody-bills wait to be made, the first since "
                    + told(created)
                    + ": 1 of nobody-bills.start. 1 order waits for it, first of all "
                    + order
                    + ". See /operations/connectors; all goes on by itself once calls go through"
                    + " again.",
                Optional.of(order),
                Optional.empty()));

    TasklistHoldUps tasks = new TasklistHoldUps(taskService);
    tasks.offer("system nobody-bills", "it is away", "operators", later);
    assertThat(holdUp(later).flatMap(HoldUp::due)).contains(later);
    tasks.withdraw("system nobody-bills");

    externalTasks.lock(task.getId(), "a worker", Duration.ofMinutes(20).toMillis());
    assertThat(holdUp(later)).as("it is worked").isEmpty();
    externalTasks.handleFailure(
        task.getId(), "a worker", "down", 1, Duration.ofHours(2).toMillis());
    assertThat(holdUp(later)).as("it has a retry date").isEmpty();
    othersWaitForItsSystem(order, created);

    jdbc.update("update act_ru_ext_task set error_msg_ = null where id_ = ?", task.getId());
    assertThat(found(order, created))
        .extracting(Stuck::finding)
        .containsExactly(Finding.STALE_LOCK);
    externalTasks.setRetries(task.getId(), 0);
    assertThat(found(order, created)).extracting(Stuck::finding).contains(Finding.STOPPED_WORK);
  }

  private void othersWaitForItsSystem(OrderId triedAgainLater, Instant created) {
    OrderId other = start("search-calls");
    Instant late =
        jdbc.queryForObject(
                "select max(create_time_) from act_ru_ext_task where topic_name_ = 'nobody-bills.start'",
                Timestamp.class)
            .toInstant()
            .plus(Duration.ofMinutes(31));
    jdbc.update(
        """
        insert into turnup.outbound_call (key, topic, order_id, subject, external_task_id, state, request,
               failure_code, failure_message, prepared_at)
        values (?, 'nobody-bills.start', ?, '-', '-', 'unavailable', '{}', 'refused', 'ask Wilhelmina', now())
        """,
        other.value(),
        other.value());

    assertThat(holdUp(late).orElseThrow())
        .satisfies(
            away ->
                assertThat(away.situation())
                    .contains(": 1 of nobody-bills.start; ", "failed with refused. 1 order waits")
                    .as("what it said of a customer")
                    .doesNotContain("Wilhelmina"))
        .extracting(HoldUp::first)
        .isEqualTo(Optional.of(other));
    assertThat(found(other, late)).as("nobody looks after its system").hasSize(1);
    lookedAfter("system nobody-bills");
    assertThat(found(other, late)).as("others look after its system").isEmpty();
    assertThat(heldUp(late)).containsExactly(other.value());
    assertThat(found(triedAgainLater, late))
        .as("it waits for nothing but its next try")
        .extracting(Stuck::finding, Stuck::explanation)
        .containsExactly(
            tuple(Finding.LATE_STEP, "Start billing takes too long: it began at " + told(created)));
    jdbc.update("delete from turnup.hold_up");
  }

  private List<String> heldUp(Instant at) {
    return jdbc.queryForList(
        "select order_id from turnup.held_up(cast(? as timestamptz)) where subject = 'system nobody-bills'",
        String.class,
        Timestamp.from(at));
  }

  @Test
  void findsTheAnswerThatDoesNotComeAndTheOverdueTaskOfAPersonButNoEscalations() {
    deploy(
        model("search-late")
            .parallelGateway("Gateway_Fork")
            .receiveTask("Task_Await")
            .name("Await answer")
            .message("answered")
            .boundaryEvent("BoundaryEvent_Due")
            .timerWithDate("${due}")
            .endEvent()
            .moveToNode("Gateway_Fork")
            .userTask("Task_Late")
            .name("Repair order")
            .camundaDueDate("${due}")
            .endEvent());
    deploy(model("order-escalation").userTask("Task_Look").camundaDueDate("${due}").endEvent());
    OrderId order = start("search-late");
    runtime.startProcessInstanceByKey(
        "order-escalation", order.value(), Map.of("due", Date.from(DUE.minusSeconds(60))));
    now =
        jdbc.queryForObject(
                "select max(created_) from act_ru_event_subscr where activity_id_ = 'Task_Await'",
                Timestamp.class)
            .toInstant();

    assertThat(found(order, now.plus(Duration.ofMinutes(31))))
        .extracting(Stuck::finding, stuck -> stuck.explanation().substring(0, 12))
        .containsExactly(tuple(Finding.LATE_STEP, "Await answer"));
    assertThat(found(order, DUE.plusSeconds(1)))
        .extracting(Stuck::finding, Stuck::explanation)
        .contains(tuple(Finding.OVERDUE_TASK, "Repair order should have been done by " + told(DUE)))
        .filteredOn(found -> found.toList().get(0) == Finding.OVERDUE_TASK)
        .hasSize(1);
  }

  @Test
  void findsAProblemUntilItIsClosedAndSaysUntilWhenSomebodyHasTheTaskWithIt() {
    jdbc.update(
        """
        insert into turnup.problem (id, cause_kind, cause, title, state, opened_at, opened_by)
        values ('PB-1', 'fingerprint', 'search', 'OLT-1 is dark', 'stopped', ?, 'turnup')
        """,
        Timestamp.from(DUE));
    TasklistHoldUps tasks = new TasklistHoldUps(taskService);

    assertThat(problem().orElseThrow())
        .isEqualTo(
            new HoldUp(
                HoldUp.Kind.PROBLEM,
                "PB-1",
                "OLT-1 is dark: it was opened at "
                    + told(DUE)
                    + ", is stopped, and nobody has said when it ends. No order waits for it. See"
                    + " /operations/problems/PB-1",
                Optional.empty(),
                Optional.empty()));
    tasks.offer("problem PB-1", "it is dark", "supervisors", DUE);
    assertThat(due()).contains(DUE);
    taskService.complete("problem-PB-1");
    assertThat(due()).as("who has completed it has as long").contains(DUE);
    tasks.offer("problem PB-1", "it is dark", "supervisors", DUE.plusSeconds(5));
    tasks.offer("problem PB-1", "it is dark", "managers", DUE.plusSeconds(60));
    assertThat(due()).contains(DUE.plusSeconds(60));

    OrderId waits = newOrder();
    fallout(waits, "planning", DUE);
    jdbc.update(
        "update turnup.fallout set problem_id = 'PB-1', problem_since = now() where order_id = ?",
        waits.value());
    assertThat(problem().flatMap(HoldUp::first)).contains(waits);
    UUID run = releaseRun();
    jdbc.update("update turnup.problem set state = 'releasing', release_run = ?", run);
    Instant later = DUE.plusSeconds(100);
    assertThat(new UnclosedProblems(database).now(later))
        .singleElement()
        .satisfies(
            released -> {
              assertThat(released.first()).as("it is tried again").isEmpty();
              assertThat(released.due().orElseThrow()).isAfter(later);
            });
    jdbc.update("update turnup.bulk_run set state = 'paused' where id = ?", run);
    assertThat(due()).contains(DUE.plusSeconds(60));
    assertThat(problem().orElseThrow().situation())
        .contains("is released by a run that is paused", "1 order waits for it");
    jdbc.update("delete from turnup.fallout where order_id = ?", waits.value());
    jdbc.update("delete from turnup.bulk_run where id = ?", run);
    jdbc.update("update turnup.problem set state = 'closed', closed_at = now(), closed_by = '-'");
    assertThat(problem()).isEmpty();

    assertThat(taskService.createTaskQuery().taskId("problem-PB-1").list())
        .extracting(Task::getName)
        .containsExactly("Look after problem PB-1");
    assertThat(taskService.getIdentityLinksForTask("problem-PB-1"))
        .extracting(IdentityLink::getGroupId)
        .containsExactlyInAnyOrder("supervisors", "managers");
    tasks.withdraw("problem PB-1");
  }

  private Optional<HoldUp> problem() {
    return new UnclosedProblems(database).now(DUE).stream().findFirst();
  }

  private Optional<Instant> due() {
    return problem().flatMap(HoldUp::due);
  }

  private UUID releaseRun() {
    UUID id = UUID.randomUUID();
    jdbc.update(
        """
        insert into turnup.bulk_run (id, action, parameters, reason, author, state, second_person, canary, per_minute,
               stop_at_percent, recheck_after_seconds, recheck_within_seconds, created_at, begun_at, begun_by, next_turn)
        values (?, 'release-problem', '{}', 'it is solved', 'ada', 'running', false, 5, 60, 20, 60, 600, now(), now(),
               'ada', now())
        """,
        id);
    return id;
  }

  @Test
  void asksTheDeskWhoseFalloutIsLateOrIsToBeSettledAtOnce() {
    OrderId order = newOrder();
    LateTasks late = new LateTasks(taskService, database);
    Instant over = DUE.plusSeconds(1);
    fallout(order, "dispatch", DUE);
    assertThat(late.desk(order, Finding.OVERDUE_FALLOUT, DUE)).isEmpty();
    assertThat(late.desk(order, Finding.OVERDUE_FALLOUT, over)).contains("dispatch");

    jdbc.update("update turnup.fallout set escalated = true where order_id = ?", order.value());
    assertThat(late.desk(order, Finding.OVERDUE_FALLOUT, DUE))
        .as("though it has time")
        .contains("dispatch");
    assertThat(late.desk(order, Finding.OVERDUE_TASK, over)).as("nobody has a task").isEmpty();
    fallout(order, "planning", DUE.minusSeconds(1));
    assertThat(late.desk(order, Finding.OVERDUE_FALLOUT, DUE))
        .as("is late for longest")
        .contains("planning");
    jdbc.update("delete from turnup.fallout where order_id = ?", order.value());
  }

  @Test
  void knowsWhoseWorkIsLateOrIsToBeDoneAtOnceAndCountsNoEscalation() {
    deploy(model("search-owners").userTask("Task_Late").camundaDueDate("${due}").endEvent());
    deploy(model("order-escalation").userTask("Task_LookAfterOrder").endEvent());
    OrderId order = start("search-owners");
    runtime.startProcessInstanceByKey("order-escalation", order.value());
    for (Task task :
        taskService.createTaskQuery().processInstanceBusinessKey(order.value()).list()) {
      task.setDueDate(Date.from(DUE));
      task.setAssignee("who does " + task.getTaskDefinitionKey());
      taskService.saveTask(task);
    }
    fallout(order, "dispatch", DUE);
    LateTasks late = new LateTasks(taskService, database);
    assertThat(late.owners(order, DUE)).isEmpty();

    jdbc.update(
        "update turnup.fallout set escalated = true, owner = 'ada' where order_id = ?",
        order.value());
    assertThat(late.owners(order, DUE)).as("to be settled at once").containsExactly("ada");
    assertThat(late.owners(order, DUE.plusSeconds(1))).containsExactly("who does Task_Late", "ada");
    jdbc.update("delete from turnup.fallout where order_id = ?", order.value());
  }

  private void fallout(OrderId order, String queue, Instant due) {
    jdbc.update(
        """
        insert into turnup.fallout (id, order_id, step, system, code, message, queue, state, raised_at, due)
        values (?, ?, 'Activate service', 'network', 'down', 'no light', ?, 'open', ?, ?)
        """,
        UUID.randomUUID(),
        order.value(),
        queue,
        Timestamp.from(DUE.minusSeconds(60)),
        Timestamp.from(due));
  }

  private Optional<HoldUp> holdUp(Instant at) {
    return new AwaySystems(database)
        .now(at).stream().filter(found -> found.name().equals("nobody-bills")).findFirst();
  }

  private void lookedAfter(String subject) {
    jdbc.update(
        """
        insert into turnup.hold_up (subject, opened_at, level, group_id, tell_from, respond_by)
        values (?, now(), 1, 'operators', now(), now())
        """,
        subject);
  }

  private static String told(Instant moment) {
    return Moments.told(moment, ZoneId.of("UTC"));
  }

  /** The same whether the order is asked about or all are looked at. */
  private List<Stuck> found(OrderId order, Instant at) {
    List<Stuck> found =
        searches.stream().flatMap(search -> search.among(List.of(order), at).stream()).toList();
    assertThat(searches)
        .flatExtracting(search -> search.unattended(at, 10_000))
        .filteredOn(stuck -> stuck.order().equals(order))
        .isEqualTo(found);
    return found;
  }

  private Job job(OrderId order) {
    return management
        .createJobQuery()
        .rootProcessInstanceId(
            jdbc.queryForObject(
                "select id_ from act_ru_execution where business_key_ = ? and parent_id_ is null"
                    + " and super_exec_ is null",
                String.class,
                order.value()))
        .singleResult();
  }

  /** By force: as if it had never been, or an operator's script had deleted it. */
  private void take(String table, OrderId order, String activity) {
    if (table.equals("act_ru_task")) {
      jdbc.update(
          "delete from act_ru_identitylink where task_id_ in (select id_ from act_ru_task where"
              + " execution_id_ in (select id_ from act_ru_execution where act_id_ = ?))",
          activity);
    }
    assertThat(
            jdbc.update(
                "delete from "
                    + table
                    + " t using act_ru_execution e, act_ru_execution i, act_ru_execution root"
                    + " where e.id_ = t.execution_id_ and i.id_ = e.proc_inst_id_"
                    + " and root.id_ = i.root_proc_inst_id_ and root.business_key_ = ?"
                    + " and e.act_id_ = ?",
                order.value(),
                activity))
        .isEqualTo(1);
  }

  private static StartEventBuilder model(String id) {
    return Bpmn.createExecutableProcess(id).camundaHistoryTimeToLive(1).startEvent();
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

  /** Everything may take half an hour. */
  private static final class HalfAnHour implements Decisions {

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      return new Answer(table, Map.of("withinMinutes", 30));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }

  private static final class Nobody implements WorkingCalendars {

    @Override
    public WorkingCalendar named(String id) {
      return WorkingCalendar.office(ZoneOffset.UTC);
    }

    @Override
    public Map<String, WorkingCalendar> covering(Collection<String> postalCodes) {
      return Map.of();
    }
  }
}
