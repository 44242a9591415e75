package dev.turnup.engine.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a slow outside system slows down orders that do not use it, and what calls cost that wait
 * for their answer. Visits are dispatched by the workforce system, which no mobile line needs.
 */
final class SlowSystem {

  private static final String WORKFORCE = "workforce";
  private static final String DISPATCH = "dispatch-visit";
  private static final String DISPATCHED_LATE =
      "{\"operation\": \"dispatch-visit\", \"mode\": \"delay\", \"delay\": \"PT2S\"}";

  /** Dispatched, and not said so before the stand-in is mended. */
  private static final String NEVER_SAID =
      "{\"operation\": \"dispatch-visit\", \"mode\": \"hold-answer\"}";

  /** Orders with a visit that come all the time. */
  private static final int VISITS_AT_A_TIME = 5;

  private static final int CALLS = 500;

  /** To see that it works. */
  private static final int FEW_CALLS = 50;

  private static final int THREADS = 50;
  private static final Duration ALL_IN_FLIGHT_WITHIN = Duration.ofMinutes(8);
  private static final Duration ALL_ENDED_WITHIN = Duration.ofMinutes(5);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Plan plan;
  private final Path directory;
  private final List<String> page = new ArrayList<>();
  private int completed;
  private Map<String, Integer> effects = Map.of();

  SlowSystem(Plan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  /** What came out, in Markdown. */
  List<String> measure() throws IOException, SQLException, InterruptedException {
    try (Trial trial = new Trial(plan, Row.TURNUP, Product.INTERNET, directory)) {
      trial.measureFirstStart();
      trial.prepare();
      trial.startAgain();
      besideVisits(trial);
      page.add("");
      callsInFlight(trial);
    }
    return page;
  }

  /** With the settings that people run. In turns, so that what drifts is not taken for a cause. */
  private void besideVisits(Trial trial) throws IOException, SQLException, InterruptedException {
    trial.mobileLinesBesideVisits(plan.warmUp(), VISITS_AT_A_TIME);
    List<Double> quick = new ArrayList<>();
    List<Double> slow = new ArrayList<>();
    for (int turn = 1; turn <= Math.max(2, plan.repetitions()); turn++) {
      quick.add(turn(trial));
      trial.standIns().fault(WORKFORCE, DISPATCHED_LATE);
      slow.add(turn(trial));
      trial.standIns().mend();
    }
    compare(quick, slow);
    page.add("");
    page.add(
        "For each of the %,d mobile lines that were completed the stand-ins did the same, each once: %s."
            .formatted(completed, effects));
  }

  private double turn(Trial trial) throws IOException, SQLException, InterruptedException {
    Set<String> before = new HashSet<>(trial.load().numbers());
    double perSecond = trial.mobileLinesBesideVisits(plan.saturated(), VISITS_AT_A_TIME);
    // customers are told a moment later
    trial.awaitQuiet();
    Set<String> lines = completed(trial, before);
    effects = trial.standIns().doneForEach(lines);
    completed += lines.size();
    return perSecond;
  }

  private void compare(List<Double> quick, List<Double> slow) {
    Repeated ofQuick = new Repeated(quick);
    Repeated ofSlow = new Repeated(slow);
    page.add(
        "Mobile lines completed in a second beside %d orders with a visit a second, with the default settings; quick and slow (a delay of 2 s in the workforce system) in turns:"
            .formatted(VISITS_AT_A_TIME));
    page.add("");
    page.add("| turn | quick | slow | slow / quick |");
    page.add("|---|---:|---:|---:|");
    for (int turn = 0; turn < quick.size(); turn++) {
      row(Integer.toString(turn + 1), quick.get(turn), slow.get(turn));
    }
    row("median", ofQuick.median(), ofSlow.median());
    page.add("");
    page.add(
        "Budget, slow / quick is 0.9 or more, or the difference within the spread of the quick ones (%.1f): %s."
            .formatted(ofQuick.spread(), ofSlow.keepsUpWith(ofQuick) ? "met" : "**not met**"));
  }

  private void row(String turn, double quick, double slow) {
    page.add("| %s | %.1f | %.1f | %.2f |".formatted(turn, quick, slow, slow / quick));
  }

  /** The mobile lines among the orders that came since then: nobody comes to the visits. */
  private static Set<String> completed(Trial trial, Set<String> before) throws SQLException {
    Set<String> numbers = new HashSet<>(trial.load().numbers());
    numbers.removeAll(before);
    Map<String, String> ended =
        trial
            .server()
            .rows("select id, state from turnup.product_order where completed_at < 'infinity'")
            .stream()
            .filter(row -> numbers.contains(row.get(0)))
            .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    if (!Set.of("completed").containsAll(ended.values())) {
      throw new IllegalStateException("not all orders that have ended are completed: " + ended);
    }
    return ended.keySet();
  }

  private void callsInFlight(Trial trial) throws IOException, SQLException, InterruptedException {
    int calls = plan.trial() ? FEW_CALLS : CALLS;
    String[] settings = {
      "--connectors.workforce.in-flight=" + calls,
      "--connectors.workforce.response-timeout=10m",
      // such long calls are found to be stuck
      "--turnup.watch.every=1h"
    };
    trial.startAgain(settings);
    trial.mobileLinesBesideVisits(plan.warmUp(), VISITS_AT_A_TIME);
    trial.awaitQuiet();
    int threads = Proc.threads(trial.subject().process());
    long dispatched = trial.standIns().timesDone(DISPATCH);
    trial.standIns().fault(WORKFORCE, NEVER_SAID);
    Set<String> before = new HashSet<>(trial.load().numbers());
    trial.say(calls + " calls that are not answered");
    trial.load().post(calls, Product.INTERNET::order);
    int mostThreads = awaitInFlight(trial, calls, dispatched);
    trial.say("answered");
    trial.standIns().mend();
    awaitAnswers(trial);
    trial.awaitQuiet();
    Set<String> visits = new HashSet<>(trial.load().numbers());
    visits.removeAll(before);
    Map<String, Integer> forVisits = trial.standIns().doneForEach(visits);
    page.add(
        "%d calls in flight at the same time (`%s`): %d threads at most, %d without any, %+d. Budget, %d more or less: %s."
            .formatted(
                calls,
                String.join(" ", settings),
                mostThreads,
                threads,
                mostThreads - threads,
                THREADS,
                mostThreads - threads <= THREADS ? "met" : "**not met**"));
    page.add(
        "They were answered then, and for each of the %d orders the stand-ins did the same, each once: %s."
            .formatted(visits.size(), forVisits));
  }

  /** The most threads until all of them wait at the same time. */
  private static int awaitInFlight(Trial trial, int calls, long dispatchedBefore)
      throws IOException, SQLException, InterruptedException {
    int most = 0;
    Instant longest = Instant.now().plus(ALL_IN_FLIGHT_WITHIN);
    long inFlight = 0;
    while (inFlight < calls) {
      trial.subject().expectAlive();
      if (Instant.now().isAfter(longest)) {
        throw new IllegalStateException(
            "only %d of %d calls are in flight within %s"
                .formatted(inFlight, calls, ALL_IN_FLIGHT_WITHIN));
      }
      Thread.sleep(LOOK.toMillis());
      inFlight =
          Math.min(unanswered(trial), trial.standIns().timesDone(DISPATCH) - dispatchedBefore);
      most = Math.max(most, Proc.threads(trial.subject().process()));
    }
    return most;
  }

  private static void awaitAnswers(Trial trial)
      throws IOException, SQLException, InterruptedException {
    Instant longest = Instant.now().plus(ALL_ENDED_WITHIN);
    while (unanswered(trial) > 0) {
      trial.subject().expectAlive();
      if (Instant.now().isAfter(longest)) {
        throw new IllegalStateException(
            "%d calls have not ended within %s".formatted(unanswered(trial), ALL_ENDED_WITHIN));
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private static long unanswered(Trial trial) throws SQLException {
    return trial
        .server()
        .number(
            "select count(*) from turnup.outbound_call where topic = 'workforce.%s' and state = 'prepared'"
                .formatted(DISPATCH));
  }
}
