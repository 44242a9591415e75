package dev.turnup.engine.cost;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Turnup asks its database for while nothing happens, how long that takes, planning included,
 * and by which index it is found.
 */
final class Periodic {

  /** What is done every minute or by night, done all the time. */
  private static final String[] MORE_OFTEN = {
    "--turnup.watch.every=5s",
    "--turnup.kpi.every=5s",
    "--camunda.bpm.generic-properties.properties.history-cleanup-batch-window-start-time=00:00",
    "--camunda.bpm.generic-properties.properties.history-cleanup-batch-window-end-time=23:59"
  };

  /** All that is looked for again and again, and by what its statements are known. */
  private static final Map<String, String> SCHEDULES =
      new TreeMap<>(
          Map.ofEntries(
              entry("acquisition of jobs (0.5 s)", "from act_ru_job .*lock_exp_time_"),
              entry("tasks of topics (1 s)", "distinct res\\.topic_name_"),
              entry("messages of outside systems (1 s)", "from turnup\\.inbound_message"),
              entry("events (1 s)", "from turnup\\.(event_|subscription)"),
              entry("notices (1 s)", "from turnup\\.notice"),
              entry("runs over many orders (2 s)", "from turnup\\.bulk_"),
              entry("leases", "turnup\\.lease"),
              entry("the watch (1 min, here 5 s)", "turnup\\.jeopardy known"),
              entry("numbers (1 min, here 5 s)", "turnup\\.kpi_snapshot"),
              entry("clean-up of history (by night, here all day)", "act_hi_.*removal_time_"),
              entry("lost visits (1 s)", "select f\\.id,\\s+a\\.order_id"),
              entry("tickets of problems (5 s)", "tell_ticket_at <=")));

  private static final double SLOW_MILLIS = 5;
  private static final String MET = "yes";

  /** A table of fewer rows may be read from one end to the other. */
  private static final int LARGE = 10_000;

  private final Trial trial;
  private final Server server;
  private final Duration idle;
  private final List<String> page = new ArrayList<>();
  private final Set<String> large = new HashSet<>();
  private final Set<String> partial = new HashSet<>();

  Periodic(Trial trial, Duration idle) {
    this.trial = trial;
    this.server = trial.server();
    this.idle = idle;
  }

  /** A statement that was asked, and what it was found by. */
  private record Asked(String id, double mean, double longest, String calls, String query) {

    String text() {
      return Statements.oneText(query);
    }
  }

  /** What came out, in Markdown. */
  List<String> measure() throws IOException, SQLException, InterruptedException {
    server.execute("load 'auto_explain'");
    server.execute("alter system set session_preload_libraries = 'auto_explain'");
    server.execute("select pg_reload_conf()");
    trial.startAgain(MORE_OFTEN);
    trial.awaitQuiet();
    server.execute("select pg_stat_statements_reset()");
    cleanUp();
    trial.say("asked while nothing happens, for " + idle);
    Thread.sleep(idle.toMillis());
    List<Asked> asked = asked();
    Plans plans = plans();
    know();
    head(asked);
    int met = 0;
    for (int number = 1; number <= asked.size(); number++) {
      Asked statement = asked.get(number - 1);
      Optional<List<String>> plan = plans.of(statement.id());
      String verdict = verdict(statement, plan.orElse(List.of()));
      met += verdict.equals(MET) ? 1 : 0;
      page.add(
          "| %d | %.3f | %.1f | %s | %s | %s | `%s` |"
              .formatted(
                  number,
                  statement.mean(),
                  statement.longest(),
                  statement.calls(),
                  verdict,
                  plan.map(this::indexes).orElse("not seen"),
                  statement.text().replace("|", "\\|")));
    }
    page.add("");
    page.add(
        "%d of %d statements meet the budget: under %.0f ms, and no table of %,d rows or more read from one end to the other."
            .formatted(met, asked.size(), SLOW_MILLIS, LARGE));
    for (int number = 1; number <= asked.size(); number++) {
      plan(number, asked.get(number - 1), plans);
    }
    return page;
  }

  private List<Asked> asked() throws SQLException {
    return server
        .rows(
            """
            select queryid,
                   (total_plan_time + total_exec_time) / calls,
                   max_plan_time + max_exec_time,
                   calls,
                   query
              from pg_stat_statements s
              join pg_roles r on r.oid = s.userid
             where rolname = 'measured'
               and calls > 0
             order by 2 desc
            """)
        .stream()
        .map(
            row ->
                new Asked(
                    row.get(0),
                    Double.parseDouble(row.get(1)),
                    Double.parseDouble(row.get(2)),
                    row.get(3),
                    row.get(4)))
        .toList();
  }

  /** The pauses between two clean-ups that find nothing grow: has one begin at once. */
  private void cleanUp() throws SQLException {
    server.execute(
        "update act_ru_job set duedate_ = now() where handler_type_ = 'history-cleanup' and lock_owner_ is null");
  }

  /** How the database looks while Turnup asks on. */
  private Plans plans() throws IOException, SQLException, InterruptedException {
    trial.say("plans, for " + idle);
    for (String setting :
        List.of(
            "log_verbose = on", "log_analyze = on", "log_timing = off", "log_min_duration = 0")) {
      server.execute("alter system set auto_explain." + setting);
    }
    server.execute("select pg_reload_conf()");
    cleanUp();
    Thread.sleep(idle.toMillis());
    server.execute("alter system set auto_explain.log_min_duration = -1");
    server.execute("select pg_reload_conf()");
    Plans plans = new Plans();
    for (Path log : server.logs()) {
      plans.read(log);
    }
    return plans;
  }

  private void know() throws SQLException {
    server
        .rows("select relname from pg_class where relkind = 'r' and reltuples >= " + LARGE)
        .forEach(row -> large.add(row.get(0)));
    server
        .rows("select indexrelid::regclass::text from pg_index where indpred is not null")
        .forEach(row -> partial.add(row.get(0).replaceFirst(".*\\.", "")));
  }

  private void head(List<Asked> asked) {
    page.add("### What is asked while nothing happens");
    page.add("");
    page.add(
        "In %d s, with what is done every minute or by night done all the time: `%s`. Times are of planning and execution together, means but for the longest. The indexes are those of the plans that were carried out, which follow below."
            .formatted(idle.toSeconds(), String.join(" ", MORE_OFTEN)));
    page.add("");
    List<String> never = new ArrayList<>();
    SCHEDULES.forEach(
        (what, known) -> {
          Pattern pattern = Pattern.compile(known, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
          if (asked.stream().noneMatch(each -> pattern.matcher(each.query()).find())) {
            never.add(what);
          }
        });
    page.add("Looked for among others: " + String.join(", ", SCHEDULES.keySet()) + ".");
    if (!never.isEmpty()) {
      page.add("");
      page.add(
          "**Not judged, because it was not asked meanwhile: " + String.join(", ", never) + ".**");
    }
    page.add("");
    page.add("| | mean ms | longest ms | calls | met | found by | statement |");
    page.add("|---:|---:|---:|---:|---|---|---|");
  }

  private String verdict(Asked statement, List<String> plan) {
    List<String> faults = new ArrayList<>();
    if (statement.mean() >= SLOW_MILLIS) {
      faults.add("%.0f ms or longer".formatted(SLOW_MILLIS));
    }
    Set<String> whole = Plans.readWhole(plan);
    whole.retainAll(large);
    if (!whole.isEmpty()) {
      faults.add("reads all of " + String.join(", ", whole));
    }
    return faults.isEmpty() ? MET : "**no**: " + String.join("; ", faults);
  }

  private String indexes(List<String> plan) {
    return Plans.indexes(plan).stream()
        .map(index -> partial.contains(index) ? index + " (partial)" : index)
        .collect(Collectors.joining(", "));
  }

  private void plan(int number, Asked statement, Plans plans) {
    page.add("");
    page.add("%d.".formatted(number));
    page.add("");
    page.add("```");
    page.add(statement.query().strip());
    page.add("");
    page.addAll(plans.of(statement.id()).orElseGet(() -> expected(statement)));
    page.add("```");
  }

  private List<String> expected(Asked statement) {
    List<String> plan = new ArrayList<>();
    plan.add("not asked while plans were noted; as it would be looked for:");
    try {
      plan.addAll(server.plan(statement.query()));
    } catch (SQLException noPlan) {
      plan.add("no plan: " + noPlan.getMessage().lines().findFirst().orElse(""));
    }
    return plan;
  }
}
