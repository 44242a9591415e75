package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.Deployments;
import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.order.StaleVersion;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine's settings do, seen over HTTP, in the database or in time. */
class EngineSettingsTest extends TurnupTest {

  @Autowired private ProcessEngine engine;
  @Autowired private RuntimeService runtime;
  @Autowired private RepositoryService repository;
  @Autowired private ManagementService management;
  @Autowired private JdbcClient database;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private Clock clock;

  @AfterEach
  void clearUp() {
    Mocks.reset();
    runtime
        .createProcessInstanceQuery()
        .processDefinitionKeyIn("waiting", "failing", "uncaught", "relayed", "split", "calling")
        .list()
        .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test over"));
  }

  /** The database was not there yet when they were read. */
  @Test
  void hasItsStatementsReadBeforeItIsBuilt() {
    ProcessEngineConfigurationImpl settings =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

    assertThat(settings.getSqlSessionFactory().getConfiguration().getEnvironment().getDataSource())
        .isInstanceOfSatisfying(
            DelegatingDataSource.class,
            standIn ->
                assertThat(standIn.getTargetDataSource()).isSameAs(settings.getDataSource()));
  }

  @Test
  void losesATransactionThatItIsFrozenIn() {
    assertThat(
            database.sql("show idle_in_transaction_session_timeout").query(String.class).single())
        .isEqualTo("5min");
  }

  /** As many wait for their day as are due, and the orders that wait have waited longest. */
  @Test
  void findsTheNextJobsByIndexAmongManyThatWait() {
    JdbcClient many = emptyDatabaseWithTables();
    many.sql(
            """
            insert into act_ru_job (id_, type_, retries_, duedate_, exclusive_, suspension_state_,
                   priority_, root_proc_inst_id_, process_instance_id_)
            select kind || n, kind, 3,
                   case when kind = 'timer' then now() + (n - 50) * interval '1 second' end,
                   true, 1, case when kind = 'timer' then 0 else 600000 + n % 5000 end,
                   kind || n / 3, kind || n
              from generate_series(1, 100000) n,
                   unnest(array['timer', 'message']) kind
            """)
        .update();
    many.sql("analyze act_ru_job").update();

    assertThat(planOf(many, "res.priority_ >= 1 order by res.priority_ desc"))
        .contains("act_idx_job_priority")
        .satisfies(this::readsLittle);
    assertThat(planOf(many, "res.priority_ <= 0 order by res.duedate_ asc"))
        .contains("act_idx_job_duedate")
        .satisfies(this::readsLittle);
  }

  /** The engine's question for jobs, with a limit of 20, and how many rows each part of it read. */
  private static String planOf(JdbcClient database, String kindAndOrder) {
    return String.join(
        "\n",
        database
            .sql(
                """
                explain (analyze, costs off, timing off, summary off)
                 select res.id_
                   from act_ru_job res
                  where res.retries_ > 0
                    and (res.duedate_ is null or res.duedate_ <= now()::timestamp)
                    and (res.lock_owner_ is null or res.lock_exp_time_ < now()::timestamp)
                    and res.suspension_state_ = 1
                    and (res.exclusive_ = true
                    and not exists (
                          select j2.id_
                            from act_ru_job j2
                           where (res.root_proc_inst_id_ is not null
                             and j2.root_proc_inst_id_ = res.root_proc_inst_id_
                              or res.root_proc_inst_id_ is null
                             and j2.process_instance_id_ = res.process_instance_id_)
                             and j2.exclusive_ = true
                             and j2.lock_owner_ is not null
                             and j2.lock_exp_time_ >= now()::timestamp)
                     or res.exclusive_ = false)
                    and\s"""
                    + kindAndOrder
                    + " limit 20")
            .query(String.class)
            .list());
  }

  private void readsLittle(String plan) {
    Matcher rows = Pattern.compile("(?:rows=|Filter: )(\\d+)").matcher(plan);
    assertThat(rows.results().map(found -> Integer.valueOf(found.group(1))))
        .as(plan)
        .isNotEmpty()
        .allMatch(read -> read <= 100);
  }

  /** Of indexes that have no entry for what is empty; whatever the value, which no plan knows. */
  @ParameterizedTest
  @CsvSource({
    "act_ru_variable, task_id_, act_idx_variable_task",
    "act_ru_variable, bytearray_id_, act_idx_var_bytearray",
    "act_ru_variable, batch_id_, act_idx_batch_id",
    "act_ru_variable, case_execution_id_, act_idx_var_case_exe",
    "act_ru_execution, business_key_, act_idx_exec_buskey",
    "act_ru_execution, super_exec_, act_idx_exe_super",
    "act_ru_ext_task, error_details_id_, act_idx_ext_task_err_details",
    "act_ru_job, exception_stack_id_, act_idx_job_exception",
    "act_hi_procinst, restarted_proc_inst_id_, act_idx_hi_pro_rst_pro_inst_id"
  })
  void findsWhatHardlyAnyRowHasByIndex(String table, String column, String index) {
    List<String> plan =
        Objects.requireNonNull(
            new TransactionTemplate(transactions)
                .execute(
                    status -> {
                      database.sql("set local plan_cache_mode = force_generic_plan").update();
                      database.sql("set local enable_seqscan = off").update();
                      return database
                          .sql("explain select id_ from " + table + " where " + column + " = ?")
                          .param("one")
                          .query(String.class)
                          .list();
                    }));

    assertThat(String.join("\n", plan)).contains(index);
  }

  @Test
  void switchesThePlannersCompilerOffOnItsConnections() {
    assertThat(database.sql("show jit").query(String.class).single()).isEqualTo("off");
  }

  @Test
  void remembersInstancesAndNoActivitiesVariablesOrJobs() {
    ProcessInstance instance = startWaiting(Map.of("orderId", "PO-0"));
    runtime.correlateMessage("news", instance.getBusinessKey());

    assertThat(rows("act_hi_procinst", instance)).isEqualTo(1);
    assertThat(rows("act_hi_actinst", instance)).isZero();
    assertThat(rows("act_hi_varinst", instance)).isZero();
    assertThat(rows("act_hi_detail", instance)).isZero();
    assertThat(
            database
                .sql("select count(*) from act_hi_job_log where process_instance_id_ = ?")
                .param(instance.getId())
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void knowsFromTheStartWhenAnInstanceIsToBeForgotten() {
    ProcessInstance instance = startWaiting(Map.of());

    assertThat(
            database
                .sql(
                    "select count(*) from act_hi_procinst where id_ = ? and removal_time_ > start_time_")
                .param(instance.getId())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void letsNoEngineWithAnotherHistoryLevelUseTheDatabase() {
    ProcessEngineConfiguration other =
        new StandaloneProcessEngineConfiguration()
            .setProcessEngineName("other")
            .setJdbcUrl(TestDatabase.shared())
            .setJdbcDriver("org.postgresql.Driver")
            .setDatabaseSchemaUpdate("false")
            .setHistory("full");

    assertThatThrownBy(other::buildProcessEngine).hasMessageContaining("history level");
  }

  @Test
  void recordsWhoDidWhat() {
    ProcessInstance instance = startWaiting(Map.of());

    assertThat(
            as("admin")
                .put(
                    "/engine-rest/process-instance/" + instance.getId() + "/suspended",
                    "{\"suspended\": true}")
                .statusCode())
        .isEqualTo(204);

    assertThat(
            database
                .sql("select distinct user_id_ from act_hi_op_log where proc_inst_id_ = ?")
                .param(instance.getId())
                .query(String.class)
                .list())
        .containsExactly("admin");
  }

  @Test
  void stopsAtAnErrorThatNobodyCatches() {
    deployUnguarded(
        "uncaught",
        "<bpmn:endEvent id=\"EndEvent_WaitOver\" name=\"Wait over\"><bpmn:errorEventDefinition id=\"D\" errorRef=\"Error_Lost\" /></bpmn:endEvent>",
        "<bpmn:error id=\"Error_Lost\" name=\"lost\" errorCode=\"lost\" />");
    ProcessInstance instance = runtime.startProcessInstanceByKey("uncaught");
    Job job = jobOf(instance);

    assertThatThrownBy(() -> management.executeJob(job.getId())).hasMessageContaining("lost");

    assertThat(runtime.createProcessInstanceQuery().processInstanceId(instance.getId()).count())
        .isEqualTo(1);
  }

  @Test
  void offersNoBeanOfTheApplicationToAnExpression() {
    ProcessInstance instance = startWaiting(Map.of());
    ProcessEngineConfigurationImpl configuration = configuration();

    assertThatThrownBy(
            () ->
                configuration
                    .getCommandExecutorTxRequired()
                    .execute(
                        context ->
                            configuration
                                .getExpressionManager()
                                .createExpression("${dataSource}")
                                .getValue(
                                    context
                                        .getExecutionManager()
                                        .findExecutionById(instance.getId()))))
        .hasMessageContaining("Unknown property");
  }

  @Test
  void takesNoSerializedObjectsFromOutside() {
    HttpResponse<String> java =
        start(
            "{\"x\": {\"type\": \"Object\", \"value\": \"rO0ABXQAAXg=\", \"valueInfo\": {\"objectTypeName\": \"java.lang.String\", \"serializationDataFormat\": \"application/x-java-serialized-object\"}}}");
    HttpResponse<String> json =
        start(
            "{\"x\": {\"type\": \"Object\", \"value\": \"{\\\"text\\\": \\\"long enough\\\"}\", \"valueInfo\": {\"objectTypeName\": \"javax.swing.JEditorPane\", \"serializationDataFormat\": \"application/json\"}}}");

    assertThat(java.statusCode()).isBetween(400, 500);
    assertThat(java.body()).contains("Java serialization format is prohibited");
    assertThat(json.statusCode()).as(json.body()).isEqualTo(200);
    String instance = json.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    assertThatThrownBy(() -> runtime.getVariable(instance, "x"))
        .hasStackTraceContaining("not whitelisted");
  }

  @Test
  void keepsListsAsJson() {
    List<String> many =
        IntStream.range(0, 150).mapToObj(n -> UUID.randomUUID().toString()).toList();
    ProcessInstance instance =
        startWaiting(
            Map.of(
                "componentIds", new ArrayList<>(List.of("a", "b")),
                "componentGroups", new ArrayList<>(List.of(new ArrayList<>(List.of("a")))),
                "deliveryIds", new ArrayList<>(many)));

    assertThat(runtime.getVariables(instance.getId()))
        .containsEntry("componentIds", List.of("a", "b"))
        .containsEntry("componentGroups", List.of(List.of("a")))
        .containsEntry("deliveryIds", many);
    assertThat(
            database
                .sql(
                    """
                       select coalesce(v.text_, left(convert_from(b.bytes_, 'UTF8'), 2))
                         from act_ru_variable v
                    left join act_ge_bytearray b
                           on b.id_ = v.bytearray_id_
                        where v.proc_inst_id_ = ?
                    """)
                .param(instance.getId())
                .query(String.class)
                .list())
        .as("in the variable's own row, unless it is long")
        .containsExactlyInAnyOrder("[\"a\",\"b\"]", "[[\"a\"]]", "[\"");
  }

  /** Before lists were kept in their row, all were kept as only long ones are now. */
  @Test
  void goesOnWithAListThatIsKeptBesideItsRow() {
    ProcessInstance instance =
        startWaiting(
            Map.of(
                "deliveryIds",
                IntStream.range(0, 150)
                    .mapToObj(n -> UUID.randomUUID().toString())
                    .collect(Collectors.toCollection(ArrayList::new))));
    String beside =
        database
            .sql("select bytearray_id_ from act_ru_variable where proc_inst_id_ = ?")
            .param(instance.getId())
            .query(String.class)
            .single();
    database
        .sql("update act_ge_bytearray set bytes_ = convert_to('[\"a\"]', 'UTF8') where id_ = ?")
        .param(beside)
        .update();
    assertThat(runtime.getVariable(instance.getId(), "deliveryIds")).isEqualTo(List.of("a"));

    runtime.setVariable(instance.getId(), "deliveryIds", new ArrayList<>(List.of("b")));

    assertThat(runtime.getVariable(instance.getId(), "deliveryIds")).isEqualTo(List.of("b"));
    assertThat(
            database
                .sql("select count(*) from act_ge_bytearray where id_ = ?")
                .param(beside)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void lettingJavaSerializeAVariableWouldFailInAnyTest() {
    assertThatThrownBy(
            () ->
                database
                    .sql(
                        "insert into act_ru_variable (id_, type_, name_) values ('x', 'serializable', 'list')")
                    .update())
        .hasMessageContaining("variable list is serialized by Java");
  }

  @Test
  void tellsTheApplicationsTime() {
    ProcessInstance instance = startWaiting(Map.of());

    assertThat(jobOf(instance).getDuedate().toInstant())
        .isCloseTo(Instant.now(clock).plus(Duration.ofDays(365)), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void answersNoQueryWithoutALimit() {
    assertThat(as("admin").get("/engine-rest/task").statusCode()).isEqualTo(400);
    assertThat(as("admin").get("/engine-rest/task?maxResults=3000").statusCode()).isEqualTo(400);
    assertThat(as("admin").get("/engine-rest/task?maxResults=10").statusCode()).isEqualTo(200);
    assertThat(as("operator").get("/engine-rest/process-definition?key=delivery").statusCode())
        .as("what Cockpit asks")
        .isEqualTo(200);
    assertThat(as("operator").get("/engine-rest/task/report/candidate-group-count").statusCode())
        .as("what Cockpit asks")
        .isEqualTo(200);
  }

  @Test
  void cleansUpAtNight() {
    assertThat(as("admin").get("/engine-rest/history/cleanup/configuration").body())
        .contains("T02:00:00")
        .contains("T05:00:00");
  }

  @Test
  void forgetsWhatIsPastItsRemovalTime() {
    ProcessInstance forgotten = startWaiting(Map.of());
    ProcessInstance kept = startWaiting(Map.of());
    for (ProcessInstance instance : List.of(forgotten, kept)) {
      runtime.correlateMessage("news", instance.getBusinessKey());
    }
    database
        .sql("update act_hi_procinst set removal_time_ = '2020-01-01' where proc_inst_id_ = ?")
        .param(forgotten.getId())
        .update();

    engine.getHistoryService().cleanUpHistoryAsync(true);

    await().atMost(Duration.ofSeconds(30)).until(() -> rows("act_hi_procinst", forgotten) == 0);
    assertThat(rows("act_hi_procinst", kept)).isEqualTo(1);
  }

  @Test
  void leavesTheJobsOfANodeThatDiedToOthersAfterAMinute() throws SQLException {
    ProcessInstance instance = startWaiting(Map.of());
    Job job = jobOf(instance);
    try (Connection held = DriverManager.getConnection(TestDatabase.shared());
        Statement statement = held.createStatement()) {
      held.setAutoCommit(false);
      // whoever runs the job cannot end it
      statement.executeQuery(
          "select 1 from act_ru_execution where proc_inst_id_ = '%s' for update"
              .formatted(instance.getId()));
      management.setJobDuedate(job.getId(), Date.from(Instant.now(clock)));

      Instant lock =
          await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> lockOf(job), Optional::isPresent)
              .get();
      assertThat(lock)
          .isBetween(Instant.now(clock).plusSeconds(30), Instant.now(clock).plusSeconds(60));
      held.rollback();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                runtime.createProcessInstanceQuery().processInstanceId(instance.getId()).count()
                    == 0);
  }

  private Optional<Instant> lockOf(Job job) {
    return database
        .sql("select lock_exp_time_ from act_ru_job where id_ = ? and lock_exp_time_ is not null")
        .param(job.getId())
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  @Test
  void repeatsAtOnceWhatSomebodyWasFasterWith() {
    assertThat(retriesAfter(new StaleVersion("order PO-0"))).satisfies(this::isDueNow);
    assertThat(retriesAfter(new OptimisticLockingFailureException("late")))
        .satisfies(this::isDueNow);
  }

  @Test
  void repeatsLaterWhatTheDatabaseWasAwayFor() {
    Job job = retriesAfter(new IllegalStateException(new SQLTransientConnectionException("away")));

    assertThat(job.getRetries()).isEqualTo(4);
    assertThat(job.getDuedate().toInstant())
        .isCloseTo(Instant.now(clock).plusSeconds(10), within(8, ChronoUnit.SECONDS));
  }

  @Test
  void reportsABugAtOnce() {
    Job job = retriesAfter(new IllegalArgumentException("a bug"));

    assertThat(job.getRetries()).isZero();
    assertThat(runtime.createIncidentQuery().processInstanceId(job.getProcessInstanceId()).count())
        .isEqualTo(1);
  }

  @Test
  void knowsOfTheIncidentOfAJobThatIsSetGoingWithMany() {
    Job job = retriesAfter(new IllegalArgumentException("a bug"));
    management.setJobRetriesByJobDefinitionId(job.getJobDefinitionId(), 3);
    JavaDelegate mended = execution -> {};
    Mocks.register("planDeliveries", mended);

    management.executeJob(job.getId());

    assertThat(runtime.createIncidentQuery().processInstanceId(job.getProcessInstanceId()).count())
        .isZero();
  }

  /** What happens beside it has the engine move the job, and leave the incident where it was. */
  @Test
  void knowsOfTheIncidentOfAJobWhoseExecutionWasSplit() {
    deployUnguarded(
        "split",
        "<bpmn:serviceTask id=\"EndEvent_WaitOver\" name=\"Plan deliveries\" camunda:asyncBefore=\"true\" camunda:delegateExpression=\"${planDeliveries}\" />"
            + "<bpmn:subProcess id=\"SubProcess_Meanwhile\" name=\"Meanwhile\" triggeredByEvent=\"true\">"
            + "<bpmn:startEvent id=\"StartEvent_Meanwhile\" name=\"Meanwhile\" isInterrupting=\"false\"><bpmn:messageEventDefinition id=\"M\" messageRef=\"Message_Meanwhile\" /></bpmn:startEvent>"
            + "<bpmn:intermediateCatchEvent id=\"Event_Later\" name=\"Later\"><bpmn:timerEventDefinition id=\"T\"><bpmn:timeDuration>P365D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
            + "<bpmn:sequenceFlow id=\"Flow_Meanwhile\" sourceRef=\"StartEvent_Meanwhile\" targetRef=\"Event_Later\" />"
            + "</bpmn:subProcess>",
        "<bpmn:message id=\"Message_Meanwhile\" name=\"meanwhile\" />");
    // only the test runs its jobs, on its own thread
    management.suspendJobDefinitionByProcessDefinitionKey("split");
    ProcessInstance instance = runtime.startProcessInstanceByKey("split");
    management.executeJob(jobOf(instance).getId());
    JavaDelegate failing =
        execution -> {
          throw new IllegalArgumentException("a bug");
        };
    Mocks.register("planDeliveries", failing);
    Job job = jobOf(instance);
    assertThatThrownBy(() -> management.executeJob(job.getId())).hasMessageContaining("a bug");
    runtime.createMessageCorrelation("meanwhile").processInstanceId(instance.getId()).correlate();
    JavaDelegate mended = execution -> {};
    Mocks.register("planDeliveries", mended);

    management.executeJob(job.getId());

    assertThat(jobOf(instance).getId()).as("what happens beside it").isNotEqualTo(job.getId());
    assertThat(runtime.createIncidentQuery().processInstanceId(instance.getId()).count()).isZero();
  }

  @Test
  void startsNothingOfADefinitionThatItHasJustSuspended() {
    String definition = startWaiting(Map.of()).getProcessDefinitionId();
    runtime.startProcessInstanceById(definition);
    repository.suspendProcessDefinitionById(definition, true, null);
    try {
      assertThatThrownBy(() -> runtime.startProcessInstanceById(definition))
          .hasMessageContaining("suspended");
    } finally {
      repository.activateProcessDefinitionById(definition, true, null);
    }
    runtime.startProcessInstanceById(definition);
  }

  @Test
  void callsWhatItHasJustDeployed() {
    String end = "<bpmn:endEvent id=\"EndEvent_WaitOver\" name=\"Wait over\" />";
    deployUnguarded("called", end, "");
    deployUnguarded(
        "calling",
        "<bpmn:callActivity id=\"CallActivity_Called\" name=\"Called\" calledElement=\"called\" />"
            + end
            + "<bpmn:sequenceFlow id=\"Flow_Now\" sourceRef=\"StartEvent_WaitWanted\" targetRef=\"CallActivity_Called\" />",
        "");
    String former = calledByANew("calling");
    assertThat(calledByANew("calling")).isEqualTo(former);

    deployUnguarded("called", end, "");

    assertThat(calledByANew("calling")).isNotEqualTo(former);
  }

  /** The definition of what the instance has called. */
  private String calledByANew(String key) {
    String instance = runtime.startProcessInstanceByKey(key).getId();
    return runtime
        .createProcessInstanceQuery()
        .superProcessInstanceId(instance)
        .singleResult()
        .getProcessDefinitionId();
  }

  @Test
  void runsNoJobOfAKindThatItHasJustSuspended() {
    assertThat(jobOf(startWaiting(Map.of())).isSuspended()).isFalse();
    management
        .updateJobDefinitionSuspensionState()
        .byProcessDefinitionKey("waiting")
        .processDefinitionWithoutTenantId()
        .suspend();
    try {
      assertThat(jobOf(startWaiting(Map.of())).isSuspended()).isTrue();
    } finally {
      management
          .updateJobDefinitionSuspensionState()
          .byProcessDefinitionKey("waiting")
          .processDefinitionWithoutTenantId()
          .includeJobs(true)
          .activate();
    }
    assertThat(jobOf(startWaiting(Map.of())).isSuspended()).isFalse();
  }

  /** What becomes of it then is shown by {@link RelayTest}. */
  @Test
  void writesAJobLockedThatItWillRun() {
    deployUnguarded(
        "relayed",
        "<bpmn:task id=\"Task_Relayed\" name=\"Relayed\" camunda:asyncBefore=\"true\" />"
            + "<bpmn:endEvent id=\"EndEvent_WaitOver\" name=\"Wait over\" />"
            + "<bpmn:sequenceFlow id=\"Flow_Now\" sourceRef=\"StartEvent_WaitWanted\" targetRef=\"Task_Relayed\" />",
        "");

    new TransactionTemplate(transactions)
        .executeWithoutResult(
            transaction -> {
              ProcessInstance instance = runtime.startProcessInstanceByKey("relayed");
              assertThat(
                      database
                          .sql(
                              "select count(*) from act_ru_job where process_instance_id_ = ? and lock_owner_ is not null")
                          .param(instance.getId())
                          .query(Integer.class)
                          .single())
                  .isEqualTo(1);
              transaction.setRollbackOnly();
            });
  }

  @Test
  void namesTheOrderInTheLogAndNothingElse() {
    AtomicReference<Map<String, String>> named = new AtomicReference<>();
    JavaDelegate work = execution -> named.set(MDC.getCopyOfContextMap());
    Mocks.register("planDeliveries", work);

    management.executeJob(startWorking("PO-1007").getId());

    assertThat(named.get()).isEqualTo(Map.of("order", "PO-1007"));
    assertThat(MDC.get("order")).isNull();
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void doesNotCallItAnErrorToBeOvertaken(CapturedOutput log) {
    RuntimeException overtaken =
        new IllegalStateException(new SQLException("violates \"act_fk_exe_parent\"", "23503"));

    retriesAfter(overtaken);
    ExecuteJobHelper.LOGGING_HANDLER.exceptionWhileExecutingJob("job-1", overtaken);

    assertThat(log)
        .contains("Job job-1 was overtaken and is done again")
        .doesNotContain("act_fk_exe_parent");
  }

  private void isDueNow(Job job) {
    assertThat(job.getRetries()).as("unchanged").isEqualTo(5);
    assertThat(job.getDuedate())
        .satisfiesAnyOf(
            due -> assertThat(due).isNull(),
            due -> assertThat(due.toInstant()).isBeforeOrEqualTo(Instant.now(clock)));
    assertThat(runtime.createIncidentQuery().processInstanceId(job.getProcessInstanceId()).count())
        .isZero();
  }

  /** Runs own work that fails this way, and returns what became of its job. */
  private Job retriesAfter(RuntimeException failure) {
    JavaDelegate failing =
        execution -> {
          throw failure;
        };
    Mocks.register("planDeliveries", failing);
    Job job = startWorking(null);
    assertThatThrownBy(() -> management.executeJob(job.getId())).isNotNull();
    return management.createJobQuery().jobId(job.getId()).singleResult();
  }

  /** Starts an instance whose next job is own work, which only the test runs, on its own thread. */
  private Job startWorking(@Nullable String businessKey) {
    String key = "failing";
    if (repository.createProcessDefinitionQuery().processDefinitionKey(key).count() == 0) {
      deployUnguarded(
          key,
          "<bpmn:serviceTask id=\"Task_PlanDeliveries\" name=\"Plan deliveries\" camunda:asyncBefore=\"true\" camunda:delegateExpression=\"${planDeliveries}\" />"
              + "<bpmn:endEvent id=\"EndEvent_WaitOver\" name=\"Wait over\" />"
              + "<bpmn:sequenceFlow id=\"Flow_Now\" sourceRef=\"StartEvent_WaitWanted\" targetRef=\"Task_PlanDeliveries\" />",
          "");
      management.suspendJobDefinitionByProcessDefinitionKey(key);
    }
    ProcessInstance instance = runtime.startProcessInstanceByKey(key, businessKey);
    return management
        .createJobQuery()
        .processInstanceId(instance.getId())
        .activityId("Task_PlanDeliveries")
        .singleResult();
  }

  private ProcessInstance startWaiting(Map<String, Object> variables) {
    if (repository.createProcessDefinitionQuery().processDefinitionKey("waiting").count() == 0) {
      new Deployments(base())
          .deploy("admin", Map.of("waiting.bpmn", Deployments.waiting("waiting")));
    }
    return runtime.startProcessInstanceByKey("waiting", UUID.randomUUID().toString(), variables);
  }

  private HttpResponse<String> start(String variables) {
    startWaiting(Map.of());
    return as("admin")
        .post(
            "/engine-rest/process-definition/key/waiting/start",
            "{\"variables\": " + variables + "}");
  }

  private Job jobOf(ProcessInstance instance) {
    return management.createJobQuery().processInstanceId(instance.getId()).singleResult();
  }

  private int rows(String table, ProcessInstance instance) {
    return database
        .sql("select count(*) from " + table + " where proc_inst_id_ = ?")
        .param(instance.getId())
        .query(Integer.class)
        .single();
  }

  /** Deploys what the guard would refuse: these settings stand behind it. */
  private void deployUnguarded(String key, String end, String afterProcess) {
    ProcessEngineConfigurationImpl configuration = configuration();
    List<Deployer> guarded = configuration.getDeployers();
    configuration
        .getDeploymentCache()
        .setDeployers(
            guarded.stream().filter(deployer -> !(deployer instanceof DeploymentGuard)).toList());
    try {
      repository
          .createDeployment()
          .addString(
              key + ".bpmn",
              Deployments.process(key, "P365D")
                  .replace("<bpmn:endEvent id=\"EndEvent_WaitOver\" name=\"Wait over\" />", end)
                  .replace("<bpmndi:BPMNDiagram", afterProcess + "<bpmndi:BPMNDiagram"))
          .deploy();
    } finally {
      configuration.getDeploymentCache().setDeployers(guarded);
    }
  }

  private ProcessEngineConfigurationImpl configuration() {
    return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
  }

  private static JdbcClient emptyDatabaseWithTables() {
    return JdbcClient.create(new DriverManagerDataSource(TestDatabase.withTables()));
  }
}
