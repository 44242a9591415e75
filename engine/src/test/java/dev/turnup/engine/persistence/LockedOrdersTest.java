package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionStatus;

/**
 * What a transaction reads once, and what it has to read again; orders themselves are beside it.
 */
class LockedOrdersTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final PlanInDatabase plan = stores.plan();

  @AfterEach
  void hear() {
    stores.movedHere();
  }

  @Test
  void readsOnceWhatBelongsToAnOrderThatIsLocked() {
    inTransaction(
        status -> {
          stores.orders.lockRow(plan.order);
          ComponentState before = component().state();
          assertThat(states()).containsOnly(before);
          DeliveryState planned = delivery().state();
          assertThat(stores.deliveries.of(plan.order)).hasSize(1);

          changeUnseen();

          assertThat(component().state()).isEqualTo(before);
          assertThat(states()).containsOnly(before);
          assertThat(delivery().state()).isEqualTo(planned);
          assertThat(stores.deliveries.of(plan.order))
              .extracting(Delivery::state)
              .containsOnly(planned);
        });

    inTransaction(
        status -> {
          stores.orders.lockRow(plan.order);
          isReadAnew();
        });
  }

  @Test
  void readsTheOthersOfALockedOrderWithTheFirst() {
    inTransaction(
        status -> {
          stores.orders.lockRow(plan.order);
          ComponentState before = component().state();

          changeUnseen();

          assertThat(states()).containsOnly(before);
          assertThat(stores.components.dependantsOf(List.of(plan.accessLine.id())))
              .extracting(Component::state)
              .containsExactly(before);
        });
  }

  @Test
  void readsOneOfManyAlone() {
    stores.components.add(
        Stream.generate(() -> plan.relyingOn(plan.accessLine)).limit(20).toList());
    inTransaction(
        status -> {
          stores.orders.lockRow(plan.order);
          ComponentState before = component().state();

          changeUnseen();

          assertThat(component().state()).isEqualTo(before);
          assertThat(states()).hasSize(22).contains(ComponentState.CANCELLED);
        });
  }

  @Test
  void readsThoseOfAllLockedOrdersWithTheFirst() {
    PlanInDatabase other = stores.plan();
    PlanInDatabase large = stores.plan();
    stores.components.add(
        Stream.generate(() -> large.relyingOn(large.accessLine)).limit(20).toList());
    ComponentState before = component().state();
    inTransaction(
        status -> {
          stores.orders.lockFreeRows(
              List.of(other.order, large.order, plan.order), Duration.ofSeconds(1));
          stores.components.get(other.internet.id());

          changeUnseen();

          assertThat(component().state()).isEqualTo(before);
          assertThat(stores.components.get(large.internet.id()).order()).isEqualTo(large.order);
        });
  }

  @Test
  void readsTheItemsOfAllLockedOrdersWithTheFirst() {
    PlanInDatabase other = stores.plan();
    PlanInDatabase third = stores.plan();
    List<OrderId> ids = List.of(other.order, third.order, plan.order);
    List<List<OrderItem>> alone = ids.stream().map(this::firstItem).toList();
    inTransaction(
        status -> {
          stores.orders.lockFreeRows(ids, Duration.ofSeconds(1));
          assertThat(firstItem(other.order)).isEqualTo(alone.get(0));

          stores.jdbc.update("update turnup.order_item set state = 'cancelled'");

          assertThat(ids.stream().map(this::firstItem)).isEqualTo(alone);
        });
  }

  /** And what it belongs to. */
  private List<OrderItem> firstItem(OrderId order) {
    return stores.orders.around(order, plan.internet.item()).items();
  }

  @Test
  void waitsForNoneOfSeveralThatSomebodyElseHas() throws Exception {
    PlanInDatabase other = stores.plan();
    whileSomebodyElseHas(
        other.order,
        () ->
            inTransaction(
                status -> {
                  assertThat(
                          stores.orders.lockFreeRows(
                              List.of(other.order, plan.order), Duration.ofMillis(10)))
                      .containsExactly(plan.order);
                  isRefused(status, () -> stores.orders.lockRow(other.order));
                }));
  }

  @Test
  void waitsForOneNoLongerThanItIsTold() throws Exception {
    whileSomebodyElseHas(
        plan.order,
        () ->
            inTransaction(
                status ->
                    isRefused(
                        status, () -> stores.orders.lockRow(plan.order, Duration.ofMillis(10)))));
  }

  @Test
  void waitsAsLongAsItTakesInTheNextTransaction() {
    inTransaction(status -> stores.orders.lockRow(plan.order, Duration.ofMillis(10)));
    inTransaction(
        status ->
            assertThat(stores.jdbc.queryForObject("show lock_timeout", String.class))
                .isEqualTo("0"));
  }

  private static void isRefused(TransactionStatus status, ThrowingCallable lock) {
    assertThatThrownBy(lock)
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
    status.setRollbackOnly();
  }

  private void whileSomebodyElseHas(OrderId order, Runnable work) throws Exception {
    CountDownLatch has = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Void> somebody =
        CompletableFuture.runAsync(
            () ->
                inTransaction(
                    status -> {
                      stores.orders.lockRow(order);
                      has.countDown();
                      try {
                        over.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    has.await();
    try {
      work.run();
    } finally {
      over.countDown();
      somebody.get();
    }
  }

  @Test
  void readsAComponentOfAnotherOrderThanTheLockedOne() {
    PlanInDatabase other = stores.plan();
    inTransaction(
        status -> {
          stores.orders.lockRow(plan.order);

          assertThat(stores.components.get(other.internet.id()).order()).isEqualTo(other.order);
        });
  }

  @Test
  void remembersNothingOfAnOrderThatIsNotLocked() {
    inTransaction(
        status -> {
          component();
          states();
          delivery();
          stores.deliveries.of(plan.order);

          changeUnseen();

          isReadAnew();
        });
  }

  @Test
  void remembersNothingThatWasReadBeforeTheLock() {
    inTransaction(
        status -> {
          component();
          delivery();
          changeUnseen();

          stores.orders.lockRow(plan.order);

          isReadAnew();
        });
  }

  @Test
  void forgetsWhatWasReadUnderALockThatIsTakenBack() {
    inTransaction(
        status -> {
          Object before = status.createSavepoint();
          stores.orders.lockRow(plan.order);
          component();
          states();
          delivery();
          stores.deliveries.of(plan.order);
          status.rollbackToSavepoint(before);

          changeUnseen();

          isReadAnew();
        });
  }

  @Test
  void seesWhatItHasWritten() {
    inTransaction(
        status -> {
          stores.orders.lockRow(plan.order);
          states();
          stores.deliveries.of(plan.order);

          stores.components.update(List.of(component().in(ComponentState.ACTIVATED)));
          stores.deliveries.update(delivery().in(DeliveryState.STARTED));

          assertThat(component().state()).isEqualTo(ComponentState.ACTIVATED);
          assertThat(stores.components.of(plan.delivery.id())).contains(component());
          assertThat(stores.components.prerequisitesOf(plan.internet.id()))
              .containsExactly(component());
          assertThat(delivery().state()).isEqualTo(DeliveryState.STARTED);
          assertThat(stores.deliveries.of(plan.order)).containsExactly(delivery());

          // their versions are those of the rows
          stores.components.update(List.of(component().in(ComponentState.VERIFIED)));
          stores.deliveries.update(delivery().in(DeliveryState.INSTALLED));
        });

    assertThat(component().state()).isEqualTo(ComponentState.VERIFIED);
    assertThat(delivery().state()).isEqualTo(DeliveryState.INSTALLED);
  }

  @Test
  void seesWhatItHasAdded() {
    inTransaction(
        status -> {
          stores.orders.lockRow(plan.order);
          states();
          stores.deliveries.of(plan.order);

          Component television = plan.relyingOn(plan.accessLine);
          stores.components.add(List.of(television));
          stores.deliveries.add(List.of(plan.delivery(2)));

          assertThat(stores.components.of(plan.order)).hasSize(3);
          assertThat(stores.components.dependantsOf(List.of(plan.accessLine.id())))
              .extracting(Component::id)
              .containsExactlyInAnyOrder(plan.internet.id(), television.id());
          assertThat(stores.deliveries.of(plan.order)).hasSize(2);
        });
  }

  private void inTransaction(Consumer<TransactionStatus> work) {
    stores.transaction.executeWithoutResult(work);
  }

  private Component component() {
    return stores.components.get(plan.accessLine.id());
  }

  private Delivery delivery() {
    return stores.deliveries.get(plan.delivery.id());
  }

  private List<ComponentState> states() {
    return stores.components.of(plan.order).stream().map(Component::state).toList();
  }

  /** As nobody does: not through the stores. */
  private void changeUnseen() {
    stores.jdbc.update(
        "update turnup.component set state = 'cancelled' where order_id = ?", plan.order.value());
    stores.jdbc.update(
        "update turnup.delivery set state = 'installed' where order_id = ?", plan.order.value());
  }

  private void isReadAnew() {
    assertThat(component().state()).isEqualTo(ComponentState.CANCELLED);
    assertThat(states()).containsOnly(ComponentState.CANCELLED);
    assertThat(delivery().state()).isEqualTo(DeliveryState.INSTALLED);
    assertThat(stores.deliveries.of(plan.order))
        .extracting(Delivery::state)
        .containsOnly(DeliveryState.INSTALLED);
  }
}
