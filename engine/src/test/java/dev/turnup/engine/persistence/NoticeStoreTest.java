package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.Notices.Claim;
import dev.turnup.engine.order.Notices.Question;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.TellCustomer;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeStoreTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final StoresAlone stores = StoresAlone.shared();
  private final Notices notices = stores.notices;
  private final TellCustomer timeline =
      new TellCustomer(stores.timeline, stores.orders, notices, UUID::randomUUID, stores.clock);

  @BeforeEach
  void nothingIsDue() {
    stores.jdbc.update("update turnup.notice set next_try_at = null");
  }

  @Test
  void tellsADateOnceAndAgainWheneverItReallyChanges() {
    OrderId order = stores.plan().order;

    promise(order, "2026-03-05");
    promise(order, "2026-03-05");
    promise(order, "2026-03-09");
    promise(order, "2026-03-05");

    assertThat(told(order)).containsExactly("2026-03-05", "2026-03-09", "2026-03-05");
  }

  @Test
  void leavesForWhereTheCustomerIsReachedByNow() {
    OrderId order = stores.plan().order;
    promise(order, "2026-03-05");

    stores.orders.amend(order, reachedAt("grace@example.org"), NOW);

    assertThat(notices.claim(Channel.MAIL, NOW, LONG, 10))
        .extracting(claim -> claim.notice().recipient())
        .containsExactly("grace@example.org");
  }

  @Test
  void leavesForStaffWhereTheyAreInTheirHoursUnlessItIsWithdrawn() {
    OrderId order = stores.plan().order;
    notices.add(List.of(toStaff(order), toStaff(stores.plan().order)), NOW, NOW.plusSeconds(60));

    assertThat(notices.claim(Channel.MAIL, NOW, LONG, 10)).isEmpty();
    notices.withdraw(order, News.ESCALATION, NOW);
    assertThat(notices.claim(Channel.MAIL, NOW.plusSeconds(60), LONG, 10))
        .extracting(Claim::notice)
        .extracting(Notice::recipient, Notice::kind)
        .containsExactly(tuple("lead@example.org", "escalation"));
  }

  @Test
  void withdrawsWhatWaitsOfOneThingUnderWhicheverOrdersAndNothingOfAnother() {
    OrderId order = stores.plan().order;
    notices.add(
        List.of(
            toStaff(order, News.HOLD_UP, "managers (system billing)"),
            toStaff(order, News.HOLD_UP, "managers (system network)"),
            toStaff(stores.plan().order, News.HOLD_UP, "supervisors (system billing)")),
        NOW,
        NOW.plusSeconds(60));

    notices.withdrawOfAll(News.HOLD_UP, "(system billing)", NOW);
    assertThat(notices.claim(Channel.MAIL, NOW.plusSeconds(60), LONG, 10))
        .extracting(claim -> claim.notice().about())
        .containsExactly("managers (system network)");
  }

  private static Notice toStaff(OrderId order) {
    return toStaff(order, News.ESCALATION, "supervisors");
  }

  private static Notice toStaff(OrderId order, News news, String about) {
    return new Notice(
        UUID.randomUUID(),
        order,
        "CUST-1",
        news,
        about,
        1,
        "level 2",
        Channel.MAIL,
        "lead@example.org",
        "Order needs you",
        "It is late");
  }

  @Test
  void tellsADateOnceWhenTwoSayItAtTheSameMoment() throws Exception {
    OrderId order = stores.plan().order;
    CyclicBarrier together = new CyclicBarrier(2);

    List<CompletableFuture<Void>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(
          CompletableFuture.runAsync(
              () -> {
                await(together);
                promise(order, "2026-03-05");
              }));
    }
    CompletableFuture.allOf(both.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);

    assertThat(told(order)).containsExactly("2026-03-05");
    assertThat(
            stores.jdbc.queryForObject(
                "select count(*) from turnup.order_event where order_id = ? and kind = 'promised'",
                Integer.class,
                order.value()))
        .isEqualTo(2);
  }

  @Test
  void forgetsTheNoticeWithTheEntryThatIsRolledBack() {
    OrderId order = stores.plan().order;

    stores.transaction.executeWithoutResult(
        status -> {
          timeline.add(order, promised("2026-03-05"));
          status.setRollbackOnly();
        });

    assertThat(told(order)).isEmpty();
  }

  @Test
  void givesANoticeToOneOnlyWhileTheClaimLasts() {
    promise(stores.plan().order, "2026-03-05");

    assertThat(claim(LONG)).hasSize(1);
    assertThat(claim(LONG)).isEmpty();
  }

  @Test
  void neverGivesANoticeToTwoWhoAskAtTheSameMoment() throws Exception {
    for (int i = 0; i < 40; i++) {
      promise(stores.plan().order, "2026-03-05");
    }
    CyclicBarrier together = new CyclicBarrier(4);

    List<CompletableFuture<List<UUID>>> askers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      askers.add(
          CompletableFuture.supplyAsync(
              () -> {
                await(together);
                List<UUID> mine = new ArrayList<>();
                for (int turn = 0; turn < 8; turn++) {
                  notices
                      .claim(Channel.MAIL, NOW, LONG, 3)
                      .forEach(claim -> mine.add(claim.notice().id()));
                }
                return mine;
              }));
    }
    List<UUID> all = new ArrayList<>();
    for (CompletableFuture<List<UUID>> asker : askers) {
      all.addAll(asker.get(30, TimeUnit.SECONDS));
    }

    assertThat(all).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void givesItToAnotherWhenTheClaimHasEndedAndListensToThatOneOnly() {
    promise(stores.plan().order, "2026-03-05");

    Claim frozen = claim(Duration.ZERO).get(0);
    Claim other = claim(LONG).get(0);

    assertThat(other.attempt()).isEqualTo(2);
    assertThat(notices.sent(frozen, NOW)).isFalse();
    assertThat(notices.sent(other, NOW)).isTrue();
    assertThat(claim(LONG)).isEmpty();
  }

  @Test
  void keepsWhetherItAsksForWhoeverSendsItNext() {
    promise(stores.plan().order, "2026-03-05");
    Claim frozen = claim(Duration.ZERO).get(0);
    assertThat(frozen.question()).isEmpty();
    Claim other = claim(Duration.ZERO).get(0);
    Question question = new Question(Optional.of(NOW.plusSeconds(60)));

    assertThat(notices.decide(frozen, Question.NONE)).isFalse();
    assertThat(notices.decide(other, question)).isTrue();

    assertThat(claim(LONG)).extracting(Claim::question).containsExactly(Optional.of(question));
  }

  @Test
  void tellsAPromiseWithTheVisitThatItMovedWithOrByItselfAWhileLater() {
    OrderId order = stores.plan().order;
    promise(order, "2026-03-05");
    book(order, "2026-03-05T09:00+01:00");
    timeline.add(order, promised("2026-03-09").with("visit", 1));
    assertThat(claim(Duration.ZERO)).as("the visit, and no promise of before").hasSize(1);
    assertThat(notices.claim(Channel.MAIL, NOW.plus(Duration.ofMinutes(10)), Duration.ZERO, 10))
        .as("nothing is booked")
        .hasSize(2);

    timeline.add(order, promised("2026-03-10").with("visit", 1));
    book(order, "2026-03-10T09:00+01:00");

    assertThat(notices.claim(Channel.MAIL, NOW.plus(Duration.ofMinutes(10)), LONG, 10))
        .extracting(claim -> claim.notice().text())
        .filteredOn(text -> text.contains("10 March"))
        .singleElement()
        .asString()
        .contains("comes on Tuesday 10 March", "completed your order " + order + " on Tuesday");
  }

  private void book(OrderId order, String start) {
    timeline.add(
        order,
        TimelineEntry.of(EventKind.APPOINTMENT_BOOKED, "Appointment")
            .with("delivery", 1)
            .with("start", start)
            .with("end", start.replace("T09", "T10")));
  }

  @Test
  void triesAgainNoSoonerThanItShould() {
    promise(stores.plan().order, "2026-03-05");
    Claim claim = claim(LONG).get(0);

    notices.failed(claim, "refused", Optional.of(NOW.plusSeconds(10)));

    assertThat(notices.claim(Channel.MAIL, NOW.plusSeconds(9), LONG, 10)).isEmpty();
    assertThat(notices.claim(Channel.MAIL, NOW.plusSeconds(10), LONG, 10))
        .extracting(Claim::attempt)
        .containsExactly(2);
  }

  @Test
  void neverTriesAgainWhatWasRefusedForGood() {
    promise(stores.plan().order, "2026-03-05");

    notices.failed(claim(LONG).get(0), "no such address", Optional.empty());

    assertThat(notices.claim(Channel.MAIL, NOW.plus(Duration.ofDays(365)), LONG, 10)).isEmpty();
  }

  @Test
  void sendsOnlyTheNewestWhenAnOlderOneCouldNotBeSentYet() {
    OrderId order = stores.plan().order;
    promise(order, "2026-03-05");
    notices.failed(claim(LONG).get(0), "mail server down", Optional.of(NOW.plusSeconds(900)));

    promise(order, "2026-03-09");

    List<Claim> sent = claim(LONG);
    assertThat(sent).extracting(claim -> claim.notice().told()).containsExactly("2026-03-09");
    assertThat(notices.sent(sent.get(0), NOW)).isTrue();
    assertThat(notices.claim(Channel.MAIL, NOW.plusSeconds(900), LONG, 10)).isEmpty();
    assertThat(told(order)).containsExactly("2026-03-05", "2026-03-09");
  }

  @Test
  void sendsTheNewestAfterTheOlderOneThatIsOnItsWay() {
    OrderId order = stores.plan().order;
    promise(order, "2026-03-05");
    Claim older = claim(LONG).get(0);

    promise(order, "2026-03-09");

    assertThat(claim(LONG)).isEmpty();
    notices.failed(older, "mail server down", Optional.of(NOW));
    assertThat(claim(LONG))
        .extracting(claim -> claim.notice().told())
        .containsExactly("2026-03-09");
  }

  @Test
  void letsOtherNewsOfTheOrderWaitForItsOwnTurn() {
    OrderId order = stores.plan().order;
    promise(order, "2026-03-05");
    appointment(order, 1);
    appointment(order, 2);

    assertThat(claim(LONG))
        .extracting(claim -> claim.notice().told())
        .containsExactlyInAnyOrder(
            "2026-03-05", "2026-03-05T09:00+01:00", "2026-03-05T09:00+01:00");
  }

  private List<Claim> claim(Duration lasts) {
    return notices.claim(Channel.MAIL, NOW, lasts, 10);
  }

  private void promise(OrderId order, String date) {
    stores.transaction.executeWithoutResult(status -> timeline.add(order, promised(date)));
  }

  private void appointment(OrderId order, int delivery) {
    TimelineEntry booked =
        TimelineEntry.of(EventKind.APPOINTMENT_BOOKED, "Visit booked")
            .with("delivery", delivery)
            .with("start", "2026-03-05T09:00+01:00")
            .with("end", "2026-03-05T11:00+01:00");
    stores.transaction.executeWithoutResult(status -> timeline.add(order, booked));
  }

  private static TimelineEntry promised(String date) {
    return TimelineEntry.of(EventKind.PROMISED, "Promised for " + date).with("date", date);
  }

  private List<String> told(OrderId order) {
    return stores.jdbc.queryForList(
        "select told from turnup.notice where order_id = ? order by change",
        String.class,
        order.value());
  }

  static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Amendment reachedAt(String address) {
    return new Amendment(
        "{}",
        Optional.empty(),
        new Customer("C-1", "Grace", "gold", Optional.of(address), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of("notificationContact"));
  }
}
