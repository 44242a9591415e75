package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.Escalation.Closing;
import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.escalation.LookedAfter;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EscalationStoreTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final OrderId order = stores.plan().order;

  @Test
  void opensOneEscalationForAnOrderAtATime() {
    Escalation first = open();

    stores.escalations.add(first);
    assertThatThrownBy(() -> stores.escalations.add(open())).isInstanceOf(StaleVersion.class);
    assertThat(stores.escalations.openOf(order)).map(Escalation::id).contains(first.id());
    close(first, Optional.empty());
    assertThat(stores.escalations.openOf(order)).isEmpty();
    stores.escalations.add(open());
  }

  @Test
  void givesBackAnEscalationAsItWasWritten() {
    Escalation open = open();
    stores.escalations.add(open);
    Escalation told =
        new Escalation(
            open.id(),
            order,
            List.of(
                new Stuck(order, Finding.LATE_STEP, "late"),
                new Stuck(order, Finding.PROMISE_RED, "broken")),
            NOW,
            Optional.of(new Told(2, "supervisors", NOW.plusSeconds(30), NOW.plusSeconds(60))),
            Optional.empty(),
            0);

    stores.escalations.update(told);
    assertThat(stores.escalations.get(open.id()))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(told);

    Closing closing = new Closing(NOW, "grace", "seen", Optional.of(NOW.plusSeconds(3600)));
    stores.escalations.update(ended(stores.escalations.get(open.id()), closing));
    Escalation closed = stores.escalations.get(open.id());
    assertThat(closed.closing()).contains(closing);
    assertThat(closed.findings())
        .as("of which nobody is told again")
        .extracting(Stuck::finding)
        .containsExactly(Finding.PROMISE_RED, Finding.LATE_STEP);
  }

  @Test
  void findsOverdueFalloutsUnlessTheyAreLookedAfterOrTheOrderIsLeftAlone() {
    UUID fallout = UUID.randomUUID();
    stores.jdbc.update(
        """
        insert into turnup.fallout (id, order_id, step, system, code, message, state, raised_at, due)
        values (?, ?, 'Activate service', 'network', 'down', 'no light', 'open', ?, ?)
        """,
        fallout,
        order.value(),
        Timestamp.from(NOW.minusSeconds(60)),
        Timestamp.from(NOW));
    Instant later = NOW.plusSeconds(1);
    assertThat(unattended(NOW)).isEmpty();
    stores.jdbc.update("update turnup.fallout set escalated = true where id = ?", fallout);
    assertThat(unattended(NOW))
        .as("though its desk has time")
        .extracting(Stuck::explanation)
        .singleElement()
        .asString()
        .endsWith(" and is to be settled at once: no light");
    assertThat(unattended(later))
        .extracting(Stuck::finding, Stuck::explanation)
        .containsExactly(
            tuple(
                Finding.OVERDUE_FALLOUT,
                "Activate service fell out at "
                    + "Mon 2 Mar 2026, 08:59 (UTC)"
                    + " and is not settled: no light"));

    Escalation other = open();
    stores.escalations.add(other);
    assertThat(unattended(later)).as("known for something else").hasSize(1);
    close(other, Optional.of(NOW.plusSeconds(60)));
    assertThat(unattended(later)).as("something else is left alone").hasSize(1);
    other = open();
    stores.escalations.add(other);
    stores.escalations.update(
        new Escalation(
            other.id(),
            order,
            stores.late.among(List.of(order), later),
            NOW,
            Optional.empty(),
            Optional.empty(),
            0));
    assertThat(unattended(later)).as("known for it").isEmpty();
    assertThat(stores.late.among(List.of(order), later)).hasSize(1);

    close(stores.escalations.get(other.id()), Optional.of(NOW.plusSeconds(60)));
    assertThat(unattended(later)).as("left alone").isEmpty();
    assertThat(unattended(NOW.plusSeconds(61))).hasSize(1);
    stores.jdbc.update(
        "update turnup.fallout set state = 'waiting-for-problem' where id = ?", fallout);
    assertThat(unattended(NOW.plusSeconds(61))).as("a problem has people").isEmpty();
  }

  private List<Stuck> unattended(Instant now) {
    return stores.late.unattended(now, 10_000).stream()
        .filter(stuck -> stuck.order().equals(order))
        .toList();
  }

  @Test
  void keepsTheFindingsThatThereAreAndNoOthers() {
    List<String> checks =
        stores.jdbc.queryForList(
            """
            select pg_get_constraintdef(c.oid)
              from pg_constraint c
             where c.conname in ('ck_escalation_finding', 'ck_escalation_finding_finding')
            """,
            String.class);

    assertThat(checks).hasSize(2);
    assertThat(checks)
        .allSatisfy(
            check ->
                assertThat(
                        Pattern.compile("'([^']+)'::text")
                            .matcher(check)
                            .results()
                            .map(word -> word.group(1)))
                    .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Finding.values()).map(Finding::code).toList()));
  }

  @Test
  void keepsWhoLooksAfterAHoldUpUntilItIsOver() {
    String subject = "system " + UUID.randomUUID();
    Told operators = new Told(1, "operators", NOW, NOW.plusSeconds(60));
    LookedAfter opened =
        new LookedAfter(subject, NOW, operators, Optional.of(order), Optional.empty());
    LookedAfter better =
        new LookedAfter(
            subject,
            NOW,
            new Told(2, "supervisors", NOW.plusSeconds(9), NOW.plusSeconds(90)),
            Optional.empty(),
            Optional.of(NOW.plusSeconds(80)));

    for (LookedAfter each : List.of(opened, better)) {
      stores.transaction.executeWithoutResult(t -> stores.holdUps.put(each));
      Optional<LookedAfter> kept = stores.transaction.execute(t -> stores.holdUps.lock(subject));
      assertThat(kept).contains(each);
      assertThat(stores.holdUps.subjects()).contains(subject);
    }

    stores.holdUps.remove(subject);
    assertThat(stores.holdUps.subjects()).doesNotContain(subject);
  }

  @Test
  void letsOneOfTwoNodesBeginToLookAfterAHoldUp() throws Exception {
    String subject = "system " + UUID.randomUUID();
    Told operators = new Told(1, "operators", NOW, NOW.plusSeconds(60));
    CyclicBarrier both = new CyclicBarrier(2);
    Callable<Boolean> node =
        () -> {
          both.await();
          return stores.transaction.execute(
              t -> {
                boolean first = stores.holdUps.lock(subject).isEmpty();
                stores.holdUps.put(
                    new LookedAfter(subject, NOW, operators, Optional.empty(), Optional.empty()));
                return first;
              });
        };
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> one = nodes.submit(node);
      Future<Boolean> other = nodes.submit(node);

      assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(true, false);
    } finally {
      nodes.shutdownNow();
    }
  }

  @Test
  void letsOneHolderHaveALeaseUntilItEnds() {
    String name = "lease-" + UUID.randomUUID();

    assertThat(stores.leases.take(name, "one", Duration.ofMinutes(1))).isTrue();
    assertThat(stores.leases.take(name, "other", Duration.ofMinutes(1))).isFalse();
    assertThat(stores.leases.take(name, "one", Duration.ZERO)).isTrue();
    assertThat(stores.leases.take(name, "other", Duration.ofMinutes(1))).isTrue();
    assertThat(stores.leases.take(name, "one", Duration.ofMinutes(1))).isFalse();
  }

  private Escalation open() {
    return new Escalation(
        new EscalationId(UUID.randomUUID()),
        order,
        List.of(new Stuck(order, Finding.NO_NEXT_EVENT, "nothing will make it move")),
        NOW,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private void close(Escalation escalation, Optional<Instant> quietUntil) {
    stores.escalations.update(ended(escalation, new Closing(NOW, "grace", "", quietUntil)));
  }

  private static Escalation ended(Escalation escalation, Closing closing) {
    return new Escalation(
        escalation.id(),
        escalation.order(),
        escalation.findings(),
        escalation.openedAt(),
        escalation.told(),
        Optional.of(closing),
        escalation.version());
  }
}
