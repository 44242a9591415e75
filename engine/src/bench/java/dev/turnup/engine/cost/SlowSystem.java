package dev.turnup.engine.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a slow outside system slows down orders that do not use it, and what calls cost that wait
 * for their answer. Visits are dispatched by the workforce system, which no mobile line needs.
 */
final class SlowSystem {

  private static final String DISPATCHED_LATE =
      "{\"operation\": \"dispatch-visit\", \"mode\": \"delay\", \"delay\": \"%s\"}";
  private static final String WORKFORCE = "workforce";

  /** Orders with a visit that come all the time. */
  private static final int VISITS_AT_A_TIME = 5;

  private static final int CALLS = 500;

  /** To see that it works. */
  private static final int FEW_CALLS = 50;

  private final Plan plan;
  private final Path directory;

  SlowSystem(Plan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  /** What came out, in Markdown. */
  List<String> measure() throws IOException, SQLException, InterruptedException {
    List<String> page = new ArrayList<>();
    try (Trial trial = new Trial(plan, Row.TURNUP, Product.INTERNET, directory)) {
      trial.measureFirstStart();
      trial.prepare();
      trial.startAgain(
          "--connectors.workforce.in-flight=" + CALLS,
          "--connectors.workforce.response-timeout=2m");
      trial.mobileLinesBesideVisits(plan.warmUp(), VISITS_AT_A_TIME);
      double quick = trial.mobileLinesBesideVisits(plan.saturated(), VISITS_AT_A_TIME);
      trial.standIns().fault(WORKFORCE, DISPATCHED_LATE.formatted("PT2S"));
      double slow = trial.mobileLinesBesideVisits(plan.saturated(), VISITS_AT_A_TIME);
      trial.standIns().mend();
      page.add(
          "Mobile lines completed beside %d orders with a visit a second: %.1f a second; with a delay of 2 s in the workforce system %.1f a second (%.2f ×)."
              .formatted(VISITS_AT_A_TIME, quick, slow, slow / quick));
      page.add("");
      page.add(callsInFlight(trial));
    }
    return page;
  }

  private String callsInFlight(Trial trial) throws IOException, SQLException, InterruptedException {
    trial.awaitQuiet();
    int threads = Proc.threads(trial.subject().process());
    trial.standIns().fault(WORKFORCE, DISPATCHED_LATE.formatted("PT90S"));
    int calls = plan.trial() ? FEW_CALLS : CALLS;
    trial.load().post(calls, Product.INTERNET::order);
    long most = 0;
    int mostThreads = threads;
    long end = System.nanoTime() + Duration.ofSeconds(100).toNanos();
    while (System.nanoTime() < end && most < calls) {
      most =
          Math.max(
              most,
              trial
                  .server()
                  .number(
                      "select count(*) from turnup.outbound_call where topic = 'workforce.dispatch-visit' and state = 'prepared'"));
      mostThreads = Math.max(mostThreads, Proc.threads(trial.subject().process()));
      Thread.sleep(200);
    }
    trial.standIns().mend();
    return "%d calls in flight: %d threads, %d without any".formatted(most, mostThreads, threads);
  }
}
