package dev.turnup.engine.cost;

import dev.turnup.engine.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * One row, measured once: started on an empty database, warmed up, saturated, asked at fixed rates,
 * and looked at while orders wait. It counts only if every order that was accepted ended well.
 */
final class Trial implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);
  private static final Duration LOOK_AT_COMPILERS = Duration.ofSeconds(10);
  private static final Duration LOOK_AT_NOTICES = Duration.ofSeconds(5);
  private static final int LOOKS_AT_HEAP = 3;
  private static final double PERCENT = 100;

  private static final double SLOW_RATE = 20;
  private static final double KILO = 1024;
  private static final int FOR_THE_PATH = 20;

  private static final String UNSENT =
      """
        select n.order_id, n.attempts, coalesce(n.failure, 'under way')
          from turnup.notice n
         where n.next_try_at is not null
      order by n.order_id
         limit 5
      """;

  /** A JVM that uses less of a processor only looks whether there is anything to do. */
  private static final double QUIET = 0.15;

  private final Plan plan;
  private final Row row;
  private final Product product;
  private final Path directory;
  private final int port = FreePorts.find(1).get(0);
  private final Server server;
  private final Packaged packaged;
  private final StandIns standIns;
  private final Load load;
  private final Map<Measure, Double> figures = new EnumMap<>(Measure.class);

  private Started subject;
  private Compilers compilers;
  private Instant began = Instant.now();
  private int acceptedBefore;
  private Statements statements = new Statements(List.of());

  /**
   * @param first what only the first start is told
   */
  Trial(Plan plan, Row row, Product product, Path directory, String... first)
      throws IOException, SQLException, InterruptedException {
    this.plan = plan;
    this.row = row;
    this.product = product;
    this.directory = directory;
    packaged = Packaged.unpackedIn(directory);
    server = Server.measured();
    standIns = StandIns.start(port, directory);
    load =
        new Load(URI.create("http://127.0.0.1:" + port + row.ordersPath()), Row.USER, Row.PASSWORD);
    subject = start(first);
    compilers = Compilers.of(subject.process());
  }

  private Started start(String... more) throws IOException {
    List<String> settings = new ArrayList<>(standIns.settings());
    settings.addAll(List.of(more));
    return Started.run(
        row.command(packaged, port, server.url(), product, settings),
        directory.resolve(row.name().toLowerCase(Locale.ROOT) + ".log"));
  }

  /**
   * What came out; the row goes on running until this is closed.
   *
   * @param path how often an order passed each activity
   * @param effects what was done outside for each order
   * @param engineTables what may differ between two databases of Camunda's
   */
  record Outcome(
      Map<Measure, Double> figures,
      Statements statements,
      Map<String, Double> path,
      Map<String, Integer> effects,
      SortedSet<String> engineTables) {}

  Outcome run() throws IOException, SQLException, InterruptedException {
    measureFirstStart();
    Map<String, Double> path = measurePath();
    startAgain();
    prepare();
    Set<String> toStart = new HashSet<>(load.numbers());
    long size = server.size();
    try (Technicians technicians = Technicians.of(product, row, port)) {
      technicians.start();
      warmUp();
      say("saturated");
      measureSaturated();
      say("at fixed rates");
      measureAcceptsAtTwenty();
      measureAcceptsAtHalf();
      awaitAllDone();
      Set<String> delivered = new HashSet<>(load.numbers());
      delivered.removeAll(toStart);
      figures.put(Measure.BYTES_FINISHED, (server.size() - size) / KILO / delivered.size());
      Map<String, Integer> effects =
          row.callsOutside() ? standIns.doneForEach(delivered) : Map.of();
      say("waiting");
      measureWaiting();
      if (row == Row.TURNUP && product == Product.MOBILE_LINE) {
        measureWaitingOtherwise();
      }
      figures.put(Measure.OUT_OF_MEMORY, (double) subject.timesOutOfMemory());
      return new Outcome(figures, statements, path, effects, server.engineTables());
    }
  }

  /** Only what orders ask of the database, with as many open as the plan says. */
  Statements countStatements() throws IOException, SQLException, InterruptedException {
    measureFirstStart();
    prepare();
    try (Technicians technicians = Technicians.of(product, row, port)) {
      technicians.start();
      warmUp();
      say("counted");
      measureSaturated();
    }
    return statements;
  }

  /** How often a mobile line passes each activity. */
  private Map<String, Double> measurePath() throws IOException, SQLException, InterruptedException {
    load.post(FOR_THE_PATH, Product.MOBILE_LINE::order);
    drain();
    return Paths.perOrder(Paths.passed(server, row), load.accepted());
  }

  void measureFirstStart() throws IOException, SQLException, InterruptedException {
    say("first start");
    begin();
    figures.put(Measure.FIRST_START, secondsToFirstOrder());
    drain();
  }

  void stop() throws IOException {
    compilers.close();
    subject.close();
  }

  void startAgain(String... more) throws IOException, SQLException, InterruptedException {
    stop();
    subject = start(more);
    compilers = Compilers.of(subject.process());
    say("second start");
    begin();
    figures.put(Measure.SECOND_START, secondsToFirstOrder());
    drain();
  }

  /** Works until its compilers rest: what a start costs is not the price of an order. */
  void warmUp() throws IOException, SQLException, InterruptedException {
    say("warm-up");
    Instant start = Instant.now();
    Instant longest = start.plus(Plan.LONGEST_WARM_UP);
    double share = compilersWhileSaturated(plan.warmUp());
    while (!plan.trial()
        && share > Plan.COMPILERS_AT_REST
        && Instant.now().plus(LOOK_AT_COMPILERS).isBefore(longest)) {
      share = compilersWhileSaturated(LOOK_AT_COMPILERS);
    }
    figures.put(Measure.COMPILERS_AT_REST, share);
    figures.put(Measure.WARM_UP, (double) Duration.between(start, Instant.now()).toSeconds());
    drain();
    awaitQuiet();
  }

  /** Percent of a processor. */
  private double compilersWhileSaturated(Duration time)
      throws IOException, SQLException, InterruptedException {
    subject.expectAlive();
    long before = compilers.millis();
    long start = System.nanoTime();
    saturate(time);
    return PERCENT * (compilers.millis() - before) * 1e6 / (System.nanoTime() - start);
  }

  private void measureAcceptsAtTwenty() throws IOException, SQLException, InterruptedException {
    Histogram micros = measureAccepts(SLOW_RATE, plan.atTwenty());
    figures.put(Measure.ACCEPT_P50_AT_20, millis(micros, 50));
    figures.put(Measure.ACCEPT_P99_AT_20, millis(micros, 99));
    figures.put(Measure.ACCEPT_P999_AT_20, millis(micros, 99.9));
    figures.put(Measure.ACCEPTS_AT_20, (double) micros.getTotalCount());
  }

  void measureAcceptsAtHalf() throws IOException, SQLException, InterruptedException {
    measureAcceptsAtHalfOf(figures.get(Measure.THROUGHPUT));
  }

  void measureAcceptsAtHalfOf(double throughput)
      throws IOException, SQLException, InterruptedException {
    Histogram micros = measureAccepts(throughput / 2, plan.atHalf());
    figures.put(Measure.ACCEPT_P50_AT_HALF, millis(micros, 50));
    figures.put(Measure.ACCEPT_P99_AT_HALF, millis(micros, 99));
    figures.put(Measure.ACCEPT_P999_AT_HALF, millis(micros, 99.9));
    figures.put(Measure.ACCEPTS_AT_HALF, (double) micros.getTotalCount());
  }

  private Histogram measureAccepts(double rate, Duration time)
      throws IOException, SQLException, InterruptedException {
    begin();
    Histogram micros = load.atRate(rate, time, product::order);
    drain();
    return micros;
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }

  Map<Measure, Double> figures() {
    return figures;
  }

  Server server() {
    return server;
  }

  StandIns standIns() {
    return standIns;
  }

  Load load() {
    return load;
  }

  Started subject() {
    return subject;
  }

  void say(String phase) {
    System.out.printf(
        "  %tT %s, on %s%n", Instant.now().atZone(ZoneId.systemDefault()), phase, server.url());
  }

  /** The version of PostgreSQL. */
  String database() throws SQLException {
    return server.version();
  }

  /** What the sandbox has few of. */
  void prepare() throws IOException, SQLException {
    if (row == Row.TURNUP && product.isVisited()) {
      Technicians.addTo(server);
    }
  }

  private double secondsToFirstOrder() throws IOException, InterruptedException {
    long start = System.nanoTime();
    // of all rows the same, and nobody has to come
    while (!load.tryOne(Product.MOBILE_LINE::order)) {
      subject.expectAlive();
      load.expectNoneRefused();
      Thread.sleep(20);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** From now on what has ended is counted. */
  void begin() {
    began = Instant.now();
    acceptedBefore = load.accepted();
  }

  int open() throws SQLException {
    return load.accepted() - acceptedBefore - (int) server.number(row.finishedSince(), began);
  }

  void drain() throws IOException, SQLException, InterruptedException {
    Instant longest = Instant.now().plus(LONGEST_DRAIN);
    while (open() > 0) {
      subject.expectAlive();
      if (Instant.now().isAfter(longest)) {
        throw new IllegalStateException(
            "%d orders have not ended within %s".formatted(open(), LONGEST_DRAIN));
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  /** Keeps as many orders open as the plan says, for a while. */
  void saturate(Duration time) throws IOException, SQLException, InterruptedException {
    Instant end = Instant.now().plus(time);
    while (Instant.now().isBefore(end)) {
      subject.expectAlive();
      int room = plan.inFlight() - open();
      if (room > 0) {
        load.post(room, product::order);
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  void measureSaturated() throws IOException, SQLException, InterruptedException {
    begin();
    server.execute("select pg_stat_statements_reset()");
    Usage before = Usage.now(subject, server, standIns);
    long compilersBefore = compilers.millis();
    saturate(Plan.RAMP_UP);
    long endedBefore = server.number(row.finishedSince(), began);
    long start = System.nanoTime();
    saturate(plan.saturated());
    long ended = server.number(row.finishedSince(), began) - endedBefore;
    figures.put(Measure.THROUGHPUT, ended / ((System.nanoTime() - start) / 1e9));
    drain();
    awaitQuiet();
    int orders = load.accepted() - acceptedBefore;
    Usage usage = Usage.now(subject, server, standIns).minus(before);
    usage.perOrder(orders, figures);
    figures.put(
        Measure.COMPILERS,
        PERCENT * (compilers.millis() - compilersBefore) / Math.max(1, usage.jvmMillis()));
    statements = Statements.of(server, orders);
  }

  /**
   * Keeps as many mobile lines open as the plan says, while orders for visits that nobody comes to
   * are placed at a rate.
   *
   * @return mobile lines completed in a second
   */
  double mobileLinesBesideVisits(Duration time, int visitsPerSecond)
      throws IOException, SQLException, InterruptedException {
    say("mobile lines beside visits");
    begin();
    int visits = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      subject.expectAlive();
      long due = (System.nanoTime() - start) / 1_000_000_000 * visitsPerSecond;
      load.post((int) due - visits, Product.INTERNET::order);
      visits = (int) due;
      int room = plan.inFlight() - (open() - visits);
      load.post(Math.max(0, room), Product.MOBILE_LINE::order);
      Thread.sleep(LOOK.toMillis());
    }
    double ended = server.number(row.finishedSince(), began);
    double perSecond = ended / ((System.nanoTime() - start) / 1e9);
    while (open() > visits) {
      Thread.sleep(LOOK.toMillis());
    }
    return perSecond;
  }

  private void measureWaiting() throws IOException, SQLException, InterruptedException {
    IntFunction<String> later = product::laterOrder;
    // what is kept once for all of them, as statements are for each connection, is kept by then
    load.post(plan.waiting(), later);
    awaitQuiet();
    long size = server.size();
    long heap = heapAtRest();
    load.post(plan.waiting(), later);
    figures.put(Measure.HEAP_OF_WAITING, (heapAtRest() - heap) / KILO * 1000 / plan.waiting());
    figures.put(Measure.BYTES_WAITING, (server.size() - size) / KILO / plan.waiting());
  }

  /** Other kinds of wait than for a day, which only Turnup comes to by itself. */
  private void measureWaitingOtherwise() throws IOException, SQLException, InterruptedException {
    say("waiting for callbacks");
    standIns.fault(
        "network",
        "{\"operation\": \"activate-service\", \"mode\": \"late-callback\", \"delay\": \"P60D\"}");
    figures.put(
        Measure.HEAP_OF_CALLBACKS,
        heapOf(
            Product.MOBILE_LINE::order,
            "select count(*) from act_ru_event_subscr where activity_id_ = 'Task_AwaitActivation'"));
    standIns.mend();
    say("waiting for somebody");
    figures.put(
        Measure.HEAP_OF_TASKS,
        heapOf(
            number -> Product.INTERNET.order(number).replaceAll("\"postcode\": \"\\d+\",", ""),
            "select count(*) from act_ru_task"));
  }

  /**
   * KB for each 1,000 orders.
   *
   * @param waiting asks how many have come to where they wait
   */
  private double heapOf(IntFunction<String> order, String waiting)
      throws IOException, SQLException, InterruptedException {
    int many = plan.waitingOtherwise();
    load.post(many, order);
    long before = heapAtRest();
    load.post(many, order);
    double heap = (heapAtRest() - before) / KILO * 1000 / many;
    long came = server.number(waiting);
    if (came < 2L * many) {
      throw new IllegalStateException(
          "%d of %d orders wait as they should".formatted(came, 2 * many));
    }
    return heap;
  }

  /** The least of some looks: at any moment something is under way that is soon over. */
  private long heapAtRest() throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (int look = 0; look < LOOKS_AT_HEAP; look++) {
      awaitQuiet();
      least = Math.min(least, subject.heap());
    }
    return least;
  }

  /** Until nothing is left to do for the orders that have ended, outside either. */
  void awaitAllDone() throws IOException, SQLException, InterruptedException {
    awaitQuiet();
    awaitNotices();
  }

  /** One that could not be sent is tried again some seconds after its order has ended. */
  private void awaitNotices() throws IOException, SQLException, InterruptedException {
    Instant longest = Instant.now().plus(LONGEST_DRAIN);
    while (row == Row.TURNUP && Instant.now().isBefore(longest)) {
      List<List<String>> unsent = server.rows(UNSENT);
      if (unsent.isEmpty()) {
        return;
      }
      say("notices that are not sent yet: " + unsent);
      subject.expectAlive();
      Thread.sleep(LOOK_AT_NOTICES.toMillis());
    }
  }

  /** Until the row has done nothing for some seconds. */
  void awaitQuiet() throws IOException, InterruptedException {
    Instant longest = Instant.now().plus(LONGEST_DRAIN);
    for (int quiet = 0; quiet < 3 && Instant.now().isBefore(longest); ) {
      long before = Proc.cpuMillis(subject.process());
      Thread.sleep(1000);
      subject.expectAlive();
      quiet = Proc.cpuMillis(subject.process()) - before < QUIET * 1000 ? quiet + 1 : 0;
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    stop();
    standIns.close();
    server.close();
  }
}
