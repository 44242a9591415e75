package dev.turnup.engine.persistence;

import dev.turnup.engine.kpi.Slice;
import dev.turnup.engine.kpi.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long counting takes among a million orders that ended, one a minute, and a hundred thousand
 * open ones: 43,200 orders of 30 days, 527,040 of 366.
 */
final class KpiBenchmark {

  private static final int ORDERS = 1_000_000;
  private static final int OPEN = 100_000;
  private static final int RUNS = 5;
  private static final Instant LAST =
      Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(ORDERS));

  private KpiBenchmark() {}

  public static void main(String[] args) {
    StoresAlone stores = new StoresAlone();
    write(stores.jdbc);
    Slice premium = new Slice(Optional.of("premium"), Optional.empty());
    Slice internet = new Slice(Optional.empty(), Optional.of("internet-300"));
    Map<String, Runnable> counts = new LinkedHashMap<>();
    for (int days : List.of(1, 30, 366)) {
      Window window = new Window(LAST.minus(Duration.ofDays(days)), LAST);
      counts.put(days + " days", () -> count(stores, window, Slice.ALL));
      counts.put(days + " days, a tier", () -> count(stores, window, premium));
      counts.put(days + " days, an offering", () -> count(stores, window, internet));
    }
    Window month = new Window(LAST.minus(Duration.ofDays(30)), LAST);
    counts.put("30 days, again", () -> stores.kpis.again(month, 20));
    counts.put("the snapshot", () -> stores.kpis.newest());
    System.out.printf("%n%,d orders, %,d open%23s%12s%n", ORDERS, OPEN, "best ms", "worst ms");
    counts.forEach(KpiBenchmark::measure);
    System.exit(0);
  }

  private static void count(StoresAlone stores, Window window, Slice slice) {
    stores
        .kpis
        .of(window, slice, 20)
        .orElseThrow(() -> new IllegalStateException("it took too long"));
  }

  private static void measure(String name, Runnable count) {
    double best = Double.MAX_VALUE;
    double worst = 0;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      count.run();
      double millis = (System.nanoTime() - start) / 1e6;
      best = Math.min(best, millis);
      worst = Math.max(worst, millis);
    }
    System.out.printf("%-28s%16.1f%12.1f%n", name, best, worst);
  }

  /** Of a hundred orders eight had to be mended, and six of them fell out. */
  private static void write(JdbcTemplate jdbc) {
    jdbc.update(
        """
        insert into turnup.product_order (id, caller, content_hash, state, customer_id, customer_name,
               customer_tier, order_date, completed_at, expected_completion)
        select 'PO-' || n, 'crm', '-', case when n > ? then 'inProgress' else 'completed' end, 'C-' || n, '-',
               case n % 10 when 0 then 'premium' else 'standard' end,
               at, case when n > ? then null else at + interval '6 hours' end, at + interval '2 days'
          from generate_series(1, ?) n, lateral (select timestamptz '2026-01-01Z' + n * interval '1 minute' as at) t
        """,
        ORDERS, ORDERS, ORDERS + OPEN);
    jdbc.update(
        """
        insert into turnup.order_item (order_id, id, position, action, offering, relies_on, state)
        select o.id, '1', 1, 'add', case when o.customer_id like '%7' then 'internet-300' else 'mobile-line' end, '{}', 'completed'
          from turnup.product_order o
        """);
    jdbc.update(
        """
        insert into turnup.order_event (order_id, sequence, at, kind, actor, text)
        select 'PO-' || n, nextval('turnup.order_event_sequence'), timestamptz '2026-01-01Z' + n * interval '1 minute',
               case when k = 3 and n % 100 < 6 then 'fell-out' when k = 3 and n % 100 < 8 then 'repair-needed' else 'noted' end,
               'turnup', '-'
          from generate_series(1, ?) n, generate_series(1, 5) k
        """,
        ORDERS);
    jdbc.update(
        """
        insert into turnup.fallout (id, order_id, step, system, code, message, fingerprint, state, raised_at, closed_at)
        select gen_random_uuid(), 'PO-' || n, 'network.activate-service', 'network', 'http-422', '-',
               'network.activate-service/http-422/' || n % 500 / 6, 'closed', at, at + interval '1 hour'
          from generate_series(1, ?) n, lateral (select timestamptz '2026-01-01Z' + n * interval '1 minute' as at) t
         where n % 100 < 6
        """,
        ORDERS);
    jdbc.update(
        """
        insert into turnup.task_time (task_id, order_id, ended_at, seconds)
        select 'task-' || n, 'PO-' || n, timestamptz '2026-01-01Z' + n * interval '1 minute', n % 3600
          from generate_series(1, ?) n
         where n % 4 = 0
        """,
        ORDERS);
    for (String table :
        List.of("product_order", "order_item", "order_event", "fallout", "task_time")) {
      jdbc.execute("vacuum analyze turnup." + table);
    }
  }
}
