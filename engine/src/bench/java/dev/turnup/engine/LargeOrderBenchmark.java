package dev.turnup.engine;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long a business order of 1,000 items takes: 300 sites with three lines each, and 100 mobile
 * lines. Says how long its longest transactions are, and how often two of them met.
 */
final class LargeOrderBenchmark {

  private static final int SITES = 300;
  private static final int MOBILE_LINES = 100;
  private static final Duration AT_MOST = Duration.ofMinutes(15);
  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";

  private LargeOrderBenchmark() {}

  public static void main(String[] args) throws SQLException, InterruptedException {
    String url = TestDatabase.empty();
    ConfigurableApplicationContext turnup = start(url);
    try (turnup) {
      measure(turnup, url);
    }
  }

  private static void measure(ConfigurableApplicationContext turnup, String url)
      throws SQLException, InterruptedException {
    Caller crm =
        Caller.basic(
            URI.create(
                "http://localhost:"
                    + ((WebServerApplicationContext) turnup).getWebServer().getPort()),
            "crm",
            "crm");
    JdbcClient database = turnup.getBean(JdbcClient.class);
    // the compilers, the pools and the answers of the tables
    for (int i = 0; i < 5; i++) {
      await(database, place(crm, order("warm-up-" + i, 3, 1)), "promised");
    }
    AtomicInteger overtaken = countOvertaken();
    Transactions transactions = new Transactions(url);
    transactions.start();

    Instant started = Instant.now();
    String number = place(crm, order("large", SITES, MOBILE_LINES));
    print("accepted", started);
    for (String milestone : List.of("decomposed", "planned", "promised")) {
      await(database, number, milestone);
      print(milestone, started);
    }
    awaitQuiet(database, number);
    print("nothing runnable", started);
    System.out.printf(
        "%,d components in %,d deliveries; %,d visits booked%n",
        count(database, "component", number),
        count(database, "delivery", number),
        count(database, "appointment", number));
    transactions.end();
    transactions.print();
    System.out.printf("others were faster: %d%n", overtaken.get());
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

  private static String place(Caller crm, String order) {
    HttpResponse<String> answer = crm.post(ORDERS, order);
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.body());
    }
    return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
  }

  private static void await(JdbcClient database, String order, String milestone)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(AT_MOST);
    while (database
            .sql("select count(*) from turnup.order_event where order_id = ? and kind = ?")
            .params(order, milestone)
            .query(Integer.class)
            .single()
        == 0) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(order + " is not " + milestone);
      }
      Thread.sleep(10);
    }
  }

  private static void awaitQuiet(JdbcClient database, String order) throws InterruptedException {
    Instant deadline = Instant.now().plus(AT_MOST);
    while (Instant.now().isBefore(deadline)
        && database
                .sql(
                    """
                select (select count(*) from act_ru_job
                         where duedate_ is null or duedate_ <= now()::timestamp)
                       + (select count(*) from act_ru_ext_task where retries_ is null)
                """)
                .query(Integer.class)
                .single()
            > 0) {
      Thread.sleep(100);
    }
  }

  private static int count(JdbcClient database, String table, String order) {
    return database
        .sql("select count(*) from turnup." + table + " where order_id = ?")
        .param(order)
        .query(Integer.class)
        .single();
  }

  private static void print(String milestone, Instant started) {
    System.out.printf(
        "%-20s%8.1f s%n", milestone, Duration.between(started, Instant.now()).toMillis() / 1000.0);
  }

  /** The engine says it in its log only. */
  private static AtomicInteger countOvertaken() {
    AtomicInteger overtaken = new AtomicInteger();
    AppenderBase<ILoggingEvent> counter =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            for (IThrowableProxy cause = event.getThrowableProxy();
                cause != null;
                cause = cause.getCause()) {
              if (cause.getClassName().equals(OptimisticLockingException.class.getName())) {
                overtaken.incrementAndGet();
                return;
              }
            }
          }
        };
    counter.start();
    Logger jobs = (Logger) LoggerFactory.getLogger("org.camunda.bpm.engine.jobexecutor");
    jobs.setLevel(Level.DEBUG);
    jobs.setAdditive(false);
    jobs.addAppender(counter);
    return overtaken;
  }

  /** Looks every few milliseconds at what runs. */
  private static final class Transactions extends Thread {

    private static final int TOLD = 8;

    private record Running(Duration time, String statement) {}

    private final Connection connection;
    private final Map<String, Running> longest = new ConcurrentHashMap<>();
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
                     state || ': ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 90)
                from pg_stat_activity
               where datname = current_database()
                 and application_name = 'turnup'
                 and xact_start is not null
              """)) {
        while (!over) {
          ResultSet rows = look.executeQuery();
          while (rows.next()) {
            longest.put(
                rows.getString(1),
                new Running(Duration.ofMillis(rows.getLong(2)), rows.getString(3)));
          }
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
      System.out.println("longest transactions, and what each did last:");
      longest.values().stream()
          .sorted((a, b) -> b.time().compareTo(a.time()))
          .limit(TOLD)
          .forEach(t -> System.out.printf("%8d ms  %s%n", t.time().toMillis(), t.statement()));
    }
  }
}
