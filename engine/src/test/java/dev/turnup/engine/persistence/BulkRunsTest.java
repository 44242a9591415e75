package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.MovableClock;
import dev.turnup.engine.bulk.AdvanceRun;
import dev.turnup.engine.bulk.AdvanceRun.Attempt;
import dev.turnup.engine.bulk.BulkAction;
import dev.turnup.engine.bulk.EndRun;
import dev.turnup.engine.bulk.Forecast;
import dev.turnup.engine.bulk.OfferedAction;
import dev.turnup.engine.bulk.OrderSketch;
import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.PrepareRun;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.RunOrder;
import dev.turnup.engine.bulk.RunOrder.State;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.bulk.Selection;
import dev.turnup.engine.bulk.StartRun;
import dev.turnup.engine.bulk.SteerRun;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.order.ActFor;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs over many orders, on as many nodes as there are threads. */
class BulkRunsTest {

  private static final Pace PACE =
      new Pace(2, 60, 50, Duration.ofSeconds(30), Duration.ofMinutes(1));

  private final StoresAlone stores = StoresAlone.shared();
  private final MovableClock clock = new MovableClock(NOW);
  private final ActFor actFor = new ActFor();
  private final Touching action = new Touching();
  private final EndRun endRun = new EndRun(stores.runs, List.of(action));
  private final SteerRun steerRun = new SteerRun(stores.runs, endRun, clock);
  private final SeekApproval seekApproval = mock(SeekApproval.class);
  private final PrepareRun prepareRun =
      new PrepareRun(stores.runs, List.of(action), seekApproval, clock);
  private final AdvanceRun advanceRun =
      new AdvanceRun(
          stores.runs, List.of(action), prepareRun, endRun, actFor, stores.timeline, clock);

  @Test
  void theCanaryIsReCheckedBeforeTheRestGoesAtItsPace() {
    List<OrderId> orders = orders(5);
    RunId run = started(PACE, orders);

    work();
    assertThat(action.touched).as("one a second").containsExactly(orders.get(0));
    clock.advance(Duration.ofSeconds(1));
    work();
    clock.advance(Duration.ofSeconds(20));
    work();
    assertThat(action.touched).as("the canary alone").isEqualTo(orders.subList(0, 2));
    action.result = new BulkAction.Recheck.Progressed();
    clock.advance(Duration.ofSeconds(10));
    work();

    assertThat(action.touched).hasSize(2 + 1).containsExactlyElementsOf(orders.subList(0, 3));
    assertThat(stores.runs.find(run).orElseThrow().course().nextAt())
        .contains(clock.instant().plusSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    work();
    clock.advance(Duration.ofSeconds(1));
    work();
    assertThat(action.touched).isEqualTo(orders);
    clock.advance(Duration.ofSeconds(30));
    work();
    Run done = stores.runs.find(run).orElseThrow();
    assertThat(done.state()).isEqualTo(RunState.DONE);
    assertThat(done.course().nextAt()).isEmpty();
    assertThat(states(run, orders)).containsOnly(State.PROGRESSED);
    assertThat(action.ended).containsExactly(done);
    assertThat(action.actors).containsOnly("ann");
    assertThat(
            stores.jdbc.queryForObject(
                "select facts ->> 'run' from turnup.order_event where order_id = ? and kind = 'noted'",
                String.class,
                orders.get(0).value()))
        .isEqualTo(run.toString());
  }

  @Test
  void tooManyFailuresStopItAndTheRestIsUntouched() {
    List<OrderId> orders = orders(4);
    action.result = new BulkAction.Recheck.FailedAgain("it fell out again");
    RunId run = started(PACE, orders);

    work();
    clock.advance(Duration.ofSeconds(1));
    work();
    clock.advance(Duration.ofSeconds(30));
    work();
    clock.advance(Duration.ofHours(1));
    work();

    Run stopped = stores.runs.find(run).orElseThrow();
    assertThat(stopped.state()).isEqualTo(RunState.STOPPED);
    assertThat(stopped.course().stopped())
        .contains("2 of 2 orders failed, and 50 percent stop the run");
    assertThat(states(run, orders))
        .containsExactly(State.FAILED_AGAIN, State.FAILED_AGAIN, State.UNTOUCHED, State.UNTOUCHED);
    assertThat(action.ended).hasSize(1);
  }

  @Test
  void aCanaryOfWhichNothingHasComeStopsIt() {
    List<OrderId> orders = orders(3);
    action.notNeeded.add(orders.get(0));
    RunId run = started(PACE, orders);

    work();
    clock.advance(Duration.ofSeconds(1));
    work();
    clock.advance(Duration.ofMinutes(1));
    work();

    Run stopped = stores.runs.find(run).orElseThrow();
    assertThat(stopped.state()).isEqualTo(RunState.STOPPED);
    assertThat(stopped.course().stopped()).contains("nothing has come of the first 2");
    assertThat(states(run, orders))
        .containsExactly(State.UNCHANGED, State.UNCHANGED, State.UNTOUCHED);
    assertThat(action.ended).hasSize(1);
  }

  @Test
  void aCanaryThatNeedsNothingStopsNobody() {
    List<OrderId> orders = orders(3);
    action.notNeeded.addAll(orders.subList(0, 2));
    RunId run = started(PACE, orders);

    work();
    clock.advance(Duration.ofSeconds(1));
    work();
    clock.advance(Duration.ofSeconds(1));
    work();

    assertThat(action.touched).containsExactly(orders.get(2));
    steer(() -> steerRun.stop(run, "bob"));
  }

  @Test
  void anOrderThatNeedsItNoMoreOrCannotHaveItStopsNobody() {
    List<OrderId> orders = orders(4);
    action.notNeeded.add(orders.get(0));
    action.refused.add(orders.get(1));
    action.broken.add(orders.get(2));
    action.result = new BulkAction.Recheck.Progressed();
    RunId run =
        started(new Pace(0, 6_000, 100, Duration.ofSeconds(1), Duration.ofSeconds(1)), orders);

    for (int second = 0; second < 10; second++) {
      work();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(states(run, orders))
        .containsExactly(State.UNCHANGED, State.REFUSED, State.REFUSED, State.PROGRESSED);
    assertThat(order(run, orders.get(0)).words()).contains("it has ended");
    assertThat(order(run, orders.get(1)).words()).contains("It cannot be.");
    assertThat(order(run, orders.get(2)).words()).contains("others were faster");
    assertThat(stores.runs.find(run).orElseThrow().state()).isEqualTo(RunState.DONE);
    assertThat(action.touched).as("of whom it was rolled back nothing is left").hasSize(1);
  }

  @Test
  void aPauseHoldsAtOnceWhatHasBegunIsStillReCheckedAndAStopLeavesTheRest() {
    List<OrderId> orders = orders(3);
    RunId run = started(PACE, orders);
    work();

    steer(() -> steerRun.pause(run));
    clock.advance(Duration.ofSeconds(10));
    work();
    assertThat(action.touched).hasSize(1);
    action.result = new BulkAction.Recheck.Progressed();
    clock.advance(Duration.ofSeconds(30));
    work();
    assertThat(order(run, orders.get(0)).state()).isEqualTo(State.PROGRESSED);
    steer(() -> steerRun.resume(run, "bob"));
    work();
    assertThat(action.touched).hasSize(2);
    steer(() -> steerRun.stop(run, "bob"));
    clock.advance(Duration.ofMinutes(1));
    work();

    assertThat(states(run, orders))
        .containsExactly(State.PROGRESSED, State.PROGRESSED, State.UNTOUCHED);
    Run stopped = stores.runs.find(run).orElseThrow();
    assertThat(stopped.course().stopped()).contains("stopped by bob");
    assertThat(stopped.course().begunBy()).contains("ann");
    assertThatThrownBy(() -> steer(() -> steerRun.resume(run, "bob")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("stopped");
  }

  /** A node that dies in the middle of an order's turn has done nothing with it. */
  @Test
  void whatDiesInTheMiddleIsDoneOnce() {
    List<OrderId> orders = orders(1);
    RunId run = started(PACE, orders);

    stores.transaction.executeWithoutResult(
        status -> {
          advanceRun.next(attempt -> {});
          status.setRollbackOnly();
        });
    assertThat(order(run, orders.get(0)).state()).isEqualTo(State.WAITING);
    work();

    assertThat(order(run, orders.get(0)).state()).isEqualTo(State.CHECKING);
    assertThat(effects(orders.get(0))).isEqualTo(1);
    assertThat(action.actors).containsExactly("ann", "ann");
  }

  @Test
  void whatNobodyHasWishedIsDoneInNobodysName() {
    stores.transaction.execute(
        status ->
            new StartRun(stores.runs, clock)
                .of(new Run.Wish(action.name(), Map.of(), "", Run.Wish.TURNUP, PACE), orders(1)));
    work();

    assertThat(action.actors).containsExactly("");
  }

  @Test
  void twoNodesDoEachOrderOnceAtThePaceOfOne() throws Exception {
    List<OrderId> orders = orders(40);
    action.result = new BulkAction.Recheck.Progressed();
    RunId slow = started(new Pace(0, 1, 100, Duration.ofSeconds(1), Duration.ofSeconds(1)), orders);
    RunId run =
        started(new Pace(0, 6_000, 100, Duration.ofSeconds(1), Duration.ofSeconds(1)), orders);
    clock.advance(Duration.ofSeconds(1));

    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      nodes
          .invokeAll(Collections.nCopies(4, (Callable<Boolean>) () -> workUntilNothingIsLeft()))
          .forEach(
              node -> {
                try {
                  node.get();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
    } finally {
      nodes.shutdown();
    }

    assertThat(states(run, orders)).containsOnly(State.CHECKING);
    assertThat(stores.runs.find(slow).orElseThrow().course().acted()).isEqualTo(1);
    assertThat(orders.stream().skip(1).map(this::effects)).containsOnly(1);
    assertThat(effects(orders.get(0))).as("once by each run").isEqualTo(2);
  }

  @Test
  void whatItsAuthorWroteGoesWithThePersonalDataOfItsOrdersOnceItHasEnded() {
    List<OrderId> orders = orders(2);
    RunId run = started(PACE, orders);
    stores.jdbc.update(
        "update turnup.product_order set state = 'completed', completed_at = now() where id = ?",
        orders.get(1).value());

    erase(orders.get(1));
    assertThat(stores.runs.find(run).orElseThrow().wish().reason()).isEqualTo("It is mended.");
    steer(() -> steerRun.stop(run, "bob"));

    Run.Wish erased = stores.runs.find(run).orElseThrow().wish();
    assertThat(erased.reason()).isEqualTo("erased");
    assertThat(erased.parameters()).isEqualTo(Map.of("priority", "1"));
  }

  @Test
  void aPreviewGroupsTheOrdersThatAreMeantAndLeavesAloneWhatIsImpossible() {
    List<OrderId> orders = orders(3);
    String tier = "tier-" + UUID.randomUUID();
    orders.forEach(
        order ->
            stores.jdbc.update(
                "update turnup.product_order set customer_tier = ? where id = ?",
                tier,
                order.value()));
    action.impossible.add(orders.get(1));
    Selection filter =
        new Selection.Filter(
            Optional.of("internet-300"),
            Optional.empty(),
            Optional.of(OrderState.ACKNOWLEDGED),
            Optional.of(tier),
            Optional.empty(),
            Optional.empty());
    stores.jdbc.update(
        "update turnup.order_item set offering = 'internet-300' where order_id in (?, ?, ?)",
        orders.stream().map(OrderId::value).toArray());

    RunId run = prepared(filter, Optional.empty());

    Run previewed = stores.runs.find(run).orElseThrow();
    assertThat(previewed.state()).isEqualTo(RunState.PREVIEWED);
    assertThat(previewed.total()).isEqualTo(2);
    assertThat(stores.runs.groups(run, 10))
        .containsExactly(
            new Runs.Group(
                State.WAITING, "it is touched", 2, List.of(orders.get(0), orders.get(2))),
            new Runs.Group(State.IMPOSSIBLE, "it stands still", 1, List.of(orders.get(1))));
    work();
    assertThat(action.touched).isEmpty();
    steer(() -> steerRun.start(run, "bob"));
    work();
    assertThat(action.touched).containsExactly(orders.get(0));
    assertThat(stores.runs.orders(run, Optional.empty(), Optional.of(orders.get(0)), 1))
        .extracting(RunOrder::order)
        .containsExactly(orders.get(1));
    assertThat(stores.runs.find(Optional.of(RunState.RUNNING), Optional.empty(), 1_000))
        .extracting(Run::id)
        .contains(run);
    assertThat(stores.runs.find(Optional.empty(), Optional.of(run), 1_000))
        .extracting(Run::id)
        .doesNotContain(run);
  }

  @Test
  void whatNobodyGoesOnToPreviewIsPreviewedAllTheSame() {
    List<OrderId> orders = orders(2);
    RunId run =
        ((PrepareRun.Result.Chosen) chosen(new Selection.Numbers(orders), Optional.empty())).run();
    work();
    assertThat(stores.runs.find(run).orElseThrow().state()).isEqualTo(RunState.PREVIEWING);

    clock.advance(Duration.ofMinutes(1));
    steer(() -> advanceRun.putOff(new Attempt(run, Optional.empty()), "it failed"));
    work();
    assertThat(stores.runs.find(run).orElseThrow().state()).isEqualTo(RunState.PREVIEWING);
    clock.advance(Duration.ofMinutes(1));
    work();
    clock.advance(Duration.ofMinutes(1));
    work();

    Run previewed = stores.runs.find(run).orElseThrow();
    assertThat(previewed.state()).isEqualTo(RunState.PREVIEWED);
    assertThat(previewed.total()).isEqualTo(2);
    assertThat(previewed.course().nextAt()).isEmpty();

    RunId failing =
        ((PrepareRun.Result.Chosen) chosen(new Selection.Numbers(orders), Optional.empty())).run();
    clock.advance(Duration.ofHours(1));
    steer(() -> advanceRun.putOff(new Attempt(failing, Optional.empty()), "it failed"));
    assertThat(stores.runs.find(failing).orElseThrow().course().stopped())
        .contains("it could not be previewed: it failed");
    assertThat(states(failing, orders)).containsOnly(State.UNTOUCHED);
  }

  /** Who has decided it can still take it back. */
  @Test
  void whatIsCarriedOutLaterIsReCheckedLater() {
    List<OrderId> orders = orders(1);
    Duration within = Duration.ofSeconds(30);
    action.carriedOut = Optional.of(clock.instant().plusSeconds(60));
    RunId run = started(new Pace(1, 60, 50, within, within), orders);

    work();
    clock.advance(Duration.ofSeconds(80));
    work();
    assertThat(states(run, orders)).containsOnly(State.CHECKING);
    action.result = new BulkAction.Recheck.Progressed();
    clock.advance(Duration.ofSeconds(10));
    work();

    assertThat(states(run, orders)).containsOnly(State.PROGRESSED);
  }

  @Test
  void theSameWishIsKnownByItsKeyAndAnUnknownOrderIsNamed() {
    Selection some = new Selection.Numbers(orders(1));
    PrepareRun.Key key = new PrepareRun.Key(UUID.randomUUID().toString(), "hash");

    RunId run = prepared(some, Optional.of(key));

    assertThat(chosen(some, Optional.of(key))).isEqualTo(new PrepareRun.Result.Repeated(run));
    assertThat(chosen(some, Optional.of(new PrepareRun.Key(key.value(), "other"))))
        .isEqualTo(new PrepareRun.Result.KeyTaken(run));
    assertThatThrownBy(
            () ->
                chosen(new Selection.Numbers(List.of(new OrderId("PO-999999"))), Optional.empty()))
        .isInstanceOf(Refused.class)
        .hasMessage("There is no order PO-999999.");
  }

  @Test
  void whatTakesTwoIsStartedByAnotherThanItsAuthor() {
    List<OrderId> orders = orders(1);
    when(seekApproval.isNeededForMany(orders.get(0), "bulk-" + action.name())).thenReturn(true);
    RunId run = prepared(new Selection.Numbers(orders), Optional.empty());

    assertThatThrownBy(() -> steer(() -> steerRun.start(run, "ann")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("somebody else than ann");
    steer(() -> steerRun.start(run, "bob"));
    work();

    assertThat(action.touched).isEqualTo(orders);
    assertThat(action.actors).as("it is done in its author's name").containsOnly("ann");
  }

  @Test
  void whatHasNothingToDoIsDoneAtOnce() {
    List<OrderId> orders = orders(1);
    action.impossible.addAll(orders);
    RunId run = prepared(new Selection.Numbers(orders), Optional.empty());

    steer(() -> steerRun.start(run, "ann"));
    RunId empty = started(PACE, List.of());
    work();

    assertThat(stores.runs.find(run).orElseThrow().state()).isEqualTo(RunState.DONE);
    assertThat(stores.runs.find(empty).orElseThrow().state()).isEqualTo(RunState.DONE);
    assertThat(order(run, orders.get(0)).state()).isEqualTo(State.IMPOSSIBLE);
  }

  private RunId prepared(Selection selection, Optional<PrepareRun.Key> key) {
    RunId run = ((PrepareRun.Result.Chosen) chosen(selection, key)).run();
    while (stores.transaction.execute(status -> prepareRun.goOn(run))) {
      // the next of its orders
    }
    return run;
  }

  private PrepareRun.Result chosen(Selection selection, Optional<PrepareRun.Key> key) {
    return stores.transaction.execute(status -> prepareRun.of(wish(PACE), selection, key));
  }

  private void erase(OrderId order) {
    stores.jdbc.query("select turnup.erase_personal_data(array[?])", row -> {}, order.value());
  }

  private List<OrderId> orders(int count) {
    return Stream.generate(() -> stores.plan().order).limit(count).toList();
  }

  private RunId started(Pace pace, List<OrderId> orders) {
    return stores.transaction.execute(
        status -> new StartRun(stores.runs, clock).of(wish(pace), orders));
  }

  private Run.Wish wish(Pace pace) {
    return new Run.Wish(
        action.name(),
        Map.of("priority", "1", "text", "Ask Mrs Berg"),
        "It is mended.",
        "ann",
        pace);
  }

  private void steer(Runnable step) {
    stores.transaction.executeWithoutResult(status -> step.run());
  }

  /** As the route does. */
  private void work() {
    while (step()) {
      // goes on
    }
  }

  private boolean workUntilNothingIsLeft() {
    int nothing = 0;
    while (nothing < 20) {
      nothing = step() ? 0 : nothing + 1;
    }
    return true;
  }

  private boolean step() {
    List<Attempt> begun = new ArrayList<>();
    try {
      return stores.transaction.execute(status -> advanceRun.next(begun::add));
    } catch (Refused refusal) {
      steer(() -> advanceRun.refuse(begun.get(0), refusal.getMessage()));
    } catch (IllegalStateException broken) {
      steer(() -> advanceRun.putOff(begun.get(0), "others were faster"));
    }
    return true;
  }

  private List<State> states(RunId run, List<OrderId> orders) {
    return orders.stream().map(order -> order(run, order).state()).toList();
  }

  private RunOrder order(RunId run, OrderId order) {
    return stores.runs.order(run, order).orElseThrow();
  }

  private int effects(OrderId order) {
    return stores.jdbc.queryForObject(
        "select version from turnup.product_order where id = ?", Integer.class, order.value());
  }

  /** Counts in the order's row how often it was its turn. */
  private final class Touching implements OfferedAction {

    private final String name = "touch-" + UUID.randomUUID();
    private final List<OrderId> touched = Collections.synchronizedList(new ArrayList<>());
    private final List<String> actors = Collections.synchronizedList(new ArrayList<>());
    private final List<Run> ended = new ArrayList<>();
    private final Set<OrderId> notNeeded = ConcurrentHashMap.newKeySet();
    private final Set<OrderId> impossible = ConcurrentHashMap.newKeySet();
    private final Set<OrderId> refused = ConcurrentHashMap.newKeySet();
    private final Set<OrderId> broken = ConcurrentHashMap.newKeySet();
    private volatile Recheck result = new Recheck.Unchanged();
    private Optional<Instant> carriedOut = Optional.empty();

    @Override
    public String name() {
      return name;
    }

    @Override
    public Map<String, String> checked(Map<String, String> parameters, Selection selection) {
      return parameters;
    }

    @Override
    public Forecast forecast(OrderSketch order, Map<String, String> parameters) {
      return impossible.contains(order.id())
          ? new Forecast(false, "it stands still")
          : new Forecast(true, "it is touched");
    }

    @Override
    public Outcome run(OrderId order, Map<String, String> parameters) {
      if (notNeeded.contains(order)) {
        return new Outcome.NotNeeded("it has ended");
      }
      stores.jdbc.update(
          "update turnup.product_order set version = version + 1 where id = ?", order.value());
      if (refused.contains(order)) {
        throw new Refused("It cannot be.");
      }
      if (broken.contains(order)) {
        throw new IllegalStateException("broken");
      }
      touched.add(order);
      actors.add(actFor.current().orElse(""));
      return new Outcome.Begun("touched", carriedOut);
    }

    @Override
    public Recheck recheck(OrderId order, String reference, Instant since) {
      assertThat(reference).isEqualTo("touched");
      return result;
    }

    @Override
    public void ended(Run run) {
      ended.add(run);
    }
  }
}
