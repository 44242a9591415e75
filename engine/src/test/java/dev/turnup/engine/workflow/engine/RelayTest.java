package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.workflow.EngineTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of jobs of this node's own making, where nobody looks for any unless told so. */
class RelayTest extends EngineTest {

  private static final int THREADS = 2;
  private static final int PLACES = 4;

  /** In a transaction, as {@link Relay} says. */
  private static final int MOST = 40;

  private static final int LEFT = 5;

  @Autowired private ProcessEngine engine;
  @Autowired private ManagementService management;
  @Autowired private TaskService tasks;
  @Autowired private JdbcClient database;
  @Autowired private TransactionTemplate transaction;

  private final CountDownLatch over = new CountDownLatch(1);
  private RelayedJobs relayed;
  private ThreadPoolTaskExecutor pool;
  private RelayedJobs.OnlyWhenTold executor;
  private Jobs jobs;

  @BeforeEach
  void useOwn() {
    relayed = new RelayedJobs(engine, database, THREADS, PLACES);
    pool = relayed.threads();
    executor = relayed.executor();
    jobs = relayed.jobs();
    Work.forget();
    if (repository.createProcessDefinitionQuery().processDefinitionKey("relayed").count() == 0) {
      deploy();
    }
  }

  private void deploy() {
    repository
        .createDeployment()
        .addModelInstance(
            "relayed.bpmn",
            Bpmn.createExecutableProcess("relayed")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask("Task_Before")
                .serviceTask("Task_First")
                .camundaClass(Work.class.getName())
                .camundaAsyncBefore()
                .serviceTask("Task_Second")
                .camundaClass(Work.class.getName())
                .camundaAsyncBefore()
                .userTask("Task_After")
                .endEvent()
                .done())
        .addModelInstance(
            "relayed-many.bpmn",
            Bpmn.createExecutableProcess("relayed-many")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask("Task_Each")
                .documentation("The work asks for its loopCounter.")
                .camundaClass(Work.class.getName())
                .multiInstance()
                .parallel()
                .cardinality(String.valueOf(MOST + LEFT))
                .camundaAsyncBefore()
                .multiInstanceDone()
                .userTask("Task_After")
                .endEvent()
                .done())
        .deploy();
  }

  @AfterEach
  void useTheUsual() {
    over.countDown();
    soon().until(() -> jobs.inFlight().isEmpty());
    runtime
        .createProcessInstanceQuery()
        .processDefinitionKeyIn("relayed", "relayed-many")
        .list()
        .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "over"));
    relayed.close();
  }

  @Test
  void runsAJobThatNobodyHasLookedFor() {
    String instance = start();

    awaitAfter(instance);
    assertThat(Work.DONE).containsExactly("Task_First", "Task_Second");
    assertThat(executor.hints).as("nothing is left to others").hasValue(0);
  }

  @Test
  void leavesTheJobsOfANodeThatDiedToOthersOnceTheirLocksEnd() {
    occupyThreads();
    String job = jobOf(start());

    assertThat(lockOwner(job)).isEqualTo(executor.getLockOwner());
    assertThat(lockEnd(job).getTime() - ClockUtil.getCurrentTime().getTime())
        .isBetween(executor.getLockTimeInMillis() / 2L, (long) executor.getLockTimeInMillis());
    assertThat(acquired()).doesNotContain(job);
    pool.getThreadPoolExecutor().getQueue().clear();
    jdbc.update(
        "update act_ru_job set lock_exp_time_ = ? where id_ = ?",
        new Timestamp(ClockUtil.getCurrentTime().getTime() - 1),
        job);
    assertThat(acquired()).contains(job);
  }

  @Test
  void runsNothingThatWasTakenBackAndGoesOnAfterIt() {
    String instance = runtime.startProcessInstanceByKey("relayed").getId();

    transaction.executeWithoutResult(
        status -> {
          complete(instance);
          status.setRollbackOnly();
        });
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      complete(instance);
                      // nobody knows how this ends
                      jdbc.queryForList("select pg_terminate_backend(pg_backend_pid())");
                    }))
        .isNotNull();
    assertThat(jobs.inFlight()).isEmpty();
    complete(instance);

    awaitAfter(instance);
    assertThat(Work.DONE).hasSize(2);
    assertThat(executor.hints).hasValue(0);
  }

  @Test
  void leavesHalfOfTheQueueToWhatGoesByPriority() {
    occupyThreads();
    List<String> made = IntStream.range(0, PLACES).mapToObj(n -> jobOf(start())).toList();

    assertThat(made.stream().filter(job -> lockOwner(job) != null))
        .containsExactlyElementsOf(made.subList(0, PLACES / 2));
    assertThat(executor.hints).hasValue(PLACES / 2);
    assertThat(acquired()).containsAll(made.subList(PLACES / 2, PLACES));
  }

  /** A job is made, taken back, and another one made, while the last thread is given away. */
  @Test
  void letsOthersHaveWhatFoundNoThreadAndTellsNobodyOfAFailure() {
    String instance =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  String made = start();
                  runtime
                      .createProcessInstanceModification(made)
                      .cancelAllForActivity("Task_First")
                      .startBeforeActivity("Task_First")
                      .execute();
                  fillQueue();
                  return made;
                }));
    String job = jobOf(instance);

    assertThat(lockOwner(job)).isNotNull();
    assertThat(executor.hints).hasPositiveValue();
    assertThat(acquired()).contains(job);
    over.countDown();
    soon().until(() -> jobs.inFlight().isEmpty());
    management.executeJob(job);
    awaitAfter(instance);
  }

  @Test
  void runsNothingMoreOnceItIsStopped() {
    occupyThreads();
    String job = jobOf(start());

    executor.active = false;
    over.countDown();

    soon().until(() -> lockOwner(job) == null);
    assertThat(Work.DONE).isEmpty();
  }

  @Test
  void runsNothingWhileItIsHeld() {
    occupyThreads();
    String job = jobOf(start());

    jobs.pause();
    over.countDown();

    soon().until(() -> jobs.inFlight().isEmpty());
    assertThat(lockOwner(job)).isNull();
    assertThat(lockOwner(jobOf(start()))).as("nor is anything taken").isNull();
    assertThat(acquired()).isEmpty();
    assertThat(Work.DONE).isEmpty();
    jobs.resume();
    assertThat(acquired()).contains(job);
  }

  /** Each of many branches of one instance reads its own number. */
  @Test
  void runsTheJobsOfAnOrderOneAfterTheOtherAndNotTooManyOfThem() {
    occupyThreads();
    String instance = runtime.startProcessInstanceByKey("relayed-many").getId();
    assertThat(lockedOf(instance)).isEqualTo(MOST);
    int told = executor.hints.get();

    over.countDown();
    soon().until(() -> jobs.inFlight().isEmpty());

    assertThat(Work.DONE).hasSize(MOST);
    assertThat(Work.MOST_AT_ONCE).hasValue(1);
    assertThat(executor.hints).as("nobody could have the others before").hasValue(told + 1);
    assertThat(acquired()).hasSize(LEFT).allSatisfy(management::executeJob);
    assertThat(Work.DONE)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, MOST + LEFT).mapToObj(n -> "Task_Each " + n).toList());
    awaitAfter(instance);
  }

  private String start() {
    return runtime
        .createProcessInstanceByKey("relayed")
        .startBeforeActivity("Task_First")
        .execute()
        .getId();
  }

  private void complete(String instance) {
    tasks.complete(tasks.createTaskQuery().processInstanceId(instance).singleResult().getId());
  }

  private String jobOf(String instance) {
    return management.createJobQuery().processInstanceId(instance).singleResult().getId();
  }

  private String lockOwner(String job) {
    return jdbc.queryForObject(
        "select lock_owner_ from act_ru_job where id_ = ?", String.class, job);
  }

  private Timestamp lockEnd(String job) {
    return jdbc.queryForObject(
        "select lock_exp_time_ from act_ru_job where id_ = ?", Timestamp.class, job);
  }

  private int lockedOf(String instance) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(lock_owner_) from act_ru_job where process_instance_id_ = ?",
            Integer.class,
            instance));
  }

  /** What somebody who looks for jobs now gets; nobody runs it. */
  private List<String> acquired() {
    return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
            .getCommandExecutorTxRequired()
            .execute(executor.getAcquireJobsCmdFactory().getCommand(100))
            .getJobIdBatches()
            .stream()
            .flatMap(Collection::stream)
            .filter(this::isOurs)
            .toList();
  }

  /** At night the clean-up of the history, which belongs to no model, is due as well. */
  private boolean isOurs(String job) {
    return String.valueOf(
            management.createJobQuery().jobId(job).singleResult().getProcessDefinitionKey())
        .startsWith("relayed");
  }

  private void occupyThreads() {
    IntStream.range(0, THREADS).forEach(n -> pool.execute(this::awaitTheEnd));
    soon().until(() -> pool.getActiveCount() == THREADS);
  }

  private void fillQueue() {
    ThreadPoolExecutor threads = pool.getThreadPoolExecutor();
    while (threads.getActiveCount() < THREADS || threads.getQueue().remainingCapacity() > 0) {
      try {
        pool.execute(this::awaitTheEnd);
      } catch (RejectedExecutionException full) {
        Thread.onSpinWait();
      }
    }
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAfter(String instance) {
    soon().until(() -> runtime.getActiveActivityIds(instance).equals(List.of("Task_After")));
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  /** What the models here do. */
  public static class Work implements JavaDelegate {

    static final Queue<String> DONE = new ConcurrentLinkedQueue<>();
    static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();
    private static final AtomicInteger NOW = new AtomicInteger();

    static void forget() {
      DONE.clear();
      MOST_AT_ONCE.set(0);
    }

    @Override
    public void execute(DelegateExecution execution) {
      MOST_AT_ONCE.accumulateAndGet(NOW.incrementAndGet(), Math::max);
      Object number = execution.getVariable("loopCounter");
      DONE.add(execution.getCurrentActivityId() + (number == null ? "" : " " + number));
      NOW.decrementAndGet();
    }
  }
}
