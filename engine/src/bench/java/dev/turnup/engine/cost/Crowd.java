package dev.turnup.engine.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Whether orders that wait, and orders that have ended, cost those that come: Turnup on an empty
 * database, and on one with very many orders of both kinds.
 */
final class Crowd {

  /** Of a hundred that wait, how many wait for what. */
  private static final int TIMERS = 60;

  private static final int MESSAGES = 25;
  private static final int PEOPLE = 10;
  private static final int RETRIES = 5;
  private static final int HUNDRED = 100;

  /** Written first, to know how much room all of them need. */
  private static final int SAMPLE = 1_000;

  private static final double KILO = 1024;
  private static final double GIGA = 1 << 30;
  private static final Duration IDLE = Duration.ofSeconds(90);
  private static final double SLOW_MILLIS = 5;

  private static final List<Measure> COMPARED =
      List.of(
          Measure.THROUGHPUT,
          Measure.ACCEPT_P50_AT_HALF,
          Measure.ACCEPT_P99_AT_HALF,
          Measure.CPU,
          Measure.POSTGRES_CPU,
          Measure.STATEMENTS,
          Measure.SECOND_START);

  private final Plan plan;
  private final Path directory;
  private final int many;
  private final List<String> page = new ArrayList<>();

  Crowd(Plan plan, Path directory, int many) {
    this.plan = plan;
    this.directory = directory;
    this.many = many;
  }

  /** What came out, in Markdown. */
  List<String> measure() throws IOException, SQLException, InterruptedException {
    Map<Measure, Double> crowded;
    try (Trial trial = new Trial(plan, Row.TURNUP, Product.MOBILE_LINE, directory)) {
      trial.measureFirstStart();
      Map<String, Integer> templates = templates(trial);
      trial.stop();
      fill(trial, templates);
      measure(trial);
      crowded = trial.figures();
      periodic(trial);
    }
    try (Trial trial = new Trial(plan, Row.TURNUP, Product.MOBILE_LINE, directory)) {
      trial.measureFirstStart();
      measure(trial);
      compare(trial.figures(), crowded);
    }
    return page;
  }

  private void compare(Map<Measure, Double> empty, Map<Measure, Double> crowded) {
    page.add("");
    page.add("| | empty | crowded |");
    page.add("|---|---:|---:|");
    for (Measure measure : COMPARED) {
      page.add(
          "| %s | %s | %s |"
              .formatted(
                  measure.label(),
                  measure.shown(empty.get(measure)),
                  measure.shown(crowded.get(measure))));
    }
  }

  private void measure(Trial trial) throws IOException, SQLException, InterruptedException {
    trial.startAgain();
    trial.warmUp();
    trial.say("saturated");
    trial.measureSaturated();
    trial.say("at half of it");
    trial.measureAcceptsAtHalf();
  }

  /** Orders that Turnup has brought to where the copies stand, and how many of each are written. */
  private Map<String, Integer> templates(Trial trial)
      throws IOException, SQLException, InterruptedException {
    Map<String, Integer> templates = new LinkedHashMap<>();
    templates.put(one(trial, Product.MOBILE_LINE::laterOrder), many / HUNDRED * TIMERS);
    trial
        .standIns()
        .fault(
            "network",
            "{\"operation\": \"activate-service\", \"mode\": \"late-callback\", \"delay\": \"P60D\"}");
    templates.put(one(trial, Product.MOBILE_LINE::order), many / HUNDRED * MESSAGES);
    trial.standIns().mend();
    templates.put(
        one(
            trial,
            number -> Product.INTERNET.order(number).replaceAll("\"postcode\": \"\\d+\",", "")),
        many / HUNDRED * PEOPLE);
    trial
        .standIns()
        .fault(
            "network", "{\"operation\": \"activate-service\", \"mode\": \"error\", \"times\": 1}");
    trial.load().post(1, Product.MOBILE_LINE::order);
    while (trial
            .server()
            .number("select count(*) from act_ru_ext_task where error_msg_ is not null")
        == 0) {
      Thread.sleep(20);
    }
    trial
        .server()
        .execute(
            "update act_ru_ext_task set lock_exp_time_ = now() + interval '60 days' where error_msg_ is not null");
    templates.put(trial.load().last(), many / HUNDRED * RETRIES);
    templates.put(one(trial, Product.MOBILE_LINE::order), many);
    return templates;
  }

  private static String one(Trial trial, IntFunction<String> order)
      throws IOException, InterruptedException {
    trial.load().post(1, order);
    trial.awaitQuiet();
    return trial.load().last();
  }

  private void fill(Trial trial, Map<String, Integer> templates) throws IOException, SQLException {
    Server server = trial.server();
    trial.say("kinds of waiting orders, and one that has ended: " + templates);
    Multitude multitude = new Multitude(server);
    double need = 0;
    for (Map.Entry<String, Integer> template : templates.entrySet()) {
      long before = server.number("select pg_database_size(current_database())");
      int sample = Math.min(SAMPLE, template.getValue());
      multitude.copy(template.getKey(), sample);
      double each =
          (server.number("select pg_database_size(current_database())") - before) / (double) sample;
      need += each * template.getValue();
    }
    page.add(
        "%,d waiting orders (%d %% timers, %d %% messages, %d %% human tasks, %d %% external tasks with a retry date) and %,d finished ones, written by COPY; by a sample of %,d each they need %.1f GB, %.1f GB are free."
            .formatted(
                many,
                TIMERS,
                MESSAGES,
                PEOPLE,
                RETRIES,
                many,
                SAMPLE,
                need / GIGA,
                server.freeBytes() / GIGA));
    System.out.println(page.get(0));
    if (need > server.freeBytes() * 0.9) {
      throw new IllegalStateException("not enough room: --crowd=100000 takes a tenth of it");
    }
    long before = server.number("select pg_database_size(current_database())");
    for (Map.Entry<String, Integer> template : templates.entrySet()) {
      trial.say("writing copies of " + template.getKey());
      multitude.copy(template.getKey(), Math.max(0, template.getValue() - SAMPLE));
    }
    server.execute("vacuum analyze");
    server.execute("checkpoint");
    page.add(
        "The database grew by %.1f GB, %.1f KB for each order that waits with one that has ended."
            .formatted(
                (server.number("select pg_database_size(current_database())") - before) / GIGA,
                (server.number("select pg_database_size(current_database())") - before)
                    / KILO
                    / (many - SAMPLE)));
  }

  /** What is asked while nothing happens, how long it takes, and how it is found. */
  private void periodic(Trial trial) throws IOException, SQLException, InterruptedException {
    Server server = trial.server();
    trial.drain();
    trial.awaitQuiet();
    server.execute("select pg_stat_statements_reset()");
    trial.say("asked while nothing happens, for " + IDLE);
    Thread.sleep(IDLE.toMillis());
    page.add("");
    page.add("### What is asked while nothing happens");
    page.add("");
    page.add("| mean ms | longest ms | calls in %d s | statement |".formatted(IDLE.toSeconds()));
    page.add("|---:|---:|---:|---|");
    List<List<String>> asked =
        server.rows(
            """
            select round(mean_exec_time::numeric, 3), round(max_exec_time::numeric, 3), calls, query
              from pg_stat_statements s
              join pg_roles r on r.oid = s.userid
             where rolname = 'measured'
             order by mean_exec_time desc
            """);
    for (List<String> statement : asked) {
      page.add(
          "| %s | %s | %s | `%s` |"
              .formatted(
                  statement.get(0),
                  statement.get(1),
                  statement.get(2),
                  Statements.oneText(statement.get(3)).replace("|", "\\|")));
    }
    page.add("");
    long slow = asked.stream().filter(row -> Double.parseDouble(row.get(0)) >= SLOW_MILLIS).count();
    page.add("%d of %d take %.0f ms or longer.".formatted(slow, asked.size(), SLOW_MILLIS));
    for (List<String> statement : asked) {
      plan(server, statement.get(3));
    }
  }

  private void plan(Server server, String query) {
    page.add("");
    page.add("```");
    page.add(Statements.oneText(query));
    try {
      page.addAll(server.plan(query));
    } catch (SQLException noPlan) {
      page.add("no plan: " + noPlan.getMessage().lines().findFirst().orElse(""));
    }
    page.add("```");
  }
}
