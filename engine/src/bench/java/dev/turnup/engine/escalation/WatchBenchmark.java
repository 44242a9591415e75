package dev.turnup.engine.escalation;

import dev.turnup.connectors.sandbox.Sandbox;
import dev.turnup.engine.FreePorts;
import dev.turnup.engine.Turnup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long a round of the watch takes while 100,000 orders are open and a million have ended. A few
 * orders are posted and come to where orders wait – for a visit, for a start in a month, for
 * planning, for capacity – and their rows are copied until there are as many. One in a hundred has
 * a delivery without a day, one in five hundred a fallout that is not settled.
 *
 * <p>{@code -Dopen=10000 -Dended=0} makes it smaller.
 */
final class WatchBenchmark {

  private static final int OPEN = Integer.getInteger("open", 100_000);
  private static final int ENDED = Integer.getInteger("ended", 1_000_000);
  private static final int ROUNDS = 5;
  private static final int PLANS = 6;
  private static final Duration AT_MOST = Duration.ofSeconds(2);
  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final Pattern NUMBER = Pattern.compile("PO-[0-9]+");

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
  private final HttpClient http = HttpClient.newHttpClient();

  private WatchBenchmark(ConfigurableApplicationContext turnup) {
    this.turnup = turnup;
    this.jdbc = turnup.getBean(JdbcTemplate.class);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    try (EmbeddedPostgres server = postgres();
        ConfigurableApplicationContext turnup = start(server.getJdbcUrl("postgres", "postgres"))) {
      new WatchBenchmark(turnup).measure();
    }
    System.exit(0);
  }

  private void measure() throws IOException, InterruptedException {
    List<String> templates = new ArrayList<>();
    for (String waiting : WAITING) {
      templates.add(place(waiting));
    }
    awaitQuiet();
    templates.forEach(this::printWaiting);
    int each = OPEN / templates.size();
    for (int i = 0; i < templates.size(); i++) {
      copy(templates.get(i), (i + 1) * 10_000_000L, each);
    }
    end(templates.get(0));
    jdbc.execute("vacuum analyze");
    List.of("turnup.product_order", "turnup.delivery", "act_ru_execution", "act_ru_job")
        .forEach(
            table ->
                System.out.printf(
                    "%,d rows in %s%n",
                    jdbc.queryForObject("select count(*) from " + table, Long.class), table));

    long slowest = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      jdbc.execute("select pg_stat_statements_reset()");
      long nanos = round(round);
      slowest = round == 1 ? 0 : Math.max(slowest, nanos);
    }
    printStatements();
    if (slowest > AT_MOST.toNanos()) {
      throw new IllegalStateException("a round took " + slowest / 1_000_000 + " ms");
    }
  }

  private long round(int number) {
    List<Object> found = new ArrayList<>();
    long start = System.nanoTime();
    turnup.getBean(JudgePromises.class).each(found::add);
    long judged = System.nanoTime();
    int promises = found.size();
    FindStuckOrders find = turnup.getBean(FindStuckOrders.class);
    find.ways().forEach(way -> found.addAll(find.by(way)));
    long searched = System.nanoTime();
    int stuck = found.size() - promises;
    turnup.getBean(FindMovingOrders.class).each(found::add);
    long end = System.nanoTime();
    System.out.printf(
        "round %d: %,d ms; promises %,d ms, %d to judge; stuck %,d ms, %d found; escalations %,d ms%n",
        number,
        (end - start) / 1_000_000,
        (judged - start) / 1_000_000,
        promises,
        (searched - judged) / 1_000_000,
        stuck,
        (end - searched) / 1_000_000);
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

  /** Every row of an order that the watch may read, under numbers from one on. */
  private void copy(String order, long from, int times) {
    String number = "'PO-' || (" + from + " + n)";
    copy("turnup.product_order", "t.id = ?", order, times, Map.of("id", number));
    copy(
        "turnup.delivery",
        "t.order_id = ?",
        order,
        times,
        Map.of("id", "md5(t.id || ':' || n)::uuid", "order_id", number));
    Map<String, String> executions = ids("id_", "root_proc_inst_id_", "proc_inst_id_");
    executions.putAll(ids("parent_id_", "super_exec_"));
    executions.put(
        "business_key_", "case when t.business_key_ is not null then " + number + " end");
    String theirs =
        """
        t.%s in (
          select i.id_
            from act_ru_execution root
            join act_ru_execution i on i.root_proc_inst_id_ = root.id_ and i.parent_id_ is null
           where root.business_key_ = ? and root.parent_id_ is null)""";
    copy("act_ru_execution", theirs.formatted("proc_inst_id_"), order, times, executions);
    Map<String, String> jobs = ids("id_", "execution_id_", "root_proc_inst_id_");
    jobs.putAll(ids("process_instance_id_"));
    copy("act_ru_job", theirs.formatted("process_instance_id_"), order, times, jobs);
    Map<String, String> work = ids("id_", "execution_id_", "proc_inst_id_");
    copy("act_ru_task", theirs.formatted("proc_inst_id_"), order, times, work);
    copy("act_ru_event_subscr", theirs.formatted("proc_inst_id_"), order, times, work);
    copy("act_ru_ext_task", theirs.formatted("proc_inst_id_"), order, times, work);
    jdbc.update(
        "update turnup.delivery set deliverable_on = null where state = 'planned' and order_id in"
            + " (select 'PO-' || (? + n) from generate_series(1, ?, 100) n)",
        from,
        times);
    jdbc.update(
        """
        insert into turnup.fallout (id, order_id, step, system, code, message, state, raised_at, due)
        select gen_random_uuid(), 'PO-' || (? + n), 'Activate service', 'network', 'down', 'no light',
               'open', now(), now() + interval '1 day'
          from generate_series(1, ?, 500) n
        """,
        from,
        times);
  }

  private static Map<String, String> ids(String... columns) {
    return Stream.of(columns)
        .collect(
            Collectors.toMap(
                column -> column,
                column -> "t." + column + " || ':' || n",
                (a, b) -> a,
                LinkedHashMap::new));
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
  }

  private void printStatements() {
    List<Map<String, Object>> statements =
        jdbc.queryForList(
            """
              select s.query, s.calls, round(s.total_exec_time::numeric, 1) as ms, s.rows
                from pg_stat_statements s
               where s.query ~* '^[[:space:]]*(select|with)'
                 and s.query not like '%pg_stat_statements%'
            order by s.total_exec_time desc
               limit ?
            """,
            PLANS);
    for (Map<String, Object> statement : statements) {
      System.out.printf(
          "%n%s ms, %s calls, %s rows:%n",
          statement.get("ms"), statement.get("calls"), statement.get("rows"));
      jdbc.queryForList("explain (generic_plan) " + statement.get("query"), String.class)
          .forEach(System.out::println);
    }
  }

  private String place(String waiting) throws IOException, InterruptedException {
    String[] words = waiting.split(", ");
    URI control = turnup.getBean(Sandbox.class).controlUrl();
    String sample =
        send(HttpRequest.newBuilder(control.resolve("/sandbox/samples/" + words[0])).GET())
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
                "\\{",
                "{\"requestedStartDate\": \"" + Instant.now().plus(30, ChronoUnit.DAYS) + "\",");
    URI server =
        URI.create(
            "http://localhost:"
                + ((WebServerApplicationContext) turnup).getWebServer().getPort()
                + ORDERS);
    Matcher number =
        NUMBER.matcher(
            send(
                HttpRequest.newBuilder(server)
                    .header("Content-Type", "application/json")
                    .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("crm:crm".getBytes()))
                    .POST(HttpRequest.BodyPublishers.ofString(sent))));
    if (!number.find()) {
      throw new IllegalStateException("no order for " + waiting);
    }
    return number.group();
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Nothing is called and nothing is due, three times in a row. */
  private void awaitQuiet() throws InterruptedException {
    for (int quiet = 0; quiet < 3; ) {
      Thread.sleep(1_000);
      Long busy =
          jdbc.queryForObject(
              """
              select (select count(*) from act_ru_ext_task)
                   + (select count(*) from act_ru_job where duedate_ is null or duedate_ < now())
              """,
              Long.class);
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
    turnup.getBean(JdbcTemplate.class).execute("create extension pg_stat_statements");
    return turnup;
  }
}
