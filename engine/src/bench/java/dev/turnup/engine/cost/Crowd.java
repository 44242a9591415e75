package dev.turnup.engine.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Whether orders that wait, and orders that have ended, cost those that come: Turnup on an empty
 * database, and on one with very many orders of both kinds, in turns.
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
  private static final double ACCEPT_LATER_MILLIS = 5;
  private static final int HOURS_WITHOUT_WORK = 24;

  private static final List<Measure> COMPARED =
      List.of(
          Measure.THROUGHPUT,
          Measure.ACCEPT_P50_AT_HALF,
          Measure.ACCEPT_P99_AT_HALF,
          Measure.CPU,
          Measure.POSTGRES_CPU,
          Measure.STATEMENTS,
          Measure.WAL,
          Measure.SECOND_START);

  private final Plan plan;
  private final Path directory;
  private final int many;
  private final List<String> page = new ArrayList<>();
  private final List<Map<Measure, Double>> empty = new ArrayList<>();
  private final List<Map<Measure, Double>> crowded = new ArrayList<>();
  private int ordersMeasured;
  private Map<String, Integer> effects = Map.of();

  Crowd(Plan plan, Path directory, int many) {
    this.plan = plan;
    this.directory = directory;
    this.many = many;
  }

  /** What came out, in Markdown. */
  List<String> measure() throws IOException, SQLException, InterruptedException {
    try (Trial alone = trial("empty")) {
      alone.measureFirstStart();
      alone.stop();
      try (Trial among = trial("crowded")) {
        among.measureFirstStart();
        Map<String, Integer> templates = templates(among);
        among.stop();
        putOff(among.server());
        fill(among, templates);
        expectNothingDue(among.server());
        Waiting before = Waiting.in(among.server());
        inTurns(alone, among);
        List<String> periodic =
            new Periodic(among, Duration.ofSeconds(plan.trial() ? 30 : 120)).measure();
        compare();
        budget();
        undisturbed(before, Waiting.in(among.server()));
        page.add("");
        page.addAll(periodic);
      }
    }
    return page;
  }

  private void inTurns(Trial alone, Trial among)
      throws IOException, SQLException, InterruptedException {
    for (int repetition = 1; repetition <= plan.repetitions(); repetition++) {
      alone.say("empty, repetition " + repetition);
      Map<Measure, Double> figures = once(alone, OptionalDouble.empty());
      empty.add(figures);
      among.say("crowded, repetition " + repetition);
      crowded.add(once(among, OptionalDouble.of(figures.get(Measure.THROUGHPUT))));
    }
  }

  /** Each in a directory of its own: both are there at the same time; one Turnup runs. */
  private Trial trial(String name) throws IOException, SQLException, InterruptedException {
    return new Trial(
        plan,
        Row.TURNUP,
        Product.MOBILE_LINE,
        Files.createDirectories(directory.resolve("crowd-" + name)));
  }

  /** Orders come as often to both: half as often as the empty one completes them. */
  private Map<Measure, Double> once(Trial trial, OptionalDouble throughputOfEmpty)
      throws IOException, SQLException, InterruptedException {
    trial.startAgain();
    trial.warmUp();
    Set<String> before = new HashSet<>(trial.load().numbers());
    trial.say("saturated");
    trial.measureSaturated();
    trial.say("at half of it");
    trial.measureAcceptsAtHalfOf(throughputOfEmpty.orElse(trial.figures().get(Measure.THROUGHPUT)));
    trial.awaitAllDone();
    Set<String> measured = new HashSet<>(trial.load().numbers());
    measured.removeAll(before);
    effects = trial.standIns().doneForEach(measured);
    ordersMeasured += measured.size();
    trial.stop();
    trial.say("came out: " + trial.figures());
    return new EnumMap<>(trial.figures());
  }

  private void compare() {
    page.add("");
    page.add(
        "%d repetition(s), in turns: empty, crowded. Median, and least and most. Orders come to both at half of what the empty one completes."
            .formatted(plan.repetitions()));
    page.add("");
    page.add("| | empty | crowded | crowded / empty |");
    page.add("|---|---:|---:|---:|");
    for (Measure measure : COMPARED) {
      Repeated none = of(empty, measure);
      Repeated all = of(crowded, measure);
      page.add(
          "| %s | %s | %s | %.2f |"
              .formatted(
                  measure.label(),
                  none.shown(measure::shown),
                  all.shown(measure::shown),
                  all.median() / none.median()));
    }
  }

  private void budget() {
    page.add("");
    page.add("| budget | | met |");
    page.add("|---|---|---|");
    Repeated accepted = of(empty, Measure.ACCEPT_P99_AT_HALF);
    Repeated acceptedAmong = of(crowded, Measure.ACCEPT_P99_AT_HALF);
    page.add(
        "| accept p99 within 10 %% or %.0f ms of the empty one | %+.1f ms, %+.0f %% | %s |"
            .formatted(
                ACCEPT_LATER_MILLIS,
                acceptedAmong.median() - accepted.median(),
                percent(acceptedAmong, accepted),
                met(acceptedAmong.isWithin(accepted, ACCEPT_LATER_MILLIS))));
    Repeated ended = of(empty, Measure.THROUGHPUT);
    Repeated endedAmong = of(crowded, Measure.THROUGHPUT);
    page.add(
        "| orders/s within 10 %% or the spread of the empty one, %.1f | %+.1f, %+.0f %% | %s |"
            .formatted(
                ended.spread(),
                endedAmong.median() - ended.median(),
                percent(endedAmong, ended),
                met(endedAmong.keepsUpWith(ended))));
    page.add("");
    page.add(
        "For each of the %,d orders that were measured the stand-ins did the same, each once: %s."
            .formatted(ordersMeasured, effects));
  }

  private static Repeated of(List<Map<Measure, Double>> repetitions, Measure measure) {
    return new Repeated(repetitions.stream().map(figures -> figures.get(measure)).toList());
  }

  private static double percent(Repeated one, Repeated other) {
    return (one.median() / other.median() - 1) * HUNDRED;
  }

  private static String met(boolean met) {
    return met ? "yes" : "**no**";
  }

  /** What waits in a database, of the copies above all. */
  private record Waiting(long jobs, long calls, long messages, long tasks, long escalated) {

    static Waiting in(Server server) throws SQLException {
      return new Waiting(
          server.number("select count(*) from act_ru_job where handler_type_ <> 'history-cleanup'"),
          server.number("select count(*) from act_ru_ext_task"),
          server.number("select count(*) from act_ru_event_subscr where event_type_ = 'message'"),
          server.number("select count(*) from act_ru_task"),
          server.number("select count(*) from turnup.escalation"));
    }
  }

  private void undisturbed(Waiting before, Waiting after) {
    page.add("");
    page.add(
        before.equals(after)
            ? "Nothing was done for any order that waits: there were %s before and after."
                .formatted(after)
            : "**This run does not count: something was done for orders that wait. There were %s before, and %s after.**"
                .formatted(before, after));
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
    // ended before the next one fails, whose retry is soon
    String ended = one(trial, Product.MOBILE_LINE::order);
    trial
        .standIns()
        .fault(
            "network", "{\"operation\": \"activate-service\", \"mode\": \"error\", \"times\": 1}");
    trial.load().post(1, Product.MOBILE_LINE::order);
    while (trial
        .server()
        .rows(
            "update act_ru_ext_task set lock_exp_time_ = now() + interval '60 days' where error_msg_ is not null returning id_")
        .isEmpty()) {
      Thread.sleep(20);
    }
    templates.put(trial.load().last(), many / HUNDRED * RETRIES);
    templates.put(ended, many);
    return templates;
  }

  private static String one(Trial trial, IntFunction<String> order)
      throws IOException, SQLException, InterruptedException {
    trial.load().post(1, order);
    trial.awaitAllDone();
    return trial.load().last();
  }

  /**
   * The deadlines of what the templates wait for would end while the copies are measured. They are
   * put off, and what waits came up only then: or it would be late, and the watch would escalate
   * it.
   */
  private static void putOff(Server server) throws SQLException {
    server.execute(
        """
        update act_ru_job
           set duedate_ = duedate_ + interval '%d days'
         where handler_type_ <> 'history-cleanup'
           and duedate_ < now() + interval '30 days'
        """
            .formatted(Dates.PUT_OFF_DAYS));
    server.execute(
        "update act_ru_ext_task set create_time_ = create_time_ + interval '%d days'"
            .formatted(Dates.PUT_OFF_DAYS));
    server.execute(
        "update act_ru_event_subscr set created_ = created_ + interval '%d days'"
            .formatted(Dates.PUT_OFF_DAYS));
  }

  private static void expectNothingDue(Server server) throws SQLException {
    List<List<String>> due =
        server.rows(
            """
              select 'jobs ' || handler_type_, count(*), min(duedate_)
                from act_ru_job
               where handler_type_ <> 'history-cleanup'
                 and coalesce(duedate_, now()) < now() + interval '%1$d hours'
            group by 1
               union all
              select 'calls ' || topic_name_, count(*), min(lock_exp_time_)
                from act_ru_ext_task
               where coalesce(lock_exp_time_, now()) < now() + interval '%1$d hours'
            group by 1
               union all
              select 'tasks ' || task_def_key_, count(*), min(least(due_date_, follow_up_date_))
                from act_ru_task
               where least(due_date_, follow_up_date_) < now() + interval '%1$d hours'
            group by 1
            """
                .formatted(HOURS_WITHOUT_WORK));
    if (!due.isEmpty()) {
      throw new IllegalStateException(
          "due while it is measured, within %d hours: %s".formatted(HOURS_WITHOUT_WORK, due));
    }
  }

  private void fill(Trial trial, Map<String, Integer> templates) throws IOException, SQLException {
    Server server = trial.server();
    trial.say("kinds of waiting orders, and one that has ended: " + templates);
    Multitude multitude = new Multitude(server);
    long before = size(server);
    double need = 0;
    for (Map.Entry<String, Integer> template : templates.entrySet()) {
      long beforeSample = size(server);
      int sample = Math.min(SAMPLE, template.getValue());
      multitude.copy(template.getKey(), sample);
      need += (size(server) - beforeSample) / (double) sample * template.getValue();
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
    for (Map.Entry<String, Integer> template : templates.entrySet()) {
      trial.say("writing copies of " + template.getKey());
      multitude.copy(template.getKey(), template.getValue() - SAMPLE);
    }
    server.execute("vacuum analyze");
    server.execute("checkpoint");
    page.add(
        "The database grew by %.1f GB, %.1f KB for each order that waits with one that has ended."
            .formatted((size(server) - before) / GIGA, (size(server) - before) / KILO / many));
  }

  private static long size(Server server) throws SQLException {
    return server.number("select pg_database_size(current_database())");
  }
}
