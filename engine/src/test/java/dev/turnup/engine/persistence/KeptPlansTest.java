package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A statement that each order asks several times is planned once, not with each order: the driver
 * prepares it at the fifth time, and PostgreSQL keeps the plan after five more.
 */
class KeptPlansTest {

  /** Enough for both to have made up their minds, and some more. */
  private static final int TIMES = 15;

  private static final StoresAlone STORES = new StoresAlone();

  @BeforeAll
  static void writeOrders() {
    ManyOrders.write(STORES.jdbc, 5_000);
    STORES.jdbc.update(
        """
        insert into turnup.component (id, order_id, item_id, specification, kind, state, site_visit,
               activation_process, point_of_no_return, billable, availability)
        select md5(i.order_id || '.' || i.id)::uuid, i.order_id, i.id, 'internet', 'CFS', 'planned', false, 'standard', 'none',
               false, 'not-needed'
          from turnup.order_item i
        """);
    STORES.jdbc.update(
        """
        insert into turnup.component_dependency (component_id, relies_on_id, needs)
        select md5(o.id || '.1')::uuid, md5(o.id || '.2')::uuid, 'active' from turnup.product_order o
        """);
    STORES.jdbc.update(
        """
        insert into turnup.outbound_call (key, topic, order_id, subject, external_task_id, state, request, attempts,
               prepared_at)
        select o.id || '.' || n, 'network.activate-service', o.id, 's', 't', 'applied', '{}', 1, o.order_date
          from turnup.product_order o, generate_series(1, 5) n
        """);
    STORES.jdbc.update(
        """
        insert into act_ru_execution (id_, rev_, proc_inst_id_)
        select case p when 1 then i.id else i.id || '.' || p end, 1, i.id
          from (select case when n < 10 then 'ended-' else 'running-' end || n as id, n from generate_series(1, 300) n) i,
               generate_series(1, case when n < 10 then 12 else 4 end) p
        """);
    STORES.jdbc.execute("analyze");
  }

  @Test
  void isThatOfTheLockOfOrders() {
    assertThat(
            plansKept(
                "o.id = any",
                n -> STORES.orders.lockFreeRows(List.of(order(n)), Duration.ofSeconds(1))))
        .isPositive();
  }

  @Test
  void isThatOfTheStatesOfOrdersThatAreCalledFor() {
    assertThat(plansKept("for key share", n -> STORES.orders.beingCancelled(List.of(order(n)))))
        .isPositive();
  }

  @Test
  void isThatOfTheEntryOfCalls() {
    assertThat(plansKept("skip locked", n -> STORES.calls.enterAtOnce(List.of(call(n)))))
        .isPositive();
  }

  @Test
  void isThatOfTheOutcomeOfCalls() {
    assertThat(plansKept("update turnup.outbound_call", n -> STORES.calls.note(List.of(call(n)))))
        .isPositive();
  }

  @Test
  void isThatOfWhatReliesOnAComponent() {
    assertThat(
            plansKept(
                "x.relies_on_id = any",
                n -> STORES.components.dependantsOf(List.of(component(n, "2")))))
        .isPositive();
  }

  @Test
  void isThatOfWhatAComponentReliesOn() {
    assertThat(
            plansKept(
                "x.component_id = any",
                n -> STORES.components.lockPrerequisitesOf(List.of(component(n, "1")))))
        .isPositive();
  }

  /** The engine's own statement, among instances that had more executions than others. */
  @Test
  void isThatOfTheExecutionsOfAnInstance() {
    assertThat(
            plansKept(
                "from act_ru_execution",
                n ->
                    STORES.jdbc.queryForList(
                        "select id_ from act_ru_execution where proc_inst_id_ = ?",
                        String.class,
                        "running-" + n)))
        .isPositive();
  }

  /** How often a statement with these words was done by a plan that was there. */
  private static long plansKept(String words, IntConsumer statement) {
    return Objects.requireNonNull(
        STORES.transaction.execute(
            status -> {
              IntStream.rangeClosed(1, TIMES).forEach(statement);
              return STORES.jdbc.queryForObject(
                  "select sum(generic_plans) from pg_prepared_statements"
                      + " where position(? in regexp_replace(statement, '\\s+', ' ', 'g')) > 0",
                  Long.class,
                  words);
            }));
  }

  private static OrderId order(int n) {
    return new OrderId("PO-" + n);
  }

  private static ComponentId component(int n, String item) {
    return new ComponentId(
        Objects.requireNonNull(
            STORES.jdbc.queryForObject(
                "select id from turnup.component where order_id = ? and item_id = ?",
                UUID.class,
                order(n).value(),
                item)));
  }

  private static OutboundCall call(int n) {
    return OutboundCall.prepared(
        new CallKey("new-" + n), "network.activate-service", order(n), "s", "t", "{}");
  }
}
