package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.MovableClock;
import dev.turnup.engine.bulk.AdvanceRun;
import dev.turnup.engine.bulk.BulkAction.Recheck;
import dev.turnup.engine.bulk.EndRun;
import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.PrepareRun;
import dev.turnup.engine.bulk.RecheckFallouts;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.bulk.StartRun;
import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.fallout.AssignFallout;
import dev.turnup.engine.fallout.AwaitProblem;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.order.ActFor;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.problem.Cause;
import dev.turnup.engine.problem.CloseProblem;
import dev.turnup.engine.problem.FindProblem;
import dev.turnup.engine.problem.FindProblem.Found;
import dev.turnup.engine.problem.FollowProblem;
import dev.turnup.engine.problem.ForecastEnd;
import dev.turnup.engine.problem.HearTicket;
import dev.turnup.engine.problem.HearTicket.Standing;
import dev.turnup.engine.problem.HearTicket.Ticket;
import dev.turnup.engine.problem.KeepPromise;
import dev.turnup.engine.problem.LookAfterProblem;
import dev.turnup.engine.problem.OpenProblem;
import dev.turnup.engine.problem.OpenProblem.Known;
import dev.turnup.engine.problem.OpenProblemBehind;
import dev.turnup.engine.problem.ProblemBook.Counts;
import dev.turnup.engine.problem.ProblemBook.Membership;
import dev.turnup.engine.problem.ProblemId;
import dev.turnup.engine.problem.ProblemState;
import dev.turnup.engine.problem.ProblemTasks;
import dev.turnup.engine.problem.ReleaseProblem;
import dev.turnup.engine.problem.SharedProblem;
import dev.turnup.engine.problem.WaitingWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Problems as PostgreSQL keeps them, and what several nodes do with one at the same moment. */
class ProblemsOfTwoNodesTest {

  private static final int TIMES = 10;
  private static final String STEP = "network.activate-service";
  private static final Pace QUICKLY =
      new Pace(0, 6_000, 100, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final StoresAlone stores = StoresAlone.shared();
  private final MovableClock clock = new MovableClock(NOW);
  private final String words = "dark " + UUID.randomUUID().toString().replaceAll("[0-9]", "x");
  private final WaitingWork waitingWork = mock(WaitingWork.class);
  private final KeepPromise keepPromise = mock(KeepPromise.class);
  private final Decisions decisions = mock(Decisions.class);
  private final ProblemTasks tasks = mock(ProblemTasks.class);
  private final RecheckFallouts recheckFallouts = mock(RecheckFallouts.class);
  private final LookAfterProblem lookAfterProblem =
      new LookAfterProblem(tasks, mock(AssignWork.class), clock);
  private final StartRun startRun = new StartRun(stores.runs, clock);
  private final FollowProblem followProblem =
      new FollowProblem(
          startRun,
          stores.problems,
          stores.fallouts,
          stores.orders,
          waitingWork,
          keepPromise,
          lookAfterProblem);
  private final OpenProblem openProblem =
      new OpenProblem(stores.problems, followProblem, lookAfterProblem, clock);
  private final FindProblem findProblem =
      new FindProblem(
          stores.fallouts,
          new AwaitProblem(stores.fallouts),
          stores.orders,
          stores.problems,
          openProblem,
          keepPromise,
          decisions,
          stores.timeline,
          clock);
  private final CloseProblem closeProblem =
      new CloseProblem(stores.problems, startRun, lookAfterProblem, clock);
  private final HearTicket hearTicket =
      new HearTicket(
          stores.problems,
          openProblem,
          new ForecastEnd(stores.problems, followProblem),
          closeProblem,
          lookAfterProblem);
  private final ReleaseProblem releaseProblem =
      new ReleaseProblem(
          stores.problems,
          stores.fallouts,
          stores.orders,
          waitingWork,
          recheckFallouts,
          lookAfterProblem,
          clock);
  private final ExecutorService nodes = Executors.newFixedThreadPool(2);

  @BeforeEach
  void twoAreAProblem() {
    when(decisions.newest()).thenReturn(decisions);
    when(decisions.one(any(), any(), any()))
        .thenReturn(
            new Decisions.Answer(
                "problem-policy", Map.of("openFrom", 2, "withinMinutes", 60, "waitHours", 72)));
    when(recheckFallouts.of(any(), any())).thenReturn(new Recheck.Progressed());
  }

  @AfterEach
  void stop() {
    nodes.shutdownNow();
  }

  @Test
  void isOneProblemForTwoThatAreTheLastStrawAtOnce() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      FalloutId one = fallenOut(stores.plan(), words + " ".repeat(i) + "x".repeat(i));
      FalloutId other = fallenOut(stores.plan(), words + " ".repeat(i) + "x".repeat(i));
      CyclicBarrier bothHaveRead = new CyclicBarrier(2);
      Decisions.Answer answer = decisions.one(orderOf(one), "", Map.of());
      when(decisions.one(any(), any(), any()))
          .thenAnswer(
              call -> {
                bothHaveRead.await(60, TimeUnit.SECONDS);
                return answer;
              })
          .thenAnswer(
              call -> {
                bothHaveRead.await(60, TimeUnit.SECONDS);
                return answer;
              })
          .thenReturn(answer);

      Future<Found> first = onANode(() -> found(one));
      Future<Found> second = onANode(() -> found(other));

      assertThat(first.get()).isInstanceOf(Found.Open.class);
      assertThat(second.get()).isInstanceOf(Found.Open.class);
      ProblemId problem = membership(one).problem().orElseThrow();
      assertThat(membership(other).problem()).contains(problem);
      assertThat(problemsOf(fallout(one).fingerprint())).containsExactly(problem.value());
      assertThat(stores.problems.counts(problem)).isEqualTo(new Counts(2, Optional.of(NOW), 2));
    }
  }

  /** It is closed after whoever joins it, who is then released. */
  @Test
  void closesNoProblemThatSomebodyJoinsAtThisMoment() throws Exception {
    FalloutId joining = fallenOut(stores.plan(), words);
    SharedProblem problem = opened(fallout(joining).fingerprint());
    free(joining);
    CyclicBarrier joined = new CyclicBarrier(2);

    Future<Found> join =
        onANode(
            () -> {
              Found found = found(joining);
              await(joined);
              untilOneWaitsForALock();
              return found;
            });
    joined.await(60, TimeUnit.SECONDS);
    Future<SharedProblem> close = onANode(() -> closeProblem.of(problem.id(), QUICKLY, "ann"));

    assertThat(join.get()).isInstanceOf(Found.Open.class);
    assertThat(close.get().state()).isEqualTo(ProblemState.RELEASING);
    assertThat(stores.problems.waiting(problem.id())).containsExactly(orderOf(joining));
    stopReleaseOf(problem.id());
  }

  @Test
  void joinsNoProblemThatIsClosedAtThisMoment() throws Exception {
    FalloutId late = fallenOut(stores.plan(), words);
    SharedProblem problem = opened(fallout(late).fingerprint());
    free(late);
    CyclicBarrier closed = new CyclicBarrier(2);

    Future<SharedProblem> close =
        onANode(
            () -> {
              SharedProblem end = closeProblem.of(problem.id(), QUICKLY, "ann");
              await(closed);
              untilOneWaitsForALock();
              return end;
            });
    closed.await(60, TimeUnit.SECONDS);
    Future<Found> join = onANode(() -> found(late));

    assertThat(close.get().state()).isEqualTo(ProblemState.CLOSED);
    assertThat(join.get()).isEqualTo(new Found.None());
    assertThat(membership(late).problem()).isEmpty();
  }

  @Test
  void isOneProblemThatATicketAndAPersonTellOfAtOnce() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      String resource = "OLT-" + UUID.randomUUID();
      String ticket = "TT-" + UUID.randomUUID();
      Cause cause = new Cause(Cause.Kind.RESOURCE, resource);
      CyclicBarrier start = new CyclicBarrier(2);

      Future<Boolean> person =
          onANode(
              () -> {
                await(start);
                try {
                  openProblem.of(Known.said(cause, "dark", Optional.empty()), "ann");
                  return true;
                } catch (Refused known) {
                  return false;
                }
              });
      Future<Boolean> told =
          onANode(
              () -> {
                await(start);
                hearTicket.of(ticket(ticket, Standing.GOES_ON, resource));
                return true;
              });

      assertThat(told.get()).isTrue();
      assertThat(problemsOf(resource)).hasSize(1);
      SharedProblem problem = stores.problems.openOf(cause).orElseThrow();
      assertThat(problem.ticket()).contains(ticket);
      assertThat(problem.openedBy()).isEqualTo(person.get() ? "ann" : "ticket");
    }
  }

  /** The connection of the node that is at it is cut; what it had done is not done. */
  @Test
  void aNodeThatDiesInAReleaseLeavesTheRestToOthersAndNothingIsDoneTwice() {
    List<FalloutId> waiting =
        Stream.generate(() -> fallenOut(stores.plan(), words)).limit(3).toList();
    SharedProblem problem = opened(fallout(waiting.get(0)).fingerprint());
    waiting.forEach(each -> state(each, "waiting-for-problem"));
    in(() -> closeProblem.of(problem.id(), QUICKLY, "ann"));
    OrderId victim = orderOf(waiting.get(1));
    when(waitingWork.lookAgain(eq(victim), any()))
        .thenAnswer(
            call -> {
              kill();
              return true;
            })
        .thenReturn(true);
    EndRun endRun = new EndRun(stores.runs, List.of(releaseProblem));
    AdvanceRun advanceRun =
        new AdvanceRun(
            stores.runs,
            List.of(releaseProblem),
            mock(PrepareRun.class),
            endRun,
            new ActFor(),
            stores.timeline,
            clock);

    int died = 0;
    for (int step = 0; step < 20; step++) {
      try {
        in(() -> advanceRun.next(attempt -> {}));
      } catch (DataAccessException | TransactionException dead) {
        died++;
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(died).isEqualTo(1);
    Run release = stores.runs.find(found(problem.id()).run().orElseThrow()).orElseThrow();
    assertThat(release.state()).isEqualTo(RunState.DONE);
    assertThat(release.course().acted()).isEqualTo(3);
    assertThat(found(problem.id()).state()).isEqualTo(ProblemState.CLOSED);
    for (FalloutId each : waiting) {
      assertThat(membership(each).released()).isTrue();
      assertThat(
              stores.jdbc.queryForObject(
                  "select count(*) from turnup.order_event where order_id = ? and facts ->> 'run' = ?",
                  Integer.class,
                  orderOf(each).value(),
                  release.id().toString()))
          .isEqualTo(1);
    }
  }

  @Test
  void aTicketThatIsWithdrawnReleasesNothing() {
    String resource = "OLT-" + UUID.randomUUID();
    Cause cause = new Cause(Cause.Kind.RESOURCE, resource);
    String ticket = "TT-" + UUID.randomUUID();
    in(() -> heard(ticket(ticket, Standing.GOES_ON, resource)));
    ProblemId id = stores.problems.openOf(cause).orElseThrow().id();
    FalloutId waiting = fallenOut(stores.plan(), words);
    in(
        () -> {
          stores.problems.attach(waiting, id, NOW);
          return true;
        });

    in(() -> heard(ticket(ticket, Standing.WITHDRAWN, resource)));

    assertThat(found(id).state()).isEqualTo(ProblemState.OPEN);
    assertThat(found(id).ticket()).isEmpty();
    verify(tasks)
        .offer(
            any(),
            eq("Its trouble ticket was withdrawn, and nothing says that its cause is mended."),
            any());
    in(() -> heard(ticket(ticket, Standing.GOES_ON, resource)));
    assertThat(found(id).ticket()).as("it is a fault after all").contains(ticket);
    free(waiting);
    in(() -> heard(ticket(ticket, Standing.WITHDRAWN, resource)));
    assertThat(found(id).state()).as("nothing waits").isEqualTo(ProblemState.CLOSED);
  }

  /** What the table gives somebody is not taken up by that. */
  @Test
  void takesFromItsDeskWhatNobodyHasTakenUp() {
    FalloutId given = fallenOut(stores.plan(), words);
    FalloutId claimed = fallenOut(stores.plan(), words);
    AssignFallout assignFallout = new AssignFallout(stores.fallouts);
    assignFallout.atFirst(orderOf(given), given, "ann");
    assignFallout.of(orderOf(claimed), claimed, Optional.of("bob"));
    assertThat(fallout(given).owner()).contains("ann");

    SharedProblem problem = opened(fallout(given).fingerprint());

    assertThat(membership(given).problem()).contains(problem.id());
    assertThat(membership(claimed).problem()).isEmpty();
    assertThat(stores.problems.counts(List.of(problem.id(), new ProblemId("PB-999999"))))
        .containsOnlyKeys(problem.id());
  }

  /** Where the table wants a problem of the first already. */
  @Test
  void takesFromItsDeskWhatItIsOpenedFor() {
    FalloutId first = fallenOut(stores.plan(), words);
    OrderId order = orderOf(first);
    in(
        () -> {
          new OpenProblemBehind(stores.problems, openProblem).lookAfter(fallout(first));
          return true;
        });
    ProblemId problem = membership(first).problem().orElseThrow();
    when(waitingWork.lookAgain(order, first)).thenReturn(true);

    in(() -> followProblem.run(order, Map.of("problem", problem.value())));

    verify(waitingWork).lookAgain(order, first);
    assertThat(membership(first).problem()).contains(problem);
    assertThat(in(() -> found(first))).isInstanceOf(Found.Open.class);
  }

  @Test
  void refusesWhatNoOrderEverWaitsFor() {
    assertThatThrownBy(
            () ->
                Known.said(
                    new Cause(Cause.Kind.FINGERPRINT, "inventory.check-capacity/rejected/x"),
                    "no",
                    Optional.empty()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("its delivery asks again");
  }

  @Test
  void knowsTheResourceOfWhatAComponentReliesOnAndOfWhatIsThereAlready() {
    PlanInDatabase plan = stores.plan();
    String node = "OLT-" + UUID.randomUUID();
    stores.jdbc.update(
        """
        insert into turnup.capacity_reservation (component_id, number, order_id, reference,
               available_from, expires_at, state, resource)
        values (?, 1, ?, ?, '2026-03-04', now(), 'used', ?)
        """,
        plan.accessLine.id().value(),
        plan.order.value(),
        UUID.randomUUID().toString(),
        node);
    String service = "SVC-" + UUID.randomUUID();
    stores.jdbc.update(
        "insert into turnup.service_record (component_id, inventory_reference) values (?, ?)",
        plan.internet.id().value(),
        service);
    PlanInDatabase later = stores.plan();
    stores.jdbc.update(
        """
        update turnup.component
           set action = 'modify', installed_service = ?, network_service = 'N-1'
         where id = ?
        """,
        service,
        later.internet.id().value());

    assertThat(resourceOf(plan.accessLine.id())).contains(node);
    assertThat(resourceOf(plan.internet.id())).contains(node);
    assertThat(resourceOf(later.internet.id())).contains(node);
    assertThat(resourceOf(later.accessLine.id())).isEmpty();
    assertThat(membership(fallenOut(plan, words, Optional.of(plan.internet.id()))).resource())
        .contains(node);
  }

  private Optional<String> resourceOf(ComponentId component) {
    return stores
        .jdbc
        .queryForList("select turnup.resource_of(?)", String.class, component.value())
        .stream()
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  private boolean heard(Ticket ticket) {
    hearTicket.of(ticket);
    return true;
  }

  private static Ticket ticket(String id, Standing standing, String resource) {
    return new Ticket(id, standing, "dark", Optional.of(resource), Optional.empty());
  }

  private FalloutId fallenOut(PlanInDatabase plan, String message) {
    return fallenOut(plan, message, Optional.empty());
  }

  private FalloutId fallenOut(
      PlanInDatabase plan, String message, Optional<ComponentId> component) {
    FalloutId id = new FalloutId(UUID.randomUUID());
    StepFellOut what =
        new StepFellOut(
            plan.order,
            component,
            Optional.empty(),
            STEP,
            new Failure("network", "rejected", message));
    stores.fallouts.add(Fallout.raised(id, what, NOW));
    state(id, "open");
    return id;
  }

  private void state(FalloutId id, String state) {
    stores.jdbc.update("update turnup.fallout set state = ? where id = ?", state, id.value());
  }

  /** As if it had fallen out only now. */
  private void free(FalloutId id) {
    stores.jdbc.update(
        """
        update turnup.fallout
           set problem_id = null, problem_since = null, left_problem = false
         where id = ?
        """,
        id.value());
  }

  private SharedProblem opened(String fingerprint) {
    return in(
        () ->
            openProblem.of(
                Known.said(
                    new Cause(Cause.Kind.FINGERPRINT, fingerprint), "dark", Optional.empty()),
                "ann"));
  }

  /** So that no other test takes its turn. */
  private void stopReleaseOf(ProblemId problem) {
    stores.jdbc.update(
        "update turnup.bulk_run set next_at = null where id = ?",
        found(problem).run().orElseThrow().value());
  }

  private Found found(FalloutId id) {
    return findProblem.of(orderOf(id), id);
  }

  private SharedProblem found(ProblemId id) {
    return stores.problems.find(id).orElseThrow();
  }

  private Fallout fallout(FalloutId id) {
    return stores.fallouts.get(id);
  }

  private OrderId orderOf(FalloutId id) {
    return fallout(id).what().order();
  }

  private Membership membership(FalloutId id) {
    return stores.problems.of(id);
  }

  private List<String> problemsOf(String cause) {
    return stores.jdbc.queryForList(
        "select id from turnup.problem where cause = ?", String.class, cause);
  }

  private <T> T in(Supplier<T> work) {
    return stores.transaction.execute(status -> work.get());
  }

  private <T> Future<T> onANode(Supplier<T> work) {
    return nodes.submit(() -> in(work));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** From a connection of its own. */
  private void untilOneWaitsForALock() {
    Awaitility.await()
        .until(
            () ->
                onAnotherConnection(
                    """
                    select count(*) > 0
                      from pg_stat_activity
                     where datname = current_database()
                       and wait_event_type = 'Lock'
                    """));
  }

  /** Whoever is in a transaction here dies. */
  private void kill() {
    Integer pid = stores.jdbc.queryForObject("select pg_backend_pid()", Integer.class);
    assertThat(onAnotherConnection("select pg_terminate_backend(" + pid + ")")).isTrue();
  }

  private boolean onAnotherConnection(String asked) {
    try {
      return nodesOwn(() -> stores.jdbc.queryForObject(asked, Boolean.class));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T nodesOwn(Supplier<T> asked) throws Exception {
    ExecutorService another = Executors.newSingleThreadExecutor();
    try {
      return another.submit(asked::get).get(60, TimeUnit.SECONDS);
    } finally {
      another.shutdownNow();
    }
  }
}
