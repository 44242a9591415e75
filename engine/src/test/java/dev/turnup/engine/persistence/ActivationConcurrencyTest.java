package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.AcceptItem;
import dev.turnup.engine.activation.AcceptItem.Acceptance;
import dev.turnup.engine.activation.CheckPrerequisites;
import dev.turnup.engine.activation.Readiness;
import dev.turnup.engine.activation.RecordService;
import dev.turnup.engine.activation.ReleaseDependants;
import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.activation.ServiceInventory.Recording;
import dev.turnup.engine.activation.ServiceRecord;
import dev.turnup.engine.activation.ServiceRecord.NetworkSays;
import dev.turnup.engine.activation.SilentInventory;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Components of one order that settle at the same moment, in transactions of their own. */
class ActivationConcurrencyTest {

  private static final int TIMES = 25;

  private final StoresAlone stores = StoresAlone.shared();
  private final CheckPrerequisites checkPrerequisites =
      new CheckPrerequisites(stores.orders, stores.components);
  private final RecordService recordService =
      new RecordService(
          stores.orders,
          stores.components,
          stores.records,
          stores.reservations,
          new SilentInventory(),
          stores.timeline);
  private final ReleaseDependants releaseDependants =
      new ReleaseDependants(stores.orders, stores.components);
  private final AcceptItem acceptItem =
      new AcceptItem(
          stores.orders,
          stores.components,
          stores.bills,
          stores.siteClock,
          stores.timeline,
          stores.clock);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @BeforeEach
  void whoWaits() {
    stores.jdbc.execute("create table if not exists waiting (component_id uuid primary key)");
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void losesNoWakeUpBetweenWaitingAndBecomingActive() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      PlanInDatabase plan = stores.plan();
      state(ComponentState.VERIFIED, plan.accessLine);

      List<Boolean> goesOn =
          together(
              () -> mayGoOnOrWaits(plan.internet.id()),
              () -> wakesAfterRecording(plan.accessLine.id()));

      assertThat(goesOn).as("internet access was not left waiting").contains(true);
    }
  }

  @Test
  void losesNoWakeUpBetweenTwoPrerequisitesThatBecomeActive() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      PlanInDatabase plan = stores.plan();
      Component router = router(plan);
      state(ComponentState.VERIFIED, plan.accessLine, router);
      assertThat(
              stores.transaction.<Boolean>execute(status -> mayGoOnOrWaitsNow(plan.internet.id())))
          .isFalse();

      List<Boolean> woken =
          together(
              () -> wakesAfterRecording(plan.accessLine.id()),
              () -> wakesAfterRecording(router.id()));

      assertThat(woken).as("exactly the later one wakes").containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void startsOneBillHoweverManyComponentsSettleAtOnce() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      PlanInDatabase plan = stores.plan();
      inProgress(plan);
      state(ComponentState.VERIFIED, plan.accessLine, plan.internet);

      List<Boolean> due =
          together(
              () -> billDueAfter(plan.accessLine.id()), () -> billDueAfter(plan.internet.id()));

      assertThat(due).containsExactlyInAnyOrder(true, false);
      assertThat(
              stores.jdbc.queryForObject(
                  "select count(*) from turnup.bill_start where order_id = ?",
                  Integer.class,
                  plan.order.value()))
          .isEqualTo(1);
    }
  }

  @Test
  void preparesACallWhileSomebodyChangesWhatTheComponentReliesOn() throws Exception {
    PlanInDatabase plan = stores.plan();
    ComponentId id = plan.internet.id();
    proved(plan.internet);

    Recording prepared =
        stores.transaction.execute(
            status -> {
              stores.components.lock(plan.accessLine.id());
              return CompletableFuture.supplyAsync(() -> recordService.requestFor(id), threads)
                  .orTimeout(60, TimeUnit.SECONDS)
                  .join();
            });

    assertThat(prepared.reliesOn()).containsExactly(plan.accessLine.id());
  }

  @Test
  void namesTheProductsOfOtherItemsThatRunOverAService() {
    PlanInDatabase plan = stores.plan();
    stores.components.replace(
        plan.order, List.of(plan.accessLine, plan.internet, plan.relyingOn(plan.internet)));
    proved(plan.accessLine);

    assertThat(recordService.requestFor(plan.accessLine.id()).sharedWith())
        .as("by way of what internet access is used for, too")
        .containsExactly(plan.order + "-1.2");
  }

  private void proved(Component component) {
    stores.records.save(
        new ServiceRecord(
            component.id(),
            new NetworkSays(
                Optional.empty(), Optional.of(true), Optional.of(NOW), Optional.empty()),
            ServiceRecord.none(component.id()).inventory()));
  }

  @Test
  void tellsOnceOfAllThatIsGivenUpTogether() {
    PlanInDatabase plan = stores.plan();
    stores.movedHere();

    stores.components.update(
        List.of(
            plan.read(plan.accessLine).in(ComponentState.CANCELLED),
            plan.read(plan.internet).in(ComponentState.CANCELLED)));

    assertThat(stores.movedHere())
        .singleElement()
        .satisfies(
            moved -> {
              assertThat(moved.order()).isEqualTo(plan.order);
              assertThat(releaseDependants.of(moved.order(), moved.components()))
                  .containsExactly(plan.accessLine.id(), plan.internet.id());
            });
  }

  private boolean mayGoOnOrWaits(ComponentId id) {
    return Boolean.TRUE.equals(
        stores.transaction.<Boolean>execute(status -> mayGoOnOrWaitsNow(id)));
  }

  private boolean mayGoOnOrWaitsNow(ComponentId id) {
    boolean mayGoOn = checkPrerequisites.forComponent(id) == Readiness.ACTIVE;
    if (!mayGoOn) {
      stores.jdbc.update("insert into waiting (component_id) values (?)", id.value());
    }
    return mayGoOn;
  }

  private boolean wakesAfterRecording(ComponentId id) {
    return Boolean.TRUE.equals(
        stores.transaction.<Boolean>execute(
            status -> {
              recordService.record(id, new Entry("I-1", true, Optional.of(NOW)));
              return stores.movedHere().stream()
                  .flatMap(
                      moved -> releaseDependants.of(moved.order(), moved.components()).stream())
                  .anyMatch(
                      woken ->
                          stores.jdbc.update(
                                  "delete from waiting where component_id = ?", woken.value())
                              == 1);
            }));
  }

  private boolean billDueAfter(ComponentId id) {
    stores.transaction.executeWithoutResult(
        status -> recordService.record(id, new Entry("I-1", true, Optional.of(NOW))));
    return Optional.ofNullable(stores.transaction.execute(status -> acceptItem.ofComponent(id)))
        .map(Acceptance::billDue)
        .orElseThrow();
  }

  /** A second component that internet access relies on. */
  private Component router(PlanInDatabase plan) {
    Component line = plan.accessLine;
    Component router = copy(line, stores.components.nextId(), Set.of());
    Component internet = copy(plan.internet, plan.internet.id(), Set.of(line.id(), router.id()));
    stores.components.replace(plan.order, List.of(line, router, internet));
    return router;
  }

  private static Component copy(Component from, ComponentId id, Set<ComponentId> reliesOn) {
    return new Component(
        id,
        from.order(),
        from.item(),
        from.action(),
        from.installed(),
        Optional.empty(),
        from.specification(),
        from.site(),
        from.characteristics(),
        reliesOn.stream().collect(toMap(other -> other, other -> ComponentState.ACTIVE)),
        from.state(),
        from.availability(),
        from.round(),
        0);
  }

  private void state(ComponentState state, Component... components) {
    for (Component component : components) {
      stores.jdbc.update(
          "update turnup.component set state = ? where id = ?",
          state.code(),
          component.id().value());
    }
  }

  private void inProgress(PlanInDatabase plan) {
    ProductOrder order = stores.orders.get(plan.order);
    order.moveAllTo(OrderState.IN_PROGRESS, NOW);
    stores.orders.update(order);
  }

  private List<Boolean> together(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    List<Future<Boolean>> both = new ArrayList<>();
    for (Callable<Boolean> work : List.of(one, other)) {
      both.add(
          threads.submit(
              () -> {
                start.await(60, TimeUnit.SECONDS);
                return work.call();
              }));
    }
    List<Boolean> results = new ArrayList<>();
    for (Future<Boolean> work : both) {
      results.add(work.get(60, TimeUnit.SECONDS));
    }
    return results;
  }
}
