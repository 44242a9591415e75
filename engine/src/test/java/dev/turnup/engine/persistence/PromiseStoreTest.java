package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.escalation.Jeopardy;
import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.escalation.OpenOrders;
import dev.turnup.engine.escalation.Promise;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PromiseStoreTest {

  private static final LocalDate DAY = LocalDate.parse("2031-05-05");
  private static final Instant END = Instant.parse("2031-05-05T21:59:59Z");

  private final StoresAlone stores = StoresAlone.shared();
  private final PlanInDatabase plan = stores.plan();
  private final OrderId order = plan.order;

  @Test
  void findsWhatSpeaksAgainstAPromise() {
    assertThat(doubtful(END.plusSeconds(1))).as("not promised yet").isEmpty();
    promise();
    deliverable(DAY);
    assertThat(doubtful(NOW)).isEmpty();

    assertThat(doubtful(END.plusSeconds(1)))
        .containsExactly(
            new Promise(
                order,
                tier(),
                true,
                NOW,
                DAY,
                END,
                Optional.of(DAY),
                false,
                false,
                Optional.empty(),
                Jeopardy.NONE,
                ""));

    deliverable(LocalDate.parse("2026-03-02"));
    assertThat(doubtful(NOW)).as("projected for today").hasSize(1);
    assertThat(shown(Set.of(), false))
        .extracting(OpenOrders.Shown::projected)
        .containsExactly(Optional.of(LocalDate.parse("2026-03-02")));
    deliverable(LocalDate.parse("2026-02-27"));
    assertThat(doubtful(NOW)).as("was projected for Friday").hasSize(1);
    assertThat(shown(Set.of(), false))
        .extracting(OpenOrders.Shown::projected)
        .as("not done, so today at the earliest")
        .containsExactly(Optional.of(LocalDate.parse("2026-03-02")));
    deliverable(LocalDate.parse("2026-03-03"));
    assertThat(doubtful(NOW)).isEmpty();

    deliverable(DAY.plusDays(1));
    assertThat(doubtful(NOW))
        .extracting(Promise::projected)
        .containsExactly(Optional.of(DAY.plusDays(1)));
    stores.jdbc.update(
        "update turnup.delivery set deliverable_on = null where order_id = ?", order.value());
    assertThat(doubtful(NOW)).extracting(Promise::undated).containsExactly(true);

    deliverable(DAY);
    stores.jdbc.update(
        """
        insert into turnup.fallout (id, order_id, step, system, code, message, state, raised_at)
        values (?, ?, 'Activate service', 'network', 'down', 'no light', 'open', now())
        """,
        UUID.randomUUID(),
        order.value());
    assertThat(doubtful(NOW)).extracting(Promise::unsettled).containsExactly(true);
  }

  @Test
  void tellsNobodyOfEachThatWaitsForAProblemUntilItsPromiseIsBroken() {
    promise();
    deliverable(DAY);
    stores.jdbc.update(
        """
        insert into turnup.problem (id, cause_kind, cause, title, state, opened_at, opened_by)
        values ('PB-1', 'fingerprint', 'promises', 'dark', 'open', now(), 'turnup')
        """);
    stores.jdbc.update(
        """
        insert into turnup.fallout (id, order_id, step, system, code, message, state, raised_at, problem_id, problem_since)
        values (?, ?, 'Activate service', 'network', 'down', 'no light', 'waiting-for-problem', now(), 'PB-1', now())
        """,
        UUID.randomUUID(),
        order.value());
    Optional<String> problem = Optional.of("problem PB-1");
    assertThat(doubtful(NOW)).extracting(Promise::waitsFor).containsExactly(problem);

    Jeopardy amber = new Jeopardy(Colour.AMBER, NOW, Optional.empty());
    stores.promises.keep(order, amber, "short", problem);
    assertThat(stores.promises.among(List.of(order), NOW)).isEmpty();
    assertThat(shown(Set.of(Colour.AMBER), false)).as("is shown").hasSize(1);

    stores.promises.keep(order, amber, "short", Optional.empty());
    assertThat(stores.promises.among(List.of(order), NOW)).hasSize(1);
    stores.promises.keep(order, new Jeopardy(Colour.RED, NOW, Optional.empty()), "late", problem);
    assertThat(stores.promises.among(List.of(order), NOW)).hasSize(1);
  }

  @Test
  void keepsTheJeopardyOfAPromiseAndFindsItUntilSomebodyLooksAfterIt() {
    promise();
    deliverable(DAY);
    Jeopardy red = new Jeopardy(Colour.RED, NOW, Optional.of(NOW.plusSeconds(60)));
    stores.promises.keep(
        order, new Jeopardy(Colour.AMBER, NOW, Optional.empty()), "short", Optional.empty());
    stores.promises.keep(order, red, "late", Optional.empty());

    assertThat(doubtful(NOW))
        .extracting(Promise::shown, Promise::reason)
        .containsExactly(tuple(red, "late"));
    assertThat(stores.progress.of(order).orElseThrow().jeopardy().orElseThrow().colour())
        .isEqualTo("red");
    assertThat(stores.promises.among(List.of(order), NOW))
        .containsExactly(new Stuck(order, Finding.PROMISE_RED, "late"));
    assertThat(stores.promises.unattended(NOW, 10_000)).extracting(Stuck::order).contains(order);
    assertThat(shown(Set.of(Colour.RED), false))
        .extracting(
            OpenOrders.Shown::colour, OpenOrders.Shown::promised, OpenOrders.Shown::projected)
        .containsExactly(tuple(Colour.RED, Optional.of(DAY), Optional.of(DAY)));
    assertThat(shown(Set.of(Colour.AMBER), false)).isEmpty();
    assertThat(shown(Set.of(), true)).isEmpty();

    stores.escalations.add(
        new Escalation(
            new EscalationId(UUID.randomUUID()),
            order,
            stores.promises.among(List.of(order), NOW),
            NOW,
            Optional.empty(),
            Optional.empty(),
            0));
    assertThat(stores.promises.unattended(NOW, 10_000))
        .extracting(Stuck::order)
        .doesNotContain(order);
    assertThat(shown(Set.of(Colour.AMBER, Colour.RED), true))
        .extracting(OpenOrders.Shown::findings)
        .containsExactly(Set.of(Finding.PROMISE_RED));

    stores.jdbc.update(
        "update turnup.product_order set state = 'failed', completed_at = now() where id = ?",
        order.value());
    assertThat(doubtful(NOW)).extracting(Promise::open).containsExactly(false);
    assertThat(shown(Set.of(), false)).isEmpty();
    stores.promises.keep(order, Jeopardy.NONE, "", Optional.empty());
    assertThat(doubtful(NOW)).isEmpty();
  }

  private List<Promise> doubtful(Instant now) {
    return stores.promises.doubtful(now).contains(order)
        ? stores.promises.of(List.of(order))
        : List.of();
  }

  private List<OpenOrders.Shown> shown(Set<Colour> colours, boolean escalated) {
    return stores.promises.find(colours, escalated, Optional.empty(), 10_000).stream()
        .filter(shown -> shown.order().equals(order))
        .toList();
  }

  private String tier() {
    return stores.jdbc.queryForObject(
        "select customer_tier from turnup.product_order where id = ?", String.class, order.value());
  }

  private void promise() {
    stores.jdbc.update(
        "update turnup.product_order set promised_date = ?, expected_completion = ?, order_date = ?"
            + " where id = ?",
        DAY,
        Timestamp.from(END),
        Timestamp.from(NOW),
        order.value());
  }

  private void deliverable(LocalDate day) {
    stores.jdbc.update(
        "update turnup.delivery set deliverable_on = ? where order_id = ?", day, order.value());
  }
}
