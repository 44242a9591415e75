package dev.turnup.engine.workflow.outside;

import static dev.turnup.engine.workflow.outside.FakeSteps.AWAY_LONG;
import static dev.turnup.engine.workflow.outside.FakeSteps.EFFECT;
import static dev.turnup.engine.workflow.outside.FakeSteps.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideWorks;
import dev.turnup.engine.workflow.SavePoints;
import dev.turnup.engine.workflow.Variables;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** How a node works off its topics. */
@ExtendWith(OutputCaptureExtension.class)
class TopicWorkersTest extends OutsideWorkTest {

  @Autowired private OutsideWorks outsideWorks;
  @Autowired private OutsideTimedWork timedWork;
  @Autowired private Environment settings;
  @Autowired private TransactionOperations transactions;
  @Autowired private PlatformTransactionManager savepoints;
  @Autowired private Orders orders;
  @Autowired private OutboundCalls calls;
  @Autowired private Reaction reaction;
  @Autowired private LeftEffects leftEffects;
  @Autowired private CancelledOrders cancelledOrders;

  private Optional<BusyThreads> busy = Optional.empty();

  @Test
  void hasNoMoreCallsUnderWayThanItHasSlots() {
    effect.holds();
    List<Case> orders = IntStream.range(0, 10).mapToObj(i -> startCase(EFFECT)).toList();
    soon().until(() -> effect.called.size() == 4);
    List<Case> waiting =
        orders.stream().filter(order -> !effect.called.contains(order.component())).toList();
    Case stopped = waiting.get(0);
    Case suspended = waiting.get(1);
    externalTasks.setRetries(task(stopped).getId(), 0);
    runtime.suspendProcessInstanceById(suspended.instance());

    assertThat(outsideWorks.topics())
        .filteredOn(topic -> topic.topic().equals(EFFECT))
        .singleElement()
        .satisfies(
            topic -> {
              assertThat(topic.inFlight()).isEqualTo(4);
              assertThat(topic.limit()).isEqualTo(4);
              assertThat(topic.waiting()).isEqualTo(4);
              assertThat(topic.oldest()).contains(task(waiting.get(2)).getCreateTime().toInstant());
            });
    externalTasks.setRetries(task(stopped).getId(), 1);
    runtime.activateProcessInstanceById(suspended.instance());
    effect.answers(FakeStep.DONE);
    effect.release(FakeStep.DONE);
    orders.forEach(order -> awaitAt("Task_After", order));
    assertThat(effect.called).hasSize(10);
  }

  @Test
  void takesATaskUpInTheTransactionThatMakesIt() {
    effect.holds();
    Case order = startCase(EFFECT);

    assertThat(noted(order)).isEqualTo("prepared");
    assertThat(
            jdbc.queryForObject(
                "select rev_ from act_ru_ext_task where id_ = ? and worker_id_ is not null",
                Integer.class,
                task(order).getId()))
        .as("locked when it was written")
        .isEqualTo(1);
    soon().until(() -> effect.called.contains(order.component()));
    effect.release(FakeStep.DONE);
    awaitAt("Task_After", order);
  }

  @Test
  void callsForNothingThatATransactionTakesBack() {
    effect.holds();
    List<Case> kept = IntStream.range(0, 3).mapToObj(i -> startCase(EFFECT)).toList();
    TopicWorker<?, ?, ?> worker = workers.of(EFFECT).orElseThrow();
    soon().until(() -> effect.called.size() == 3);

    Case undone =
        Objects.requireNonNull(
            transactions.execute(
                transaction -> {
                  Case made = startCase(EFFECT);
                  assertThat(worker.underWay()).hasSize(4);
                  transaction.setRollbackOnly();
                  return made;
                }));

    assertThat(noted(undone)).isEmpty();
    soon().until(() -> worker.underWay().size() == 3);
    effect.release(FakeStep.DONE);
    kept.forEach(order -> awaitAt("Task_After", order));
    assertThat(effect.called).doesNotContain(undone.component());
  }

  @Test
  void leavesWhatCannotBePreparedAtOnceToWhoLooksForIt() {
    Case order = new Case(newOrder(), new ComponentId(UUID.randomUUID()), "");
    effect.cannotBePrepared.add(order.component());

    Case made = startCase(EFFECT, order.order(), order.component());

    soon()
        .until(() -> runtime.createIncidentQuery().processInstanceId(made.instance()).count() == 1);
    assertThat(workers.of(EFFECT).orElseThrow().underWay()).isEmpty();
  }

  @Test
  void callsForTheHigherPriorityFirstAndForTheOldestOfEquals() {
    workers.hold();
    List<Case> orders = IntStream.range(0, 6).mapToObj(i -> startCase(EFFECT)).toList();
    externalTasks.setPriority(task(orders.get(5)).getId(), Integer.MAX_VALUE);
    // who asks first gets it
    effect.answersInTurn(FakeStep.DONE, FakeStep.REJECTED);
    workers.goOn();

    awaitAt("Task_After", orders.get(5));
    soon().until(() -> effect.called.size() == 6);
    assertThat(effect.called)
        .first()
        .as("the last order gets the last port")
        .isEqualTo(orders.get(5).component());
    soon().until(() -> fallouts.raised.size() == 5);
    assertThat(fallouts.raised).noneMatch(lost -> lost.order().equals(orders.get(5).order()));
  }

  @Test
  void letsOneTaskThatCannotBePreparedHoldUpNoOther() {
    effect.holds();
    List<Case> fillers = IntStream.range(0, 4).mapToObj(i -> startCase(EFFECT)).toList();
    soon().until(() -> effect.called.size() == 4);
    List<Case> orders = IntStream.range(0, 4).mapToObj(i -> startCase(EFFECT)).toList();
    effect.cannotBePrepared.add(orders.get(2).component());
    effect.answers(FakeStep.DONE);
    effect.release(FakeStep.DONE);

    for (int i : List.of(0, 1, 3)) {
      awaitAt("Task_After", orders.get(i));
    }
    soon()
        .until(
            () ->
                runtime.createIncidentQuery().processInstanceId(orders.get(2).instance()).count()
                    == 1);
    fillers.forEach(order -> awaitAt("Task_After", order));
  }

  @Test
  void letsOneAnswerThatCannotBeAppliedHoldUpNoOther() {
    effect.holds();
    List<Case> orders = IntStream.range(0, 4).mapToObj(i -> startCase(EFFECT)).toList();
    soon().until(() -> effect.called.size() == 4);
    effect.cannotBeRecorded.add(orders.get(2).component());
    effect.release(FakeStep.DONE);

    for (int i : List.of(0, 1, 3)) {
      awaitAt("Task_After", orders.get(i));
    }
    soon().until(() -> noted(orders.get(2)).equals("answered"));
    assertThat(at(orders.get(2))).isEqualTo("Task_Outside");
  }

  @Test
  void appliesTogetherWhatHasComeBackOfAllTopics() {
    workers.hold();
    List<Case> orders = ofBothTopics();

    comeBackTogether(orders);

    assertThat(transactionsThatNotedCallsOf(orders)).isEqualTo(1);
  }

  @Test
  void appliesWhatIsGoodBesideABadOneOfAnotherTopicInHalves() {
    workers.hold();
    List<Case> orders = ofBothTopics();
    Case bad = orders.get(0);
    effect.cannotBeRecorded.add(bad.component());

    comeBackTogether(orders);

    List<Case> good = orders.subList(1, orders.size());
    assertThat(good).allSatisfy(order -> assertThat(at(order)).isEqualTo("Task_After"));
    assertThat(transactionsThatNotedCallsOf(good)).as("8, 4, 2, and 1 of 16").isEqualTo(4);
    assertThat(at(bad)).isEqualTo("Task_Outside");
    assertThat(noted(bad)).isEqualTo("answered");
  }

  @Test
  void letsAnOrderThatSomebodyElseHasHoldUpNoOther() {
    workers.hold();
    List<Case> orders = ofBothTopics();
    Case heldUp = orders.get(0);
    List<Case> others = orders.subList(1, orders.size());
    heldByOthers().add(heldUp.order());

    comeBackTogether(orders);

    assertThat(others).allSatisfy(order -> assertThat(at(order)).isEqualTo("Task_After"));
    assertThat(transactionsThatNotedCallsOf(others)).isEqualTo(1);
    assertThat(at(heldUp)).isEqualTo("Task_Outside");
    assertThat(noted(heldUp)).isEqualTo("answered");
    assertThat(task(heldUp).getRetries()).isEqualTo(1);
    assertThat(task(heldUp).getErrorMessage()).isEqualTo("others had the order for long");
  }

  private Set<OrderId> heldByOthers() {
    return ((OrdersInMemory) orders).heldByOthers();
  }

  @Test
  void appliesWhatHasComeBackOfOneOrderOneAfterTheOther() {
    workers.hold();
    Case first = startCase(EFFECT);
    Case second = startCase(EFFECT, first.order(), new ComponentId(UUID.randomUUID()));
    List<Case> orders = new ArrayList<>(List.of(first, second));
    orders.addAll(ofBothTopics());

    comeBackTogether(orders);

    assertThat(transactionsThatNotedCallsOf(orders)).isGreaterThan(1);
    assertThat(
            jdbc.queryForObject(
                "select count(distinct xmin::text) from turnup.outbound_call where order_id = ?",
                Integer.class,
                first.order().value()))
        .isEqualTo(2);
  }

  private List<Case> ofBothTopics() {
    return IntStream.range(0, 16).mapToObj(i -> startCase(i % 2 == 0 ? EFFECT : QUESTION)).toList();
  }

  /** To one lane, which begins when all have come. */
  private void comeBackTogether(List<Case> orders) {
    CountDownLatch allHaveCome = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(orders.size());
    busy = Optional.of(new BusyThreads(allHaveCome));
    EndedCalls ended = new EndedCalls(outcomes, busy.get(), 1);
    comeBack(ended, topics.named(EFFECT), over);
    comeBack(ended, topics.named(QUESTION), over);
    allHaveCome.countDown();
    soon().until(() -> over.getCount() == 0);
  }

  @AfterEach
  void endThreads() {
    busy.ifPresent(BusyThreads::destroy);
    heldByOthers().clear();
  }

  private <I, Q, A> void comeBack(EndedCalls ended, Topic<I, Q, A> topic, CountDownLatch over) {
    A answer = topic.answer().cast(new FakeStep.Told("done"));
    shop.prepare()
        .of(topic, locked(topic))
        .forEach(call -> ended.add(ended(call, answer), over::countDown));
  }

  private int transactionsThatNotedCallsOf(List<Case> orders) {
    return jdbc.queryForObject(
        "select count(distinct xmin::text) from turnup.outbound_call where order_id = any(?)",
        Integer.class,
        (Object) orders.stream().map(order -> order.order().value()).toArray(String[]::new));
  }

  /** Do nothing before they are let. */
  private static final class BusyThreads extends OutsideThreads {

    private final CountDownLatch let;

    BusyThreads(CountDownLatch let) {
      super(1);
      this.let = let;
    }

    @Override
    public void execute(Runnable work) {
      super.execute(
          () -> {
            try {
              let.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            work.run();
          });
    }
  }

  @Test
  void letsOneAnswerThatCannotBeKeptHoldUpNoOther() {
    workers.hold();
    List<Case> orders = IntStream.range(0, 4).mapToObj(i -> startCase(EFFECT)).toList();
    Case bad = orders.get(2);
    applied(
        outcomes,
        topics.named(EFFECT),
        locked(topics.named(EFFECT)),
        task -> new FakeStep.Told(task.order().equals(bad.order().value()) ? "\0" : "done"));

    for (int i : List.of(0, 1, 3)) {
      awaitAt("Task_After", orders.get(i));
    }
    assertThat(runtime.createIncidentQuery().processInstanceId(bad.instance()).count())
        .isEqualTo(1);
  }

  @Test
  void doesLaterWhatTheDatabaseWasAwayFor() {
    workers.hold();
    Case unprepared = startCase(EFFECT);
    LockedTask first = locked(unprepared);
    Case unapplied = startCase(EFFECT);
    LockedTask second = locked(unapplied);

    assertThat(
            new PrepareCalls(
                    awayFor(2), savepoints, calls, shop.tasks(), cancelledOrders, new SavePoints())
                .of(topics.named(EFFECT), List.of(first)))
        .isEmpty();
    applied(
        new ApplyOutcomes(
            awayFor(2), orders, reaction, shop.tasks(), calls, leftEffects, new SavePoints()),
        topics.named(EFFECT),
        List.of(second),
        task -> new FakeStep.Told("done"));

    for (Case order : List.of(unprepared, unapplied)) {
      assertThat(task(order).getRetries()).isEqualTo(1);
      assertThat(task(order).getErrorMessage()).isEqualTo("the database was away");
    }
    assertThat(noted(unapplied)).isEqualTo("answered");
  }

  private TransactionOperations awayFor(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return new TransactionOperations() {
      @Override
      public <T> T execute(TransactionCallback<T> work) {
        if (left.getAndDecrement() > 0) {
          throw new CannotCreateTransactionException(
              "no transaction", new SQLTransientConnectionException("no connection"));
        }
        return transactions.execute(work);
      }
    };
  }

  @Test
  void unlocksNoTaskThatAnotherHasLockedSince() {
    workers.hold();
    Case order = startCase(EFFECT);
    LockedTask late = locked(order);
    externalTasks.unlock(late.id());
    LockedTask taken = locked(order);

    shop.tasks().unlock(late);
    assertThat(task(order).getWorkerId()).isEqualTo(taken.worker());
    shop.tasks().unlock(taken);
    assertThat(task(order).getWorkerId()).isNull();
    workers.goOn();
    awaitAt("Task_After", order);
  }

  private List<LockedTask> locked(Topic<?, ?, ?> topic) {
    return shop.tasks().lock(topic, 10, Duration.ofSeconds(60));
  }

  /** The task of an order, the only one that nobody has locked. */
  private LockedTask locked(Case order) {
    List<LockedTask> locked = locked(topics.named(EFFECT));
    assertThat(locked).extracting(LockedTask::order).containsExactly(order.order().value());
    return locked.get(0);
  }

  private <I, Q, A> void applied(
      ApplyOutcomes apply,
      Topic<I, Q, A> topic,
      List<LockedTask> tasks,
      Function<LockedTask, FakeStep.Told> answer) {
    apply.all(
        shop.prepare().of(topic, tasks).stream()
            .<EndedCall<?, ?, ?>>map(
                call -> ended(call, topic.answer().cast(answer.apply(call.task()))))
            .toList());
  }

  private static <I, Q, A> EndedCall<I, Q, A> ended(OutsideCall<I, Q, A> call, A answer) {
    return new EndedCall<>(call, new Outcome.Answer<>(answer), false);
  }

  @Test
  void twoNodesCallForNoTaskTwice() {
    TopicWorkers other = new TopicWorkers(topics, otherShop(), settings);
    other.open(EFFECT, call -> call.make().thenApply(Object.class::cast));
    other.start();
    List<Case> orders = IntStream.range(0, 40).mapToObj(i -> startCase(EFFECT)).toList();
    orders.forEach(order -> awaitAt("Task_After", order));
    other.stop();

    assertThat(effect.called).hasSize(40);
    assertThat(new HashSet<>(effect.called)).hasSize(40);
    assertThat(effect.recorded).hasSize(40);
  }

  @Test
  void leavesASystemAloneThatCannotBeReachedAndTriesItWithOneCall() {
    MovedClock clock = new MovedClock();
    TopicWorkers own = new TopicWorkers(topics, shopWith(clock), settings);
    workers.close(AWAY_LONG);
    own.open(AWAY_LONG, call -> call.make().thenApply(Object.class::cast));
    own.start();
    policy.givesUpAfter = 100;
    away.answers(FakeStep.UNAVAILABLE);
    List<Case> orders = IntStream.range(0, 8).mapToObj(i -> startCase(AWAY_LONG)).toList();
    TopicWorker<?, ?, ?> worker = own.of(AWAY_LONG).orElseThrow();
    soon().until(() -> worker.breaker().state().equals("open") && !worker.isBusy());
    int before = away.called.size();
    int attempts = orders.stream().mapToInt(this::attemptsSoFar).sum();

    clock.move(Duration.ofSeconds(31));
    own.of(AWAY_LONG).orElseThrow().wake();
    soon().until(() -> away.called.size() == before + 1 && !worker.isBusy());
    assertThat(worker.breaker().leftAloneUntil()).isPresent();
    assertThat(orders.stream().mapToInt(this::attemptsSoFar).sum()).isEqualTo(attempts);

    // reached, but of no use: that is an attempt like any other, with a pause after it
    policy.seconds = 1;
    away.answers(FakeStep.UNKNOWN);
    clock.move(Duration.ofSeconds(31));
    worker.wake();
    soon().until(() -> orders.stream().mapToInt(this::attemptsSoFar).sum() > attempts);
    soon().until(() -> !worker.isBusy());
    int tries = away.called.size() + away.asked.size();
    worker.wake();
    soon().until(() -> !worker.isBusy());
    assertThat(worker.breaker().leftAloneUntil()).isPresent();
    assertThat(away.called.size() + away.asked.size()).isEqualTo(tries);

    away.answers(FakeStep.DONE);
    clock.move(Duration.ofSeconds(31));
    worker.wake();
    orders.forEach(order -> awaitAt("Task_After", order));
    assertThat(worker.breaker().state()).isEqualTo("closed");
    own.stop();
  }

  @Test
  void leavesAllOfASystemAloneThatRefusesOurCredentialAndSaysSoOnce(CapturedOutput log) {
    MovedClock clock = new MovedClock();
    TopicWorkers own = new TopicWorkers(topics, shopWith(clock), settings);
    workers.close(AWAY_LONG);
    for (String topic : List.of(AWAY_LONG, QUESTION)) {
      own.open(topic, call -> call.make().thenApply(Object.class::cast));
    }
    own.start();
    away.answers(
        new Outcome.Unavailable<>(
            new Failure("workforce", "credential-refused", "workforce refused us (401)"),
            Optional.empty()));
    TopicWorker<?, ?, ?> worker = own.of(AWAY_LONG).orElseThrow();
    Case order = startCase(AWAY_LONG);
    soon().until(() -> worker.breaker().state().equals("open") && !worker.isBusy());

    assertThat(away.called).hasSize(1);
    assertThat(own.of(QUESTION).orElseThrow().breaker().allows(16, 0)).isZero();
    assertThat(new TopicStatuses(own, shop.pauses(), externalTasks).topics())
        .hasSize(2)
        .allSatisfy(
            topic -> assertThat(topic.reason()).map(Failure::code).contains("credential-refused"));

    int attempts = attemptsSoFar(order);
    clock.move(Duration.ofSeconds(31));
    worker.wake();
    soon().until(() -> away.called.size() == 2 && !worker.isBusy());
    assertThat(attemptsSoFar(order)).isEqualTo(attempts);
    assertThat(log.getOut())
        .containsOnlyOnce("workforce refused us (401)")
        .contains("connectors.workforce.token");

    away.answers(FakeStep.DONE);
    clock.move(Duration.ofSeconds(31));
    worker.wake();
    awaitAt("Task_After", order);
    own.stop();
  }

  @Test
  void takesNoNoticeOfHowACallEndsThatItLetGoOf() {
    TopicWorkers own = new TopicWorkers(topics, otherShop(), settings);
    workers.close(AWAY_LONG);
    own.open(AWAY_LONG, call -> call.make().thenApply(Object.class::cast));
    own.start();
    away.holds();
    Case order = startCase(AWAY_LONG);
    soon().until(() -> away.called.contains(order.component()));
    TopicWorker<?, ?, ?> worker = own.of(AWAY_LONG).orElseThrow();
    worker.close();

    worker.letGo();
    away.release(FakeStep.UNKNOWN);
    soon().until(() -> !worker.isBusy());
    assertThat(attemptsSoFar(order)).isZero();

    away.answers(FakeStep.DONE);
    worker.open();
    awaitAt("Task_After", order);
    assertThat(away.called).as("asked for by key").hasSize(1);
    own.stop();
  }

  @Test
  void letsGoOfAllCallsThatItMayNotMakeAlthoughOneCannotBeUnlocked() {
    workers.hold();
    TopicWorkers own = new TopicWorkers(topics, shopThatFailsOnce(), settings);
    own.open(EFFECT, call -> call.make().thenApply(Object.class::cast));
    TopicWorker<?, ?, ?> worker = own.of(EFFECT).orElseThrow();
    worker.open();
    soon().until(() -> !worker.isBusy());
    List<Case> cases = IntStream.range(0, 3).mapToObj(i -> startCase(EFFECT)).toList();

    transactions.executeWithoutResult(
        transaction -> {
          for (Case order : cases) {
            assertThat(worker.takeNew(new FoundTask(externalTasks, task(order), order))).isTrue();
          }
          worker.breaker().leaveAlone(new Failure("system", "down", "it is down"));
        });

    soon().until(() -> worker.underWay().isEmpty());
    assertThat(effect.called).isEmpty();
    worker.close();
    assertThat(cases.stream().map(this::task).filter(task -> task.getWorkerId() != null))
        .as("whichever came first")
        .singleElement()
        // else when its lock ends
        .satisfies(task -> externalTasks.unlock(task.getId()));
    workers.goOn();
    cases.forEach(order -> awaitAt("Task_After", order));
  }

  @Test
  void followsAPauseOfTheTopic() {
    outsideWorks.pause(EFFECT, "operator");
    Case order = startCase(EFFECT);
    assertThat(timedWork.runnable(Instant.now())).isEmpty();
    isLeftAlone(order);

    outsideWorks.resume(EFFECT);
    awaitAt("Task_After", order);

    assertThat(effect.called).hasSize(1);
  }

  @Test
  void standsStillWhileItIsHeld() {
    timedWork.pause();
    Case order = startCase(EFFECT);
    assertThat(timedWork.runnable(Instant.now())).isNotEmpty();
    assertThat(timedWork.inFlight()).isEmpty();
    isLeftAlone(order);

    timedWork.resume();
    awaitAt("Task_After", order);
  }

  /** Also when the worker has looked for work since the order came. */
  private void isLeftAlone(Case order) {
    TopicWorker<?, ?, ?> worker = workers.of(EFFECT).orElseThrow();
    worker.wake();
    soon().until(() -> !worker.isBusy());
    assertThat(effect.called).isEmpty();
    assertThat(at(order)).isEqualTo("Task_Outside");
  }

  @Test
  void namesTheNextRetry() {
    question.answers(FakeStep.UNKNOWN);
    policy.seconds = 1_000;
    Case order = startCase(QUESTION);
    soon().until(() -> noted(order).equals("unknown"));

    // the engine's time, which need not be this test's
    Instant now = task(order).getCreateTime().toInstant();
    assertThat(timedWork.after(now)).contains(task(order).getLockExpirationTime().toInstant());
    assertThat(timedWork.runnable(now)).isEmpty();
  }

  @Test
  void letsCallsUnderWayEndBeforeItStops() {
    TopicWorkers stopping = new TopicWorkers(topics, otherShop(), settings);
    workers.hold();
    effect.holds();
    stopping.open(EFFECT, call -> call.make().thenApply(Object.class::cast));
    stopping.start();
    Case order = startCase(EFFECT);
    stopping.of(EFFECT).orElseThrow().wake();
    soon().until(() -> !effect.called.isEmpty());

    Thread end = new Thread(stopping::stop);
    end.start();
    effect.release(FakeStep.DONE);
    awaitAt("Task_After", order);

    soon().until(() -> !end.isAlive());
  }

  @Test
  void givesBackWhatDoesNotEndInTime() {
    effect.holds();
    Case order = startCase(EFFECT);
    soon().until(() -> effect.called.size() == 1);

    workers.of(EFFECT).orElseThrow().close();
    workers.of(EFFECT).orElseThrow().letGo();
    assertThat(task(order).getWorkerId()).isNull();
    effect.answers(FakeStep.DONE);
    workers.of(EFFECT).orElseThrow().open();
    awaitAt("Task_After", order);

    assertThat(effect.called).hasSize(1);
    assertThat(effect.asked).hasSize(1);
  }

  private int attemptsSoFar(Case order) {
    return jdbc
        .queryForList(
            "select attempts from turnup.outbound_call where order_id = ?",
            Integer.class,
            order.order().value())
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  private Workshop otherShop() {
    return shopWith(shop.clock());
  }

  private Workshop shopWith(Clock clock) {
    return new Workshop(
        new ExternalTasks(externalTasks),
        shop.prepare(),
        shop.ended(),
        shop.pauses(),
        shop.threads(),
        clock);
  }

  /** Its first look at a task fails, as when the database is away. */
  private Workshop shopThatFailsOnce() {
    AtomicInteger looks = new AtomicInteger();
    ExternalTaskService failing =
        (ExternalTaskService)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ExternalTaskService.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("createExternalTaskQuery")
                      && looks.incrementAndGet() == 1) {
                    throw new OptimisticLockingException("away");
                  }
                  return method.invoke(externalTasks, arguments);
                });
    return new Workshop(
        new ExternalTasks(failing),
        shop.prepare(),
        shop.ended(),
        shop.pauses(),
        shop.threads(),
        shop.clock());
  }

  private record FoundTask(ExternalTaskService service, ExternalTask task, Case subject)
      implements NewTask {

    @Override
    public String id() {
      return task.getId();
    }

    @Override
    public String step() {
      return task.getProcessDefinitionKey() + "/" + task.getActivityId();
    }

    @Override
    public String order() {
      return subject.order().value();
    }

    @Override
    public Map<String, Object> variables() {
      return Map.of(
          Variables.ORDER_ID.name(), order(),
          Variables.COMPONENT_ID.name(), subject.component().toString());
    }

    @Override
    public void lock(String worker, Duration time) {
      service.lock(id(), worker, time.toMillis());
    }
  }

  private static final class MovedClock extends Clock {
    private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }
  }
}
