package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.subscription.EventQuery;
import dev.turnup.engine.subscription.EventQueue;
import dev.turnup.engine.subscription.EventQueue.Claim;
import dev.turnup.engine.subscription.OrderEvent;
import dev.turnup.engine.subscription.Secret;
import dev.turnup.engine.subscription.Subscription;
import dev.turnup.engine.subscription.Subscriptions;
import dev.turnup.engine.subscription.Subscriptions.Standing;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventQueueStoreTest {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int MANY = 1_000;

  private final StoresAlone stores = StoresAlone.shared();
  private final EventQueue queue = stores.eventQueue;
  private final Subscriptions subscriptions = stores.subscriptions;

  @BeforeEach
  void nobodyListens() {
    stores.jdbc.update("delete from turnup.subscription");
  }

  @Test
  void tellsTheEventsOfAnOrderInTheirSequenceAndThenForgetsThem() {
    OrderId order = stores.plan().order;
    subscribe("");
    move(order, OrderState.IN_PROGRESS);
    promise(order, 5);
    move(order, OrderState.PENDING);
    handOut();

    Claim claim = claimOne();

    assertThat(tellAll(claim))
        .containsExactly(
            "Order goes from acknowledged to inProgress",
            "for 5",
            "Order goes from inProgress to pending");
    assertThat(cursors()).isZero();
    assertThat(claim(LONG)).isEmpty();
  }

  /** The proof of the horizon: two transactions, and the one with the lower number ends last. */
  @Test
  void tellsALowerSequenceThatCommitsLastInItsTurn() {
    OrderId order = stores.plan().order;
    subscribe("");
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Void> slow = inATransaction(() -> promise(order, 1), end);
    promise(order, 2);

    for (int round = 0; round < 3; round++) {
      advance();
      assertThat(claim(LONG)).as("while an older transaction is under way").isEmpty();
    }
    end.countDown();
    slow.join();
    handOut();

    assertThat(tellAll(claimOne())).containsExactly("for 1", "for 2");
  }

  /** An older transaction that waited for the order's row writes after the younger one. */
  @Test
  void followsTheSequenceAndNotTheAgeOfTransactions() {
    OrderId order = stores.plan().order;
    subscribe("");
    CountDownLatch younger = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> older =
        CompletableFuture.runAsync(
            () ->
                stores.transaction.executeWithoutResult(
                    status -> {
                      stores.jdbc.queryForObject("select pg_current_xact_id()::text", String.class);
                      begun.countDown();
                      pass(younger);
                      promise(order, 2);
                    }));
    pass(begun);
    promise(order, 1);
    advance();
    advance();
    younger.countDown();
    older.join();
    handOut();

    assertThat(tellAll(claimOne())).containsExactly("for 1", "for 2");
  }

  @Test
  void losesNothingWhenTransactionsOverlapAtRandom() {
    OrderId order = stores.plan().order;
    subscribe("");
    List<String> told = new ArrayList<>();
    CompletableFuture<Void> writers =
        CompletableFuture.allOf(
            List.of(0, 1, 2, 3).stream()
                .map(
                    writer ->
                        CompletableFuture.runAsync(
                            () -> {
                              for (int day = 0; day < 25; day++) {
                                int number = writer * 100 + day;
                                stores.transaction.executeWithoutResult(
                                    status -> {
                                      promise(order, number);
                                      promise(order, number + 1_000);
                                    });
                              }
                            }))
                .toArray(CompletableFuture<?>[]::new));

    await()
        .atMost(60, SECONDS)
        .until(
            () -> {
              advance();
              claim(LONG).forEach(claim -> told.addAll(tellAll(claim)));
              return writers.isDone() && told.size() >= 200;
            });

    assertThat(told)
        .isEqualTo(
            stores.jdbc.queryForList(
                "select text from turnup.order_event where order_id = ? order by sequence",
                String.class,
                order.value()));
  }

  @Test
  void tellsWhatIsCommittedAfterTheSubscriptionOnly() {
    OrderId order = stores.plan().order;
    promise(order, 1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Void> slow = inATransaction(() -> promise(order, 2), end);
    subscribe("");
    end.countDown();
    slow.join();
    promise(order, 3);
    handOut();

    assertThat(tellAll(claimOne())).containsExactly("for 2", "for 3");
  }

  @Test
  void tellsOfNoOrderOfSomebodyElse() {
    OrderId order = stores.plan().order;
    subscribe("", Optional.of("partner"));
    promise(order, 1);
    handOut();
    assertThat(claim(LONG)).isEmpty();

    subscribe("", Optional.of("crm"));
    promise(order, 2);
    handOut();

    assertThat(tellAll(claimOne())).containsExactly("for 2");
  }

  @Test
  void tellsWhatTheQuerySelectsAndPassesOverTheRest() {
    OrderId order = stores.plan().order;
    subscribe("eventType=ProductOrderStateChangeEvent&state=pending,held");
    move(order, OrderState.IN_PROGRESS);
    move(order, OrderState.PENDING);
    promise(order, 1);
    move(order, OrderState.IN_PROGRESS);
    move(order, OrderState.HELD);
    handOut();

    assertThat(tellAll(claimOne()))
        .containsExactly(
            "Order goes from inProgress to pending", "Order goes from inProgress to held");

    stores.timeline.add(order, TimelineEntry.of(EventKind.VERIFIED, "Verified"));
    subscribe("state=held");
    promise(order, 2);
    handOut();
    assertThat(tellAll(claimOne()))
        .as("the state that the order has then")
        .containsExactly("for 2");
  }

  @Test
  void tellsWhatAClientOfTheStandardDoesNotKnowToThoseWhoNameIt() {
    OrderId order = stores.plan().order;
    subscribe("");
    subscribe("eventType=ProductOrderMilestoneEvent");
    stores.timeline.add(order, TimelineEntry.of(EventKind.VERIFIED, "Verified"));
    handOut();

    assertThat(tellAll(claimOne())).containsExactly("Verified");
  }

  @Test
  void keepsAnOrderFromOthersWhileOneTellsAndGivesItBackWhenThatOneDies() {
    OrderId order = stores.plan().order;
    subscribe("");
    promise(order, 1);
    promise(order, 2);
    handOut();

    Claim dead = claim(Duration.ZERO).get(0);
    OrderEvent told = queue.next(dead).orElseThrow();
    Claim heir = claimOne();
    assertThat(claim(LONG)).as("while the heir tells").isEmpty();

    assertThat(queue.next(dead)).isEmpty();
    assertThat(queue.delivered(dead, told, LONG)).isFalse();
    queue.failed(dead, "late", NOW, Optional.empty());
    assertThat(queue.next(heir).orElseThrow().id()).as("told again").isEqualTo(told.id());
    assertThat(tellAll(heir)).containsExactly("for 1", "for 2");
  }

  @Test
  void knowsAnOldClaimAlsoOfACursorThatIsGoneAndThereAgain() {
    OrderId order = stores.plan().order;
    subscribe("");
    promise(order, 1);
    handOut();
    Claim dead = claim(Duration.ZERO).get(0);
    OrderEvent told = queue.next(dead).orElseThrow();
    tellAll(claimOne());
    promise(order, 2);
    handOut();
    Claim next = claimOne();

    assertThat(queue.delivered(dead, told, LONG)).isFalse();
    queue.failed(dead, "late", NOW, Optional.empty());

    assertThat(tellAll(next)).containsExactly("for 2");
  }

  @Test
  void givesNoOrderToTwoWhoClaimAtTheSameMomentAndFewToEachSubscription() {
    List<OrderId> orders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      orders.add(stores.plan().order);
    }
    subscribe("");
    subscribe("state=acknowledged");
    orders.forEach(order -> promise(order, 1));
    handOut();

    List<CompletableFuture<List<Claim>>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(CompletableFuture.supplyAsync(() -> claim(LONG, 3)));
    }

    Set<String> seen = new HashSet<>();
    for (CompletableFuture<List<Claim>> claims : both) {
      for (Claim claim : claims.join()) {
        assertThat(seen.add(claim.subscription() + " " + claim.order())).isTrue();
      }
    }
    assertThat(claim(LONG, 3)).as("each has three under way").isEmpty();
  }

  /** However many listeners hang, one that listens is told soon. */
  @Test
  void letsNobodyWaitForThoseWhoDoNotListen() {
    List<OrderId> orders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      orders.add(stores.plan().order);
    }
    for (int i = 0; i < 60; i++) {
      subscribe("");
    }
    UUID live = subscribe("");
    orders.forEach(order -> promise(order, 1));
    handOut();

    List<Claim> first = claimUpTo(200);
    assertThat(first).hasSize(200);
    assertThat(of(live, first)).as("its share of a room that is too small").hasSizeBetween(3, 4);

    of(live, first).forEach(this::tellAll);
    assertThat(of(live, claimUpTo(4)))
        .as("before all others, which have three under way")
        .hasSizeBetween(3, 4);

    List<Claim> hanging = first.stream().filter(each -> !each.subscription().equals(live)).toList();
    hanging.forEach(each -> queue.failed(each, "hangs", NOW, Optional.of(NOW)));
    assertThat(claimUpTo(MANY)).as("one for each whose last tries failed").hasSize(60);
  }

  private List<Claim> claimUpTo(int room) {
    return stores.transaction.execute(status -> queue.claim(NOW, LONG, 4, room));
  }

  private static List<Claim> of(UUID subscription, List<Claim> claims) {
    return claims.stream().filter(each -> each.subscription().equals(subscription)).toList();
  }

  @Test
  void goesOnWithWhatIsAddedWhileItTells() {
    OrderId order = stores.plan().order;
    subscribe("");
    promise(order, 1);
    handOut();
    Claim claim = claimOne();
    OrderEvent first = queue.next(claim).orElseThrow();
    promise(order, 2);
    handOut();

    assertThat(queue.delivered(claim, first, LONG)).isTrue();
    assertThat(tellAll(claim)).containsExactly("for 2");
    assertThat(cursors()).isZero();
  }

  @Test
  void parksWhatCannotBeToldAndGoesOnInOrderWhenItIsResumed() {
    OrderId order = stores.plan().order;
    OrderId other = stores.plan().order;
    UUID id = subscribe("");
    promise(order, 1);
    promise(order, 2);
    promise(other, 3);
    handOut();
    for (Claim claim : claim(LONG)) {
      if (claim.order().equals(order)) {
        queue.failed(claim, "answered 500", NOW, Optional.of(NOW.plusSeconds(10)));
      } else {
        tellAll(claim);
      }
    }
    assertThat(claim(LONG)).as("before its time").isEmpty();
    assertThat(queue.nextAfter(NOW, 3)).contains(NOW.plusSeconds(10));
    assertThat(queue.nextAfter(NOW, 0)).isEmpty();
    assertThat(queue.isBusy(NOW, 3)).isFalse();
    assertThat(queue.isBusy(NOW.plusSeconds(10), 3)).isTrue();
    Claim again =
        stores
            .transaction
            .execute(status -> queue.claim(NOW.plusSeconds(10), LONG, MANY, MANY))
            .get(0);
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.failingSince()).contains(NOW);
    queue.failed(again, "answered 503", NOW.plusSeconds(20), Optional.empty());

    promise(order, 4);
    handOut();
    assertThat(claim(LONG)).isEmpty();
    assertThat(subscriptions.standings())
        .singleElement()
        .returns(3L, Standing::behind)
        .returns(1L, Standing::failingOrders)
        .returns(1L, Standing::parkedOrders)
        .returns(Optional.of(NOW), Standing::failingSince)
        .returns(Optional.of("answered 503"), Standing::lastFailure);

    assertThat(subscriptions.resume(id, NOW)).isTrue();
    assertThat(tellAll(claimOne())).containsExactly("for 1", "for 2", "for 4");
    assertThat(subscriptions.resume(UUID.randomUUID(), NOW)).isFalse();
  }

  @Test
  void goesOnInACopyOfTheDatabaseWhoseTransactionsCountAnew() {
    OrderId order = stores.plan().order;
    subscribe("");
    promise(order, 1);
    stores.jdbc.update(
        "update turnup.event_horizon set candidate = sequence, candidate_xid = '900000000000'");

    handOut();

    assertThat(tellAll(claimOne())).containsExactly("for 1");
  }

  @Test
  void keepsASecretSuchThatTheDatabaseDoesNotTellIt() {
    UUID id = subscribe("", Optional.empty(), Optional.of(new Secret("correct-horse-battery")));

    assertThat(stores.subscriptions.secretOf(id)).contains(new Secret("correct-horse-battery"));
    assertThat(
            stores.jdbc.queryForObject(
                "select encode(sealed_secret, 'escape') from turnup.subscription", String.class))
        .doesNotContain("correct-horse");
    assertThat(stores.subscriptions.secretOf(subscribe("state=held"))).isEmpty();
  }

  private UUID subscribe(String query) {
    return subscribe(query, Optional.empty());
  }

  private UUID subscribe(String query, Optional<String> onlyOf) {
    return subscribe(query, onlyOf, Optional.empty());
  }

  private UUID subscribe(String query, Optional<String> onlyOf, Optional<Secret> secret) {
    UUID id = UUID.randomUUID();
    stores.transaction.executeWithoutResult(
        status -> {
          subscriptions.lock();
          subscriptions.add(
              new Subscription(
                  id, "owner-" + id, onlyOf, URI.create("http://listener.example"), query, NOW),
              EventQuery.in(query),
              secret);
        });
    return id;
  }

  private void move(OrderId order, OrderState next) {
    stores.transaction.executeWithoutResult(
        status -> {
          ProductOrder locked = stores.orders.lock(order);
          locked.moveAllTo(next, NOW);
          stores.orders.update(locked);
        });
  }

  private void promise(OrderId order, int number) {
    stores.timeline.add(
        order,
        TimelineEntry.of(EventKind.PROMISED, "for " + number)
            .with("date", LocalDate.of(2026, 3, 2)));
  }

  private CompletableFuture<Void> inATransaction(Runnable work, CountDownLatch end) {
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Void> transaction =
        CompletableFuture.runAsync(
            () ->
                stores.transaction.executeWithoutResult(
                    status -> {
                      work.run();
                      done.countDown();
                      pass(end);
                    }));
    pass(done);
    return transaction;
  }

  private static void pass(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean advance() {
    return stores.transaction.execute(status -> queue.advance(NOW));
  }

  /** Others use the same PostgreSQL, and their transactions are waited for as well. */
  private void handOut() {
    Long last =
        stores.jdbc.queryForObject(
            "select last_value from turnup.order_event_sequence", Long.class);
    await()
        .atMost(60, SECONDS)
        .until(
            () -> {
              advance();
              return stores.jdbc.queryForObject(
                      "select sequence from turnup.event_horizon", Long.class)
                  >= last;
            });
  }

  private List<Claim> claim(Duration lasts) {
    return claim(lasts, MANY);
  }

  private List<Claim> claim(Duration lasts, int perSubscription) {
    return stores.transaction.execute(status -> queue.claim(NOW, lasts, perSubscription, MANY));
  }

  private Claim claimOne() {
    List<Claim> claims = claim(LONG);
    assertThat(claims).hasSize(1);
    return claims.get(0);
  }

  /** Everything that is to be told of the order, in turn. */
  private List<String> tellAll(Claim claim) {
    List<String> told = new ArrayList<>();
    Optional<OrderEvent> next = queue.next(claim);
    while (next.isPresent()) {
      told.add(next.get().recorded().entry().text());
      queue.delivered(claim, next.get(), LONG);
      next = queue.next(claim);
    }
    return told;
  }

  private int cursors() {
    return stores.jdbc.queryForObject("select count(*) from turnup.event_cursor", Integer.class);
  }
}
