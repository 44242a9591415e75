package dev.turnup.engine.web;

import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.Run.Course;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.problem.ProblemBook.Counts;
import dev.turnup.engine.problem.ProblemBook.Member;
import dev.turnup.engine.problem.ProblemState;
import dev.turnup.engine.problem.SharedProblem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A problem as its page shows it: what waits since when, and how far its release is. Texts and
 * measures only; times in UTC.
 *
 * @param mayClose whether its cause may be said to be mended now
 * @param next where the page goes on; empty if it does not
 */
record SharedProblemPage(
    String id,
    String title,
    String state,
    List<Fact> facts,
    Optional<Progress> release,
    List<Line> lines,
    boolean mayClose,
    String next) {

  private static final int WIDTH = 1_000;
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  record Fact(String name, String value) {}

  /** How far a release is, as a bar of this width. */
  record Progress(
      String run,
      String state,
      String told,
      String why,
      int width,
      int progressedWidth,
      int failedX,
      int failedWidth,
      int checkingX,
      int checkingWidth,
      List<Step> steps) {}

  /** What a button does to a release. */
  record Step(String name, String label) {}

  record Line(String order, String step, String state, String since, String releasedAt) {}

  static SharedProblemPage of(
      SharedProblem problem, Counts counts, Optional<Run> run, Listed<Member> members) {
    return new SharedProblemPage(
        problem.id().value(),
        problem.title(),
        problem.state().code(),
        List.of(
            new Fact("Cause", problem.cause().kind().code() + " " + problem.cause().value()),
            new Fact(
                "Orders waiting",
                counts.waiting()
                    + counts.waitingSince().map(since -> ", since " + at(since)).orElse("")),
            new Fact("Orders in all", Integer.toString(counts.orders())),
            new Fact("Opened", at(problem.openedAt()) + " by " + problem.openedBy()),
            new Fact("Expected end", problem.expectedEnd().map(SharedProblemPage::at).orElse("–")),
            new Fact("Ticket", problem.ticket().orElse("–")),
            new Fact(
                "Closed",
                problem.closed().map(end -> at(end.at()) + " by " + end.by()).orElse("–"))),
        run.map(SharedProblemPage::progress),
        members.lines().stream()
            .map(
                member ->
                    new Line(
                        member.order().value(),
                        member.step(),
                        member.state().code(),
                        at(member.since()),
                        member.releasedAt().map(SharedProblemPage::at).orElse("")))
            .toList(),
        problem.state() == ProblemState.OPEN || problem.state() == ProblemState.STOPPED,
        members.next());
  }

  private static Progress progress(Run run) {
    Course course = run.course();
    int good = course.checked() - course.failed();
    int failedX = width(good, run.total());
    int checkingX = width(course.checked(), run.total());
    return new Progress(
        run.id().toString(),
        run.state().code(),
        "%d of %d orders released, %d looked at again, %d of these failed"
            .formatted(course.acted(), run.total(), course.checked(), course.failed()),
        course.stopped().orElse(""),
        WIDTH,
        failedX,
        failedX,
        checkingX - failedX,
        checkingX,
        width(course.acted(), run.total()) - checkingX,
        steps(run.state()));
  }

  private static List<Step> steps(RunState release) {
    Step stop = new Step("stop", "Stop the release");
    return switch (release) {
      case RUNNING -> List.of(new Step("pause", "Pause"), stop);
      case PAUSED -> List.of(new Step("resume", "Go on"), stop);
      case PREVIEWING, PREVIEWED, STOPPED, DONE -> List.of();
    };
  }

  private static int width(int part, int whole) {
    return whole == 0 ? 0 : (int) ((long) WIDTH * part / whole);
  }

  static String at(Instant moment) {
    return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
  }
}
