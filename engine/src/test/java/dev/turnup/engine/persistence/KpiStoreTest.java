package dev.turnup.engine.persistence;

import static dev.turnup.engine.persistence.StoresAlone.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.kpi.EndedTasks.Ended;
import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Counts;
import dev.turnup.engine.kpi.Figures.FellOut;
import dev.turnup.engine.kpi.Figures.Settled;
import dev.turnup.engine.kpi.Figures.Step;
import dev.turnup.engine.kpi.Slice;
import dev.turnup.engine.kpi.Window;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Counts orders of a tier of their own: the database is shared. */
class KpiStoreTest {

  private static final Window WINDOW = Window.before(NOW);
  private static final Instant IN_IT = NOW.minus(Duration.ofDays(1));
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(31));

  private final StoresAlone stores = StoresAlone.shared();
  private final String tier = UUID.randomUUID().toString();

  @Test
  void countsWhoEndedWithoutBeingMended() {
    ended("completed", IN_IT);
    ended("completed", IN_IT, "fell-out", "{}");
    ended("completed", IN_IT, "repair-needed", "{}");
    ended("completed", IN_IT, "capacity-short", "{}");
    ended("completed", IN_IT, "visit-ended", "{\"outcome\": \"customerAbsent\"}");
    ended("completed", IN_IT, "visit-ended", "{\"outcome\": \"done\"}");
    ended("partial", IN_IT);
    ended("failed", IN_IT);
    ended("cancelled", IN_IT);
    ended("completed", BEFORE);
    ended("completed", NOW);
    hidden(ended("completed", IN_IT));
    order("inProgress", Optional.empty());

    Counts counts = counts();

    assertThat(counts.ended()).isEqualTo(8);
    assertThat(counts.right()).isEqualTo(2);
    assertThat(counts.accepted()).isEqualTo(12);
  }

  @Test
  void countsTheColoursOfOpenPromises() {
    promised(order("inProgress", Optional.empty()), "amber");
    promised(order("held", Optional.empty()), "red");
    promised(order("pending", Optional.empty()), "");
    promised(ended("completed", IN_IT), "red");
    order("inProgress", Optional.empty());

    Counts counts = counts();

    assertThat(counts.open()).isEqualTo(3);
    assertThat(counts.amber()).isOne();
    assertThat(counts.red()).isOne();
  }

  /** The database is shared: of all orders only what comes in between is known. */
  @Test
  void countsTheSameOfAllOrdersAgainAndAgain() {
    Counts before = again();
    ended("completed", IN_IT);
    ended("completed", NOW.minus(Duration.ofMinutes(40)));
    ended("completed", NOW.minus(Duration.ofMinutes(5)), "fell-out", "{}");
    ended("failed", NOW.minus(Duration.ofMinutes(5)));
    ended("cancelled", NOW.minus(Duration.ofMinutes(5)));
    promised(order("inProgress", Optional.empty()), "amber");
    promised(order("held", Optional.empty()), "red");
    promised(ended("completed", NOW.minus(Duration.ofMinutes(5))), "red");
    order("inProgress", Optional.empty());

    Counts after = again();

    assertThat(after.ended() - before.ended()).as("without the one of yesterday").isEqualTo(4);
    assertThat(after.right() - before.right()).isEqualTo(2);
    assertThat(after.open() - before.open()).isEqualTo(2);
    assertThat(after.amber() - before.amber()).isOne();
    assertThat(after.red() - before.red()).isOne();
    Counts all = counts(Slice.ALL, 5);
    assertThat(stores.otherKpis.get().again(WINDOW, 5)).as("for the first time").contains(all);
  }

  private Counts again() {
    return stores.kpis.again(WINDOW, 5).orElseThrow();
  }

  @Test
  void countsOnlyOrdersWithAnItemOfTheOffering() {
    OrderId one = ended("completed", IN_IT);
    ended("completed", IN_IT);
    stores.jdbc.update(
        """
        insert into turnup.order_item (order_id, id, position, action, offering, relies_on, state)
        values (?, '1', 1, 'add', 'sky-tv', '{}', 'completed'), (?, '2', 2, 'add', 'sky-tv', '{}', 'completed')
        """,
        one.value(),
        one.value());

    assertThat(counts(new Slice(Optional.of(tier), Optional.of("sky-tv")), 5).ended()).isOne();
  }

  @Test
  void countsFalloutsByCauseTheFrequentOnesByName() {
    OrderId one = order("inProgress", Optional.empty());
    OrderId two = order("inProgress", Optional.empty());
    fallout(one, "a", IN_IT, Optional.of(IN_IT.plusSeconds(60)));
    fallout(one, "a", IN_IT, Optional.of(IN_IT.plusSeconds(120)));
    fallout(two, "b", IN_IT, Optional.empty());
    fallout(two, "b", IN_IT, Optional.empty());
    fallout(two, "c", IN_IT, Optional.of(IN_IT.plusSeconds(30)));
    fallout(two, "d", IN_IT, Optional.empty());
    fallout(two, "d", BEFORE, Optional.of(NOW));
    fallout(one, "e", BEFORE, Optional.of(BEFORE.plusSeconds(60)));

    Counts counts = counts(new Slice(Optional.of(tier), Optional.empty()), 2);

    assertThat(counts.fellOut())
        .containsExactly(
            new FellOut("", 6, 2),
            new FellOut("a", 2, 1),
            new FellOut("b", 2, 1),
            new FellOut("other", 2, 1));
    assertThat(counts.settled())
        .containsExactly(
            new Settled("", 3, 210), new Settled("a", 2, 180), new Settled("c", 1, 30));
  }

  @Test
  void countsNothingOfNothing() {
    Counts counts = counts();

    assertThat(counts.fellOut()).containsExactly(new FellOut("", 0, 0));
    assertThat(counts.settled()).containsExactly(new Settled("", 0, 0));
    assertThat(counts.ended()).isZero();
  }

  @Test
  void addsHowLongWorkTookOnceAndWhereThereIsAnOrder() {
    OrderId order = order("inProgress", Optional.empty());
    Ended taken =
        new Ended(UUID.randomUUID().toString(), order, IN_IT, Optional.of(Duration.ofMinutes(7)));
    Ended left = new Ended(UUID.randomUUID().toString(), order, IN_IT, Optional.empty());
    Ended ofNone =
        new Ended(UUID.randomUUID().toString(), new OrderId("PO-999999999"), NOW, Optional.empty());

    stores.kpis.add(List.of(taken, left, ofNone));
    stores.kpis.add(List.of(taken));

    assertThat(counts().tasks()).isOne();
    assertThat(counts().touchSeconds()).isEqualTo(7 * 60);
    assertThat(stores.kpis.last()).contains(IN_IT);
  }

  @Test
  void keepsTheLastSnapshotForAllNodes() {
    Figures first =
        new Figures(
            NOW,
            WINDOW,
            Slice.ALL,
            counts(),
            List.of(new Step("delivery/Task_InstallOnSite", "Install on site", 3, 1, 2.5, 3)));

    stores.kpis.keep(first);
    assertThat(stores.kpis.newest()).contains(first);
    Figures second = new Figures(NOW.plusSeconds(60), WINDOW, Slice.ALL, counts(), List.of());
    stores.kpis.keep(second);
    assertThat(stores.kpis.newest()).contains(second);
  }

  private Counts counts() {
    return counts(new Slice(Optional.of(tier), Optional.empty()), 20);
  }

  private Counts counts(Slice slice, int causes) {
    return stores.kpis.of(WINDOW, slice, causes).orElseThrow();
  }

  private OrderId ended(String state, Instant at) {
    return order(state, Optional.of(at));
  }

  private void ended(String state, Instant at, String mended, String facts) {
    stores.jdbc.update(
        """
        insert into turnup.order_event (order_id, sequence, at, kind, actor, text, facts)
        values (?, nextval('turnup.order_event_sequence'), ?, ?, 'turnup', '-', ?::jsonb)
        """,
        ended(state, at).value(),
        Utc.of(at),
        mended,
        facts);
  }

  private OrderId order(String state, Optional<Instant> ended) {
    OrderId order = stores.orders.nextId();
    stores.jdbc.update(
        """
        insert into turnup.product_order (id, caller, content_hash, state, customer_id, customer_name,
               customer_tier, order_date, completed_at)
        values (?, 'crm', '-', ?, '-', '-', ?, ?, ?)
        """,
        order.value(),
        state,
        tier,
        Utc.of(IN_IT),
        ended.map(Utc::of).orElse(null));
    return order;
  }

  private void promised(OrderId order, String colour) {
    stores.jdbc.update(
        "update turnup.product_order set expected_completion = ? where id = ?",
        Utc.of(NOW),
        order.value());
    if (!colour.isEmpty()) {
      stores.jdbc.update(
          "insert into turnup.jeopardy (order_id, colour, since, reason) values (?, ?, ?, '-')",
          order.value(),
          colour,
          Utc.of(NOW));
    }
  }

  private void hidden(OrderId order) {
    stores.jdbc.update(
        "update turnup.product_order set hidden_at = completed_at where id = ?", order.value());
  }

  private void fallout(OrderId order, String cause, Instant raised, Optional<Instant> closed) {
    stores.jdbc.update(
        """
        insert into turnup.fallout (id, order_id, step, system, code, message, fingerprint, state, raised_at, closed_at)
        values (?, ?, '-', '-', '-', '-', ?, ?, ?, ?)
        """,
        UUID.randomUUID(),
        order.value(),
        cause,
        closed.isPresent() ? "closed" : "open",
        Utc.of(raised),
        closed.map(Utc::of).orElse(null));
  }
}
