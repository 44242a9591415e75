package dev.turnup.engine.workflow;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnup.engine.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What it costs to tell how old the steps of 100,000 open orders are, and to find that no component
 * waits in vain: each order has a visit to come, one in ten a call besides; of one in ten two
 * components wait for a third. A million components are of orders that have ended.
 */
final class OpenStepsBenchmark {

  private static final int ORDERS = 100_000;
  private static final int RUNS = 5;

  private OpenStepsBenchmark() {}

  public static void main(String[] args) {
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(TestDatabase.empty());
    Flyway.configure().dataSource(database).load().migrate();
    write(new JdbcTemplate(database));
    JdbcClient client = JdbcClient.create(database);
    ModelSteps unnamed =
        new ModelSteps(null) {
          @Override
          Map<String, Step> of(String definition) {
            return Map.of();
          }
        };
    System.out.printf("%n%,d open orders%17s%12s%n", ORDERS, "best ms", "worst ms");
    measure("ages of steps", () -> new RunningSteps(client, unnamed).at(Instant.now(), 50).size());
    Places places =
        new Places(client, unnamed, new TransactionTemplate(new JdbcTransactionManager(database)));
    measure("lost words", () -> new LostWords(places).unattended(Instant.now(), 1_000).size());
    System.exit(0);
  }

  private interface Search {
    int found();
  }

  private static void measure(String name, Search search) {
    double best = Double.MAX_VALUE;
    double worst = 0;
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      found = search.found();
      double millis = (System.nanoTime() - start) / 1e6;
      best = Math.min(best, millis);
      worst = Math.max(worst, millis);
    }
    System.out.printf("%-20s%16.1f%12.1f  found %d%n", name, best, worst, found);
  }

  private static void write(JdbcTemplate jdbc) {
    for (String statement :
        List.of(
            """
            insert into turnup.product_order (id, caller, content_hash, state, customer_id, customer_name,
                   customer_tier, order_date)
            select 'PO-' || n, 'crm', '-', 'inProgress', '-', '-', 'standard', now()
              from generate_series(1, 100000) n""",
            """
            insert into turnup.order_item (order_id, id, position, action, relies_on, state)
            select o.id, '1', 1, 'add', '{}', 'inProgress'
              from turnup.product_order o""",
            """
            insert into turnup.component (id, order_id, item_id, specification, kind, state, site_visit,
                   activation_process, point_of_no_return, billable, availability)
            select cast(lpad(to_hex(n * 10 + k), 32, '0') as uuid), 'PO-' || n, '1', 'c' || k, 'CFS', 'planned', false,
                   'service-activation', 'none', false, 'not-needed'
              from generate_series(1, 100000) n, generate_series(0, 2) k""",
            """
            insert into turnup.product_order (id, caller, content_hash, state, customer_id, customer_name,
                   customer_tier, order_date, completed_at)
            select 'PO-' || n, 'crm', '-', 'completed', '-', '-', 'standard', now(), now()
              from generate_series(1000001, 1500000) n""",
            """
            insert into turnup.order_item (order_id, id, position, action, relies_on, state)
            select o.id, '1', 1, 'add', '{}', 'completed'
              from turnup.product_order o
             where o.state = 'completed'""",
            """
            insert into turnup.component (id, order_id, item_id, specification, kind, state, site_visit,
                   activation_process, point_of_no_return, billable, availability)
            select cast(lpad(to_hex(n * 10 + k), 32, '0') as uuid), 'PO-' || n, '1', 'c' || k, 'CFS', 'active', false,
                   'service-activation', 'none', false, 'not-needed'
              from generate_series(1000001, 1500000) n, generate_series(0, 1) k""",
            """
            insert into turnup.component_dependency (component_id, relies_on_id, needs)
            select cast(lpad(to_hex(n * 10 + 1), 32, '0') as uuid), cast(lpad(to_hex(n * 10), 32, '0') as uuid), 'active'
              from generate_series(1000001, 1500000) n""",
            """
            insert into turnup.component_dependency (component_id, relies_on_id, needs)
            select cast(lpad(to_hex(n * 10 + k), 32, '0') as uuid), cast(lpad(to_hex(n * 10), 32, '0') as uuid), 'active'
              from generate_series(1, 100000) n, generate_series(1, 2) k""",
            """
            insert into act_re_procdef (id_, key_, version_)
            values ('order-fulfillment:1', 'order-fulfillment', 1), ('delivery:1', 'delivery', 1),
                   ('component-realisation:1', 'component-realisation', 1)""",
            """
            insert into act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_, business_key_, proc_def_id_,
                   proc_def_key_, is_active_, suspension_state_)
            select 'o' || n, 1, 'o' || n, 'o' || n, 'PO-' || n, 'order-fulfillment:1', 'order-fulfillment', false, 1
              from generate_series(1, 100000) n""",
            """
            insert into act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_, business_key_, proc_def_id_,
                   act_id_, is_active_, suspension_state_)
            select 'd' || n, 1, 'o' || n, 'd' || n, 'PO-' || n, 'delivery:1', 'Task_InstallOnSite', true, 1
              from generate_series(1, 100000) n""",
            """
            insert into act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_, business_key_, proc_def_id_,
                   act_id_, is_active_, suspension_state_)
            select 'c' || k || '-' || n, 1, 'o' || n, 'c' || k || '-' || n, 'PO-' || n, 'component-realisation:1',
                   'Task_AwaitPrerequisites', true, 1
              from generate_series(10, 100000, 10) n, generate_series(1, 2) k""",
            """
            insert into act_ru_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, task_def_key_, name_,
                   create_time_, due_date_, suspension_state_)
            select 't' || n, 1, 'd' || n, 'd' || n, 'delivery:1', 'Task_InstallOnSite', 'Install on site',
                   now() - n * interval '10 seconds', now() + interval '9 days', 1
              from generate_series(1, 100000) n""",
            """
            insert into act_ru_ext_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, act_id_, topic_name_,
                   create_time_, suspension_state_)
            select 'x' || n, 1, 'd' || n, 'd' || n, 'delivery:1', 'Task_DispatchVisit', 'workforce.dispatch-visit',
                   now() - n * interval '1 second', 1
              from generate_series(1, 100000) n
             where n % 10 = 0""",
            """
            insert into act_ru_event_subscr (id_, rev_, event_type_, event_name_, execution_id_, proc_inst_id_,
                   activity_id_, created_)
            select 's' || e.id_, 1, 'message', 'prerequisites-settled', e.id_, e.id_, e.act_id_, now()
              from act_ru_execution e
             where e.proc_def_id_ = 'component-realisation:1'""",
            """
            insert into act_ru_variable (id_, rev_, type_, name_, execution_id_, proc_inst_id_, text_, var_scope_)
            select 'v' || k || '-' || n, 1, 'string', 'componentId', 'c' || k || '-' || n, 'c' || k || '-' || n,
                   cast(cast(lpad(to_hex(n * 10 + k), 32, '0') as uuid) as text), 'c' || k || '-' || n
              from generate_series(10, 100000, 10) n, generate_series(1, 2) k""",
            """
            insert into act_ru_variable (id_, rev_, type_, name_, execution_id_, proc_inst_id_, text_, var_scope_)
            select 'w' || m || e.id_, 1, 'string', 'variable' || m, e.id_, e.id_, 'value', e.id_ || m
              from act_ru_execution e, generate_series(1, 5) m""",
            "vacuum analyze")) {
      jdbc.execute(statement);
    }
  }
}
