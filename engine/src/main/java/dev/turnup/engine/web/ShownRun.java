package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunOrder;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run over many orders; what there is not is left out.
 *
 * @param secondPerson whether another than its author has to start it
 * @param left orders that have not had their turn
 * @param results how many orders are in each state
 * @param perMinute how many orders a minute have had their turn since it began
 * @param expectedEnd when the last order has its turn, at this pace, and is re-checked
 * @param groups orders that are alike
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ShownRun(
    String id,
    String href,
    String action,
    String state,
    String stopped,
    Map<String, String> parameters,
    String reason,
    String author,
    @JsonInclude boolean secondPerson,
    ShownPace pace,
    @JsonInclude int total,
    @JsonInclude int left,
    @JsonInclude int failed,
    Map<String, Integer> results,
    String createdAt,
    String begunAt,
    String begunBy,
    String endedAt,
    Double perMinute,
    String expectedEnd,
    List<Group> groups) {

  record ShownPace(
      int canary, int perMinute, int stopAtPercent, String recheckAfter, String recheckWithin) {}

  /** Orders that are alike, and the first few of them. */
  record Group(String state, String words, int orders, List<String> examples) {

    static Group of(Runs.Group group) {
      return new Group(
          group.state().code(),
          group.words(),
          group.count(),
          group.examples().stream().map(OrderId::value).toList());
    }
  }

  /** An order of a run. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Line(
      String order, String state, String words, String forecast, String actedAt, String knownAt) {

    static Line of(RunOrder order) {
      return new Line(
          order.order().value(),
          order.state().code(),
          order.words().orElse(""),
          order.forecast().orElse(""),
          order.actedAt().map(ShownRun::told).orElse(""),
          order.knownAt().map(ShownRun::told).orElse(""));
    }
  }

  static ShownRun of(
      Run run, Map<RunOrder.State, Integer> counts, List<Runs.Group> groups, Instant now) {
    Run.Wish wish = run.wish();
    Run.Course course = run.course();
    Map<String, Integer> results = new TreeMap<>();
    counts.forEach((state, orders) -> results.put(state.code(), orders));
    boolean runs = run.state() == RunState.RUNNING;
    return new ShownRun(
        run.id().toString(),
        BulkController.PATH + "/" + run.id(),
        wish.action(),
        run.state().code(),
        course.stopped().orElse(""),
        new TreeMap<>(wish.parameters()),
        wish.reason(),
        wish.author(),
        run.secondPerson(),
        new ShownPace(
            wish.pace().canary(),
            wish.pace().perMinute(),
            wish.pace().stopAtPercent(),
            wish.pace().recheckAfter().toString(),
            wish.pace().recheckWithin().toString()),
        run.total(),
        run.left(),
        course.failed(),
        results,
        told(run.createdAt()),
        course.begunAt().map(ShownRun::told).orElse(""),
        course.begunBy().orElse(""),
        course.endedAt().map(ShownRun::told).orElse(""),
        runs ? course.begunAt().map(since -> rate(course.acted(), since, now)).orElse(null) : null,
        runs ? told(end(run, now)) : "",
        groups.stream().map(Group::of).toList());
  }

  private static String told(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** To a tenth. */
  private static double rate(int acted, Instant since, Instant now) {
    double minutes = Math.max(1, Duration.between(since, now).toSeconds()) / 60.0;
    return Math.round(acted / minutes * 10) / 10.0;
  }

  private static Instant end(Run run, Instant now) {
    return now.plus(
            Duration.ofMinutes(1).multipliedBy(run.left()).dividedBy(run.wish().pace().perMinute()))
        .plus(run.wish().pace().recheckAfter());
  }
}
