package dev.turnup.engine.escalation;

import dev.turnup.connectors.sandbox.Sandbox;
import dev.turnup.engine.FreePorts;
import dev.turnup.engine.Turnup;
import dev.turnup.engine.order.OrderId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long a round of the watch takes while 100,000 orders are open and a million have ended: in a
 * usual hour and in a bad one, the first round over all of them and those after it. A few orders
 * are posted and come to where orders wait – for a visit, for a start in a month, for planning, for
 * what they rely on – and their rows are copied until there are as many; one in five components
 * waits for another. In the bad hour 15,000 more are open: 10,000 wait for a system that is away,
 * 10,000 will miss their promise and are escalated, 5,000 have a fallout that is overdue. Before
 * the rounds that are measured then, 2,000 more turn bad at once.
 *
 * <p>{@code -Dopen=10000 -Dended=0} makes it smaller, {@code -Durl=jdbc:postgresql:…} loads a
 * database that stays, which the next one finds loaded, in the bad hour.
 */
final class WatchBenchmark {

  private static final int OPEN = Integer.getInteger("open", 100_000);
  private static final int ENDED = Integer.getInteger("ended", 1_000_000);
  private static final int ROUNDS = 5;
  private static final int DEAREST = 10;
  private static final Duration AT_MOST = Duration.ofSeconds(2);
  private static final Duration AT_MOST_IN_A_BAD_HOUR = Duration.ofSeconds(5);

  /** Hardly anything is in memory yet; there is a round a minute. */
  private static final Duration COLD_AT_MOST = Duration.ofSeconds(15);

  /** Its calls are paused, so they lie there. */
  private static final String AWAY = "network.activate-service";

  private static final Duration AWAY_SINCE = Duration.ofHours(5);
  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final Pattern NUMBER = Pattern.compile("PO-[0-9]+");
  private static final long FIRST_COPY = 10_000_000L;

  private static final List<String> WAITING =
      List.of(
          "internet",
          "triple-play",
          "internet",
          "internet, in a month",
          "triple-play-late-bandwidth",
          "triple-play, in a month",
          "no-capacity");

  /** What is the same at any site; of the others the sandbox knows something about theirs. */
  private static final List<String> EVERYWHERE = List.of("internet", "triple-play");

  private final ConfigurableApplicationContext turnup;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final HttpClient http = HttpClient.newHttpClient();
  private long copied = FIRST_COPY;

  private WatchBenchmark(ConfigurableApplicationContext turnup) {
    this.turnup = turnup;
    this.jdbc = turnup.getBean(JdbcTemplate.class);
    this.transactions = turnup.getBean(TransactionTemplate.class);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    String url = System.getProperty("url");
    if (url == null) {
      try (EmbeddedPostgres server = postgres()) {
        measure(server.getJdbcUrl("postgres", "postgres"));
      }
    } else {
      measure(url);
    }
    System.exit(0);
  }

  private static void measure(String url) throws IOException, InterruptedException {
    try (ConfigurableApplicationContext turnup = start(url)) {
      WatchBenchmark benchmark = new WatchBenchmark(turnup);
      if (!benchmark.isLoaded()) {
        List<String> bad = benchmark.load();
        benchmark.measureUsualHour();
        benchmark.copyOnly(bad);
      }
      benchmark.measureBadHour();
    }
  }

  private boolean isLoaded() {
    return jdbc.queryForObject(
            "select count(*) from turnup.product_order where id = ?",
            Long.class,
            "PO-" + (FIRST_COPY + 1))
        > 0;
  }

  /** Returns the orders of which there are more in a bad hour. */
  private List<String> load() throws IOException, InterruptedException {
    long start = System.nanoTime();
    String relying = withComponentsThatWait();
    List<String> waiting = new ArrayList<>();
    for (String each : WAITING) {
      waiting.add(place(each));
    }
    awaitQuiet();
    send(
        HttpRequest.newBuilder(server("/operations/connectors/" + AWAY + "/pause"))
            .header("Content-Type", "application/json")
            .header("Authorization", basic("operator"))
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
    String heldUp = place("mobile-line");
    List<String> bad = List.of(place("internet"), place("mobile-line"));
    awaitQuiet();
    turnBad(bad, bad.subList(0, 1));
    lieThere(Duration.ofMinutes(20));
    // found away in the first round, so that promises say it in the second
    watch();
    watch();
    awaitQuiet();
    Stream.of(List.of(relying, heldUp), bad, waiting)
        .flatMap(List::stream)
        .forEach(this::printWaiting);
    transactions.executeWithoutResult(
        status -> {
          // keys are right, and no event of a copy has to be told
          jdbc.execute("set local session_replication_role = replica");
          int relyingOrders = OPEN / 5 / componentsThatWait(relying);
          copy(relying, relyingOrders);
          waiting.forEach(order -> copy(order, (OPEN - relyingOrders) / waiting.size()));
          end(waiting.get(0));
        });
    settle();
    System.out.printf("loaded in %,d s%n", (System.nanoTime() - start) / 1_000_000_000);
    return Stream.concat(bad.stream(), Stream.of(heldUp)).toList();
  }

  private void copyOnly(List<String> bad) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.execute("set local session_replication_role = replica");
          bad.forEach(order -> copy(order, OPEN / 20));
        });
    settle();
  }

  private void settle() {
    // however long ago they were copied, word of them is awaited since a moment ago
    jdbc.update("update act_ru_event_subscr set created_ = ?", Timestamp.from(now()));
    lieThere(AWAY_SINCE);
    jdbc.execute("vacuum analyze");
  }

  /** Calls that nobody makes, since so long. */
  private void lieThere(Duration time) {
    jdbc.update(
        "update act_ru_ext_task set create_time_ = ? where topic_name_ = ?",
        Timestamp.from(now().minus(time)),
        AWAY);
  }

  /** An order whose visit is done, and whose first service is not active yet. */
  private String withComponentsThatWait() throws IOException, InterruptedException {
    String order = place("triple-play");
    awaitQuiet();
    Map<String, Object> task =
        jdbc.queryForMap(
            "select id_, due_date_ from act_ru_task where task_def_key_ = 'Task_InstallOnSite'");
    Instant due = ((Timestamp) task.get("due_date_")).toInstant();
    control(
        "clock",
        "POST",
        "{\"advance\": \"" + Duration.between(now(), due).minusMinutes(10) + "\"}");
    control(
        "network/faults",
        "PUT",
        "{\"operation\": \"network.activate-service\", \"mode\": \"late-callback\", \"delay\": \"P9D\"}");
    send(
        HttpRequest.newBuilder(server("/engine-rest/task/" + task.get("id_") + "/complete"))
            .header("Content-Type", "application/json")
            .header("Authorization", basic("technician"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"variables": {"visitOutcome": {"value": "done", "type": "String"},
                                   "visitRemark": {"value": "as seen on site", "type": "String"}}}""")));
    awaitQuiet();
    control("network/faults", "DELETE", "");
    return order;
  }

  private int componentsThatWait(String order) {
    return jdbc.queryForObject(
        """
        select count(*)
          from act_ru_event_subscr s
          join act_ru_execution i on i.id_ = s.proc_inst_id_
          join act_ru_execution root on root.id_ = i.root_proc_inst_id_
         where s.event_name_ = 'prerequisites-settled' and root.business_key_ = ?
        """,
        Integer.class,
        order);
  }

  /** Their deliveries come too late; of some, something fell out as well. */
  private void turnBad(List<String> orders, List<String> fallenOut) {
    jdbc.update(
        """
        update turnup.delivery v
           set deliverable_on = o.promised_date + 10
          from turnup.product_order o
         where o.id = v.order_id and o.id = any (?)
        """,
        (Object) orders.toArray(String[]::new));
    jdbc.update(
        """
        insert into turnup.fallout (id, order_id, step, system, code, message, state, raised_at, due)
        select gen_random_uuid(), o.id, 'Activate service', 'network', 'down', 'no light', 'open',
               o.order_date, o.order_date
          from turnup.product_order o
         where o.id = any (?)
        """,
        (Object) fallenOut.toArray(String[]::new));
  }

  private void measureUsualHour() {
    printSizes();
    long cold = round("a usual hour, cold");
    check(rounds("a usual hour", OPEN / 10_000), AT_MOST);
    check(cold, COLD_AT_MOST);
  }

  private void measureBadHour() throws InterruptedException {
    printSizes();
    long cold = round("a bad hour, cold");
    storm();
    check(rounds("a bad hour", OPEN / 1_000), AT_MOST_IN_A_BAD_HOUR);
    check(cold, COLD_AT_MOST);
  }

  /** The longest of some, before each of which a few more turn bad. */
  private long rounds(String when, int more) {
    long longest = 0;
    for (int number = 1; number <= ROUNDS; number++) {
      turnBad(healthy(more), List.of());
      jdbc.execute("select pg_stat_statements_reset()");
      longest = Math.max(longest, round(when + ", " + number));
    }
    printStatements();
    return longest;
  }

  private void printSizes() {
    List.of(
            "turnup.product_order",
            "turnup.delivery",
            "turnup.component",
            "turnup.escalation",
            "turnup.jeopardy",
            "turnup.fallout",
            "act_ru_execution",
            "act_ru_event_subscr",
            "act_ru_ext_task",
            "act_ru_job")
        .forEach(
            table ->
                System.out.printf(
                    "%,d rows in %s%n",
                    jdbc.queryForObject("select count(*) from " + table, Long.class), table));
  }

  private static void check(long nanos, Duration atMost) {
    if (nanos > atMost.toNanos()) {
      throw new IllegalStateException("a round took " + nanos / 1_000_000 + " ms");
    }
  }

  /** Many more turn bad at once, and people are told. */
  private void storm() throws InterruptedException {
    List<String> orders = healthy(OPEN / 50);
    turnBad(orders, List.of());
    for (long before = -1, told = escalated(); told > before; before = told, told = escalated()) {
      long start = System.nanoTime();
      watch();
      System.out.printf(
          "of %,d orders that turned bad at once %,d were escalated in %,d ms%n",
          orders.size(), escalated() - told, (System.nanoTime() - start) / 1_000_000);
    }
    awaitQuiet();
  }

  private long escalated() {
    return jdbc.queryForObject(
        "select count(*) from turnup.escalation where state = 'open'", Long.class);
  }

  private List<String> healthy(int many) {
    return jdbc.queryForList(
        """
        select v.order_id
          from turnup.delivery v
          join turnup.product_order o on o.id = v.order_id
         where v.state = 'planned' and v.deliverable_on <= o.promised_date and o.state = 'inProgress'
         limit ?
        """,
        String.class,
        many);
  }

  /** A whole round, as every minute. */
  private void watch() {
    turnup.getBean(CamelContext.class).createProducerTemplate().sendBody("direct:watch-orders", "");
  }

  private Instant now() {
    return turnup.getBean(Clock.class).instant();
  }

  /** All of a round but telling people, of which a round does a limited number. */
  private long round(String name) {
    LookAfterHoldUps lookAfter = turnup.getBean(LookAfterHoldUps.class);
    JudgePromises judge = turnup.getBean(JudgePromises.class);
    FindStuckOrders find = turnup.getBean(FindStuckOrders.class);
    List<OrderId> promises = new ArrayList<>();
    List<Stuck> stuck = new ArrayList<>();
    List<Escalation> moving = new ArrayList<>();
    long start = System.nanoTime();
    List<HoldUp> away =
        lookAfter.ways().stream()
            .flatMap(way -> lookAfter.seen(way).stream())
            .flatMap(sight -> sight.holdUp().stream())
            .toList();
    long seen = System.nanoTime();
    judge.each(promises::add);
    promises.forEach(order -> transactions.executeWithoutResult(status -> judge.of(order)));
    long judged = System.nanoTime();
    find.ways().forEach(way -> stuck.addAll(find.by(way)));
    long searched = System.nanoTime();
    FindMovingOrders findMovingOrders = turnup.getBean(FindMovingOrders.class);
    findMovingOrders.looks().forEach(look -> moving.addAll(findMovingOrders.by(look)));
    long end = System.nanoTime();
    System.out.printf(
        "%s: %,d ms; hold-ups %,d ms, %d found; promises %,d ms, %d judged; stuck %,d ms, %d found; escalations %,d ms, %d to end%n",
        name,
        (end - start) / 1_000_000,
        (seen - start) / 1_000_000,
        away.size(),
        (judged - seen) / 1_000_000,
        promises.size(),
        (searched - judged) / 1_000_000,
        stuck.size(),
        (end - searched) / 1_000_000,
        moving.size());
    if (away.isEmpty()) {
      throw new IllegalStateException("no system is away");
    }
    return end - start;
  }

  private void printWaiting(String order) {
    System.out.println(
        order
            + " waits at "
            + jdbc.queryForList(
                """
                select distinct e.act_id_
                  from act_ru_execution root
                  join act_ru_execution i on i.root_proc_inst_id_ = root.id_ and i.parent_id_ is null
                  join act_ru_execution e on e.proc_inst_id_ = i.id_ and e.is_active_
                 where root.business_key_ = ? and root.parent_id_ is null
                   and not exists (select from act_ru_execution s where s.super_exec_ = e.id_)
                """,
                String.class,
                order));
  }

  /** Every row of an order that the watch may read, under numbers of their own. */
  private void copy(String order, int times) {
    String number = "'PO-' || (" + copied + " + n)";
    Map<String, String> theirs = Map.of("order_id", number);
    copy("turnup.product_order", "t.id = ?", order, times, Map.of("id", number));
    copy("turnup.order_item", "t.order_id = ?", order, times, theirs);
    copy("turnup.order_document", "t.current and t.order_id = ?", order, times, theirs);
    copy("turnup.delivery", "t.order_id = ?", order, times, and(theirs, uuids("id")));
    copy(
        "turnup.component",
        "t.order_id = ?",
        order,
        times,
        and(theirs, uuids("id", "delivery_id")));
    copy(
        "turnup.component_dependency",
        "t.component_id in (select c.id from turnup.component c where c.order_id = ?)",
        order,
        times,
        uuids("component_id", "relies_on_id"));
    copy("turnup.order_event", "t.kind = 'promised' and t.order_id = ?", order, times, theirs);
    copy("turnup.jeopardy", "t.order_id = ?", order, times, theirs);
    copy("turnup.fallout", "t.order_id = ?", order, times, and(theirs, uuids("id")));
    copy("turnup.escalation", "t.order_id = ?", order, times, and(theirs, uuids("id")));
    copy(
        "turnup.escalation_finding",
        "t.order_id = ?",
        order,
        times,
        and(theirs, uuids("escalation_id")));
    String instances =
        """
        t.%s in (
          select i.id_
            from act_ru_execution root
            join act_ru_execution i on i.root_proc_inst_id_ = root.id_ and i.parent_id_ is null
           where root.business_key_ = ? and root.parent_id_ is null)""";
    copy(
        "act_ru_execution",
        instances.formatted("proc_inst_id_"),
        order,
        times,
        and(
            ids("id_", "root_proc_inst_id_", "proc_inst_id_", "parent_id_", "super_exec_"),
            Map.of(
                "business_key_", "case when t.business_key_ is not null then " + number + " end")));
    copy(
        "act_ru_job",
        instances.formatted("process_instance_id_"),
        order,
        times,
        and(
            ids("id_", "execution_id_", "root_proc_inst_id_", "process_instance_id_"),
            later("duedate_")));
    Map<String, String> work = ids("id_", "execution_id_", "proc_inst_id_");
    copy(
        "act_ru_task",
        instances.formatted("proc_inst_id_"),
        order,
        times,
        and(work, later("due_date_")));
    for (String table : List.of("act_ru_event_subscr", "act_ru_ext_task")) {
      copy(table, instances.formatted("proc_inst_id_"), order, times, work);
    }
    copy(
        "act_ru_variable",
        "t.name_ = 'componentId' and " + instances.formatted("proc_inst_id_"),
        order,
        times,
        and(
            work,
            Map.of(
                "text_",
                "md5(t.text_ || ':' || n)::uuid::text",
                "var_scope_",
                "t.id_ || ':' || n")));
    spread(times);
    jdbc.update(
        "update turnup.delivery set deliverable_on = null where state = 'planned' and order_id in"
            + " (select 'PO-' || (? + n) from generate_series(1, ?, 100) n)",
        copied,
        times);
    copied += FIRST_COPY;
  }

  /** Not all are promised, and can be delivered, on the same day; of the bad ones it is told. */
  private void spread(int times) {
    jdbc.update(
        """
        update turnup.product_order o
           set promised_date = o.promised_date + n % 20,
               expected_completion = o.expected_completion + n % 20 * interval '1 day'
          from generate_series(1, ?) n
         where o.id = 'PO-' || (? + n)
           and not exists (select from turnup.jeopardy j where j.order_id = o.id)
        """,
        times, copied);
    jdbc.update(
        """
        update turnup.delivery v
           set deliverable_on = v.deliverable_on + n % 20
          from generate_series(1, ?) n
         where v.order_id = 'PO-' || (? + n)
           and not exists (select from turnup.jeopardy j where j.order_id = v.order_id)
        """,
        times, copied);
  }

  private static Map<String, String> and(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(some);
    all.putAll(others);
    return all;
  }

  /** Nothing comes due while it is measured. */
  private static Map<String, String> later(String column) {
    return Map.of(column, "t." + column + " + interval '30 days'");
  }

  private static Map<String, String> uuids(String... columns) {
    return changed("md5(t.%s || ':' || n)::uuid", columns);
  }

  private static Map<String, String> ids(String... columns) {
    return changed("t.%s || ':' || n", columns);
  }

  private static Map<String, String> changed(String how, String... columns) {
    return Stream.of(columns)
        .collect(Collectors.toMap(column -> column, column -> how.formatted(column)));
  }

  private void copy(
      String table, String which, String order, int times, Map<String, String> changed) {
    List<String> columns =
        jdbc.queryForList(
            """
            select a.attname::text
              from pg_attribute a
             where a.attrelid = ?::regclass
               and a.attnum > 0
               and not a.attisdropped
               and a.attgenerated = ''
            """,
            String.class,
            table);
    jdbc.update(
        "insert into %s (%s) select %s from %s t cross join generate_series(1, %d) n where %s"
            .formatted(
                table,
                String.join(", ", columns),
                columns.stream()
                    .map(column -> valueOf(column, changed))
                    .collect(Collectors.joining(", ")),
                table,
                times,
                which),
        order);
  }

  /** What is unique beside the ids is nobody's. */
  private static String valueOf(String column, Map<String, String> changed) {
    return column.equals("idempotency_key") || column.equals("external_id")
        ? "null"
        : changed.getOrDefault(column, "t." + column);
  }

  private void end(String order) {
    if (ENDED == 0) {
      return;
    }
    String number = "'PO-' || (900000000 + n)";
    copy(
        "turnup.product_order",
        "t.id = ?",
        order,
        ENDED,
        Map.of("id", number, "state", "'completed'", "completed_at", "now()"));
    copy(
        "turnup.delivery",
        "t.order_id = ?",
        order,
        ENDED,
        Map.of("id", "md5(t.id || ':e' || n)::uuid", "order_id", number, "state", "'delivered'"));
    copy(
        "turnup.component",
        "t.id = (select min(c.id::text)::uuid from turnup.component c where c.order_id = ?)",
        order,
        ENDED,
        Map.of("id", "md5(t.id || ':e' || n)::uuid", "order_id", number, "state", "'active'"));
  }

  private void printStatements() {
    jdbc.queryForList(
            """
              select round(s.total_exec_time::numeric, 1) as ms, s.calls, s.rows, s.query
                from pg_stat_statements s
               where s.query not like '%pg_stat_statements%'
            order by s.total_exec_time desc
               limit ?
            """,
            DEAREST)
        .forEach(
            statement ->
                System.out.printf(
                    "%n%s ms, %s calls, %s rows:%n%s%n",
                    statement.get("ms"),
                    statement.get("calls"),
                    statement.get("rows"),
                    statement.get("query")));
  }

  private String place(String waiting) throws IOException, InterruptedException {
    String[] words = waiting.split(", ");
    String sample =
        control("samples/" + words[0], "GET", "")
            .replaceAll(
                "\"externalId\"\\s*:\\s*\"[^\"]*\"",
                "\"externalId\": \"" + UUID.randomUUID() + "\"");
    if (EVERYWHERE.contains(words[0])) {
      sample = sample.replaceAll("SITE-[A-Za-z0-9-]+", "SITE-" + UUID.randomUUID());
    }
    String sent =
        words.length == 1
            ? sample
            : sample.replaceFirst(
                "\\{", "{\"requestedStartDate\": \"" + now().plus(30, ChronoUnit.DAYS) + "\",");
    Matcher number =
        NUMBER.matcher(
            send(
                HttpRequest.newBuilder(server(ORDERS))
                    .header("Content-Type", "application/json")
                    .header("Authorization", basic("crm"))
                    .POST(HttpRequest.BodyPublishers.ofString(sent))));
    if (!number.find()) {
      throw new IllegalStateException("no order for " + waiting);
    }
    return number.group();
  }

  private String control(String path, String method, String body)
      throws IOException, InterruptedException {
    URI control = turnup.getBean(Sandbox.class).controlUrl();
    return send(
        HttpRequest.newBuilder(control.resolve("/sandbox/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI server(String path) {
    return URI.create(
        "http://localhost:"
            + ((WebServerApplicationContext) turnup).getWebServer().getPort()
            + path);
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes());
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Nothing is called, but for what is away, and nothing is due, three times in a row. */
  private void awaitQuiet() throws InterruptedException {
    for (int quiet = 0; quiet < 3; ) {
      Thread.sleep(1_000);
      Long busy =
          jdbc.queryForObject(
              """
              select (select count(*) from act_ru_ext_task where topic_name_ <> ?)
                   + (select count(*) from act_ru_job where duedate_ is null or duedate_ < ?)
              """,
              Long.class,
              AWAY,
              Timestamp.from(now()));
      quiet = busy == 0 ? quiet + 1 : 0;
    }
  }

  private static EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("max_connections", "100")
        .setServerConfig("shared_buffers", "512MB")
        .setServerConfig("max_wal_size", "8GB")
        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
        .start();
  }

  private static ConfigurableApplicationContext start(String url) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + url,
                "--turnup.sandbox=true",
                "--turnup.watch.every=24h",
                "--turnup.kpi.every=24h",
                "--server.port=0"));
    FreePorts.forSandbox().forEach((name, port) -> settings.add("--" + name + "=" + port));
    ConfigurableApplicationContext turnup =
        SpringApplication.run(Turnup.class, settings.toArray(String[]::new));
    turnup.getBean(JdbcTemplate.class).execute("create extension if not exists pg_stat_statements");
    return turnup;
  }
}
