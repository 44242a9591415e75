package dev.turnup.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.connectors.sandbox.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long a business order of 1,000 items takes from its post to its end: 300 sites with three
 * lines each over one access line, and 100 mobile lines. On a PostgreSQL that syncs, so that what
 * is accepted is durable. The sandbox's clock is walked from visit to visit, and every technician
 * succeeds; there are enough of them.
 *
 * <p>Says how long its longest transactions are, how often two of them met and where, how many
 * statements an item costs, and of how many deliveries each transaction changed the rows once they
 * were there: that is read from the database's own log of changes. {@code --until=planned} ends
 * there, {@code -Dsites=100} makes it smaller.
 */
final class LargeOrderBenchmark {

  private static final int SITES = Integer.getInteger("sites", 300);
  private static final int MOBILE_LINES = SITES / 3;
  private static final int ITEMS = 3 * SITES + MOBILE_LINES;
  private static final int TECHNICIANS = 60;
  private static final int WARM_UPS = 2;
  private static final int TRIES = 5;
  private static final Duration AT_MOST = Duration.ofMinutes(30);
  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  private final URI turnup;
  private final URI control;
  private final Database database;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, Integer> triedAgain = new TreeMap<>();

  private LargeOrderBenchmark(URI turnup, URI control, Database database) {
    this.turnup = turnup;
    this.control = control;
    this.database = database;
  }

  public static void main(String[] args) throws SQLException, InterruptedException, IOException {
    try (EmbeddedPostgres server = postgres();
        ConfigurableApplicationContext turnup = start(server.getJdbcUrl("postgres", "postgres"));
        Database database = new Database(server.getJdbcUrl("postgres", "postgres"))) {
      new LargeOrderBenchmark(
              URI.create(
                  "http://localhost:"
                      + ((WebServerApplicationContext) turnup).getWebServer().getPort()),
              turnup.getBean(Sandbox.class).controlUrl(),
              database)
          .measure(List.of(args).contains("--until=planned"));
    }
  }

  private void measure(boolean untilPlanned)
      throws SQLException, InterruptedException, IOException {
    database.addTechnicians(TECHNICIANS);
    // for the compilers, the pools, the answers of the tables, and a database that knows its size
    for (int i = 0; i < WARM_UPS; i++) {
      String startsLater =
          order("warm-up-" + i, SITES, MOBILE_LINES)
              .replaceFirst(
                  "\\{",
                  "{\"requestedStartDate\":\"" + Instant.now().plus(30, ChronoUnit.DAYS) + "\",");
      database.await("promised", AT_MOST, Database.TOLD, place(startsLater), "promised");
    }
    database.await("quiet", AT_MOST, Database.QUIET);
    database.analyze();
    Overtaken overtaken = Overtaken.watched();
    Transactions transactions = new Transactions(database.url());
    transactions.start();
    database.countAnew();

    String sent = order("large", SITES, MOBILE_LINES);
    Duration before = processorTime();
    Instant started = Instant.now();
    String number = place(sent);
    print("accepted", started, before);
    database.await("decomposed", AT_MOST, Database.TOLD, number, "decomposed");
    print("decomposed", started, before);
    database.await("capacity known", AT_MOST, Database.CAPACITY_KNOWN, number);
    print("capacity known", started, before);
    database.await("planned", AT_MOST, Database.TOLD, number, "planned");
    print("planned", started, before);
    database.printStatements("until planned", ITEMS);
    if (!untilPlanned) {
      database.await("promised", AT_MOST, Database.TOLD, number, "promised");
      print("promised", started, before);
      database.followChanges();
      database.await("delivering", AT_MOST, Database.DELIVERING, number);
      database.await("quiet", AT_MOST, Database.QUIET);
      print("visits booked", started, before);
      print("completed, " + visitAll(number) + " visits", started, before);
      database.printStatements("until completed", ITEMS);
      database.printTouched(number);
    }
    System.out.printf(
        "%,d components in %,d deliveries%n",
        database.count("component", number), database.count("delivery", number));
    transactions.end();
    transactions.print();
    System.out.printf("deadlocks: %d%n", database.deadlocks());
    overtaken.print();
    System.out.printf("answers over REST that asked to try again: %s%n", triedAgain);
  }

  /** Walks from visit to visit, and ends each well, until the order has ended. */
  private int visitAll(String number) throws SQLException, InterruptedException, IOException {
    int visits = 0;
    while (!database.is(Database.TOLD, number, "completed")) {
      List<Visit> open = openVisits();
      if (open.isEmpty()) {
        walk(Duration.ofHours(1));
        continue;
      }
      Instant first = open.get(0).due();
      Duration left = Duration.between(now(), first.minus(Duration.ofMinutes(10)));
      if (!left.isNegative() && !left.isZero()) {
        walk(left);
      }
      for (Visit visit : open) {
        if (!visit.due().isAfter(first)) {
          ask(
              "technician",
              turnup.resolve("/engine-rest/task/" + visit.task() + "/submit-form"),
              "{\"variables\": {\"visitOutcome\": {\"value\": \"done\"}}}");
          visits++;
        }
      }
    }
    return visits;
  }

  private record Visit(String task, Instant due) {}

  /** Of all orders, the earliest first. */
  private List<Visit> openVisits() throws IOException, InterruptedException {
    List<Visit> visits = new ArrayList<>();
    for (JsonNode task :
        json(
            ask(
                "technician",
                turnup.resolve(
                    "/engine-rest/task?taskDefinitionKey=Task_InstallOnSite"
                        + "&sortBy=dueDate&sortOrder=asc&maxResults=100"),
                ""))) {
      visits.add(
          new Visit(
              task.path("id").asText(),
              OffsetDateTime.parse(
                      task.path("due").asText().replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                  .toInstant()));
    }
    return visits;
  }

  private Instant now() throws IOException, InterruptedException {
    return OffsetDateTime.parse(
            json(ask("", control.resolve("/sandbox/clock"), "")).path("now").asText())
        .toInstant();
  }

  private void walk(Duration time) throws IOException, InterruptedException {
    ask("", control.resolve("/sandbox/clock"), "{\"advance\": \"" + time + "\"}");
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  /** Posts a body, or gets where there is none. */
  private HttpResponse<String> ask(String user, URI address, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Content-Type", "application/json");
    if (!user.isEmpty()) {
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(UTF_8)));
    }
    HttpRequest ready =
        body.isEmpty()
            ? request.build()
            : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    for (int tries = 1; true; tries++) {
      HttpResponse<String> answer = http.send(ready, HttpResponse.BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status < 300) {
        return answer;
      }
      if (tries == TRIES || (status < 500 && status != 409)) {
        throw new IllegalStateException(address + ": " + status + " " + answer.body());
      }
      triedAgain.merge(status, 1, Integer::sum);
    }
  }

  private static EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("max_connections", "300")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("wal_level", "logical")
        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
        .setServerConfig("pg_stat_statements.track_utility", "off")
        .start();
  }

  private static ConfigurableApplicationContext start(String url) {
    List<String> settings =
        new ArrayList<>(
            List.of("--spring.datasource.url=" + url, "--turnup.sandbox=true", "--server.port=0"));
    FreePorts.forSandbox().forEach((name, port) -> settings.add("--" + name + "=" + port));
    return SpringApplication.run(Turnup.class, settings.toArray(String[]::new));
  }

  private static String order(String customer, int sites, int mobileLines) {
    String lines =
        IntStream.rangeClosed(1, sites)
            .mapToObj(
                site ->
                    line(site + "-1", "internet-300", customer, site)
                        + ","
                        + line(site + "-2", "tv-basic", customer, site)
                        + ","
                        + line(site + "-3", "voice-basic", customer, site))
            .collect(Collectors.joining(","));
    String mobile =
        IntStream.rangeClosed(1, mobileLines)
            .mapToObj(
                n ->
                    """
                    {"id":"m-%d","action":"add","productOffering":{"id":"mobile-line"}}"""
                        .formatted(n))
            .collect(Collectors.joining(","));
    return """
        {"relatedParty":[{"id":"%s","name":"Many Sites Ltd","role":"customer",
                          "@referredType":"Organization"}],
         "productOrderItem":[%s,%s]}"""
        .formatted(customer, lines, mobile);
  }

  private static String line(String id, String offering, String customer, int site) {
    String speed =
        offering.startsWith("internet")
            ? ",\"productCharacteristic\":[{\"name\":\"speed\",\"value\":300}]"
            : "";
    return """
        {"id":"%s","action":"add","productOffering":{"id":"%s"},
         "product":{"place":[{"@type":"GeographicAddress","id":"%s-%d","role":"installationSite","streetNr":"%d",
                              "streetName":"Long Street","postcode":"20359"}]%s}}"""
        .formatted(id, offering, customer, site, site, speed);
  }

  /** The number of the order that was accepted: the answer has been read in full. */
  private String place(String order) throws IOException, InterruptedException {
    return ask("crm", turnup.resolve(ORDERS), order)
        .headers()
        .firstValue("Location")
        .orElseThrow()
        .replaceFirst(".*/", "");
  }

  /**
   * With the processor time of the application and its sandbox, which says more on a busy machine.
   */
  private static void print(String milestone, Instant started, Duration before) {
    System.out.printf(
        "%-26s%8.1f s, %.1f s of processor time%n",
        milestone,
        Duration.between(started, Instant.now()).toMillis() / 1000.0,
        processorTime().minus(before).toMillis() / 1000.0);
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Who came too late, by what they ran in; the application says it in its log only. */
  private static final class Overtaken extends AppenderBase<ILoggingEvent> {

    private static final Set<String> NAMES =
        Set.of(
            "OptimisticLockingException",
            "StaleVersion",
            "PessimisticLockingFailureException",
            "CannotAcquireLockException");

    private final Map<String, Integer> many = new TreeMap<>();
    private final Set<Integer> seen = new HashSet<>();

    static Overtaken watched() {
      Overtaken overtaken = new Overtaken();
      overtaken.start();
      ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(overtaken);
      for (String quiet : List.of("jobexecutor", "context", "cmd")) {
        Logger logger = (Logger) LoggerFactory.getLogger("org.camunda.bpm.engine." + quiet);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(overtaken);
      }
      return overtaken;
    }

    @Override
    protected void append(ILoggingEvent event) {
      for (IThrowableProxy cause = event.getThrowableProxy();
          cause != null;
          cause = cause.getCause()) {
        String name = cause.getClassName().replaceFirst(".*\\.", "");
        Throwable thrown = ((ThrowableProxy) cause).getThrowable();
        if (NAMES.contains(name) && seen.add(System.identityHashCode(thrown))) {
          many.merge(
              name + " in " + event.getThreadName().replaceAll("[-#]*\\d+", ""), 1, Integer::sum);
          return;
        }
      }
    }

    void print() {
      System.out.printf("others were faster: %s%n", many.isEmpty() ? "never" : many);
    }
  }

  /** What the benchmark asks the database, on a connection of its own. */
  private static final class Database implements AutoCloseable {

    static final String TOLD =
        "select count(*) > 0 from turnup.order_event where order_id = ? and kind = ?";
    static final String CAPACITY_KNOWN =
        "select count(*) = 0 from turnup.component where order_id = ? and availability = 'unchecked'";
    static final String DELIVERING =
        "select count(*) = 0 from turnup.delivery where order_id = ? and state = 'planned'";
    static final String QUIET =
        """
        select (select count(*)
                  from act_ru_job
                 where duedate_ is null or duedate_ <= now()::timestamp)
               + (select count(*) from act_ru_ext_task where retries_ is null) = 0
        """;

    /** By this its own statements are known, and not counted. */
    private static final String MINE = "/* benchmark */ ";

    private static final int NAMED = 25;

    private final String url;
    private final Connection connection;

    Database(String url) throws SQLException {
      this.url = url;
      this.connection = DriverManager.getConnection(url);
      execute("create extension if not exists pg_stat_statements");
    }

    String url() {
      return url;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }

    void addTechnicians(int many) throws SQLException {
      String some = " from generate_series(1, " + many + ") as n (n)";
      execute(
          "insert into turnup.technician (id, name, territory_id, calendar_id)"
              + " select 'bench-' || n, 'Technician ' || n, 'hamburg', 'field-hamburg'"
              + some);
      execute(
          "insert into turnup.technician_skill (technician_id, skill)"
              + " select 'bench-' || n, 'fibre'"
              + some);
    }

    void await(String what, Duration most, String condition, String... arguments)
        throws SQLException, InterruptedException {
      Instant deadline = Instant.now().plus(most);
      while (!is(condition, arguments)) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("not " + what + " within " + most);
        }
        Thread.sleep(20);
      }
    }

    boolean is(String condition, String... arguments) throws SQLException {
      try (PreparedStatement asked = connection.prepareStatement(MINE + condition)) {
        for (int i = 0; i < arguments.length; i++) {
          asked.setString(i + 1, arguments[i]);
        }
        ResultSet row = asked.executeQuery();
        return row.next() && row.getBoolean(1);
      }
    }

    int count(String table, String order) throws SQLException {
      try (PreparedStatement asked =
          connection.prepareStatement(
              MINE + "select count(*) from turnup." + table + " where order_id = ?")) {
        asked.setString(1, order);
        ResultSet row = asked.executeQuery();
        row.next();
        return row.getInt(1);
      }
    }

    void analyze() throws SQLException {
      execute("vacuum analyze");
    }

    void countAnew() throws SQLException {
      execute("select pg_stat_statements_reset()");
    }

    /** From here on; whoever has begun to write is waited for. */
    void followChanges() throws SQLException {
      execute("select pg_create_logical_replication_slot('followed', 'test_decoding')");
    }

    int deadlocks() throws SQLException {
      try (Statement asked = connection.createStatement()) {
        ResultSet row =
            asked.executeQuery(
                MINE + "select deadlocks from pg_stat_database where datname = current_database()");
        row.next();
        return row.getInt(1);
      }
    }

    /** Of how many deliveries each transaction changed the rows, and in the book of calls. */
    void printTouched(String order) throws SQLException {
      execute(
          """
          create temporary table changed as
          select c.xid::text as transaction,
                 substring(c.data from '^table turnup\\.(\\w+):') as kind,
                 substring(c.data from ' id\\[uuid\\]:''([^'']+)''')::uuid as id,
                 substring(c.data from ' id\\[text\\]:''([^'']+)''') as item_id,
                 substring(c.data from ' delivery_id\\[uuid\\]:''([^'']+)''')::uuid as delivery_id,
                 substring(c.data from ' component_id\\[uuid\\]:''([^'']+)''')::uuid as component_id,
                 substring(c.data from ' subject\\[text\\]:''([^'']+)''') as subject,
                 substring(c.data from ' order_id\\[text\\]:''([^'']+)''') as order_id
            from pg_logical_slot_get_changes('followed', null, null) c
           where c.data like 'table turnup.%'
          """);
      execute(
          """
          create temporary table belonging as
          select m.id::text as name, m.delivery_id from turnup.component m where m.order_id = '$'
           union
          select d.id::text, d.id from turnup.delivery d where d.order_id = '$'
           union
          select 'item ' || m.item_id, m.delivery_id
            from turnup.component m
           where m.order_id = '$'
          """
              .replace("$", order));
      execute(
          """
          create temporary table touched as
          select c.transaction,
                 c.kind,
                 b.delivery_id
            from changed c
            join belonging b
              on b.name in (c.delivery_id::text, c.component_id::text, c.id::text, c.subject,
                            case when c.kind = 'order_item' and c.order_id = '$' then 'item ' || c.item_id end)
           where c.kind <> 'order_event'
          """
              .replace("$", order));
      printTouched("what is theirs", "kind <> 'outbound_call'");
      printTouched("the book of calls", "kind = 'outbound_call'");
    }

    private void printTouched(String what, String condition) throws SQLException {
      try (Statement asked = connection.createStatement()) {
        ResultSet rows =
            asked.executeQuery(
                MINE
                    + """
                      select deliveries,
                             count(*),
                             string_agg(distinct kinds, '; ')
                        from (select transaction,
                                     count(distinct delivery_id) as deliveries,
                                     string_agg(distinct kind, ' + ') as kinds
                                from touched
                               where %s
                            group by transaction) t
                    group by deliveries
                    order by deliveries
                    """
                        .formatted(condition));
        while (rows.next()) {
          System.out.printf(
              "%s: %,d transactions wrote for %d deliveries (%.150s)%n",
              what, rows.getLong(2), rows.getInt(1), rows.getString(3));
        }
      }
    }

    /** The sandbox's stand-ins use the same database, and are not counted. */
    void printStatements(String when, int items) throws SQLException {
      try (Statement asked = connection.createStatement()) {
        ResultSet rows =
            asked.executeQuery(
                MINE
                    + """
                    select sum(calls) over () as all_calls,
                           sum(total_exec_time) over () as all_time,
                           calls,
                           total_exec_time,
                           left(regexp_replace(query, '\\s+', ' ', 'g'), 110)
                      from pg_stat_statements
                     where dbid = (select oid from pg_database where datname = current_database())
                       and query not like '%sandbox.%'
                       and query not like '%pg_stat%'
                       and query not like '%benchmark%'
                     order by total_exec_time desc
                    """);
        for (int i = 0; i < NAMED && rows.next(); i++) {
          if (i == 0) {
            System.out.printf(
                "%s: %,d statements, %.1f for each item; %.1f s in the database. The longest:%n",
                when, rows.getLong(1), rows.getDouble(1) / items, rows.getDouble(2) / 1000);
          }
          System.out.printf(
              "%8d times %8.0f ms  %s%n", rows.getLong(3), rows.getDouble(4), rows.getString(5));
        }
      }
    }

    private void execute(String statement) throws SQLException {
      try (Statement made = connection.createStatement()) {
        made.execute(MINE + statement);
      }
    }
  }

  /** Looks every few milliseconds at what runs. */
  private static final class Transactions extends Thread {

    private static final int TOLD = 8;

    private record Running(Duration time, String statement) {}

    private final Connection connection;
    private final Map<String, Running> longest = new ConcurrentHashMap<>();
    private volatile long waited;
    private volatile boolean over;

    Transactions(String url) throws SQLException {
      connection = DriverManager.getConnection(url);
      setDaemon(true);
    }

    @Override
    public void run() {
      try (PreparedStatement look =
          connection.prepareStatement(
              """
              select pid || ' ' || xact_start,
                     extract(epoch from clock_timestamp() - xact_start) * 1000,
                     state || ': ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 90),
                     coalesce(wait_event_type = 'Lock', false)
                from pg_stat_activity
               where datname = current_database()
                 and application_name = 'turnup'
                 and xact_start is not null
                 and state <> 'idle'
              """)) {
        long looked = System.nanoTime();
        while (!over) {
          int waiting = 0;
          ResultSet rows = look.executeQuery();
          while (rows.next()) {
            longest.put(
                rows.getString(1),
                new Running(Duration.ofMillis(rows.getLong(2)), rows.getString(3)));
            waiting += rows.getBoolean(4) ? 1 : 0;
          }
          waited += waiting * (System.nanoTime() - looked);
          looked = System.nanoTime();
          Thread.sleep(5);
        }
      } catch (SQLException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void end() throws InterruptedException {
      over = true;
      join();
    }

    void print() {
      System.out.printf(
          "transactions waited for one another for %.1f s, all together%n", waited / 1e9);
      System.out.println("longest transactions, and what each did last:");
      longest.values().stream()
          .sorted((a, b) -> b.time().compareTo(a.time()))
          .limit(TOLD)
          .forEach(t -> System.out.printf("%8d ms  %s%n", t.time().toMillis(), t.statement()));
    }
  }
}
