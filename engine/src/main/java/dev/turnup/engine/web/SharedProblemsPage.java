package dev.turnup.engine.web;

import dev.turnup.engine.problem.ProblemBook.Counts;
import dev.turnup.engine.problem.ProblemId;
import dev.turnup.engine.problem.SharedProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Problems as their list shows them. Texts only; times in UTC.
 *
 * @param next where the list goes on; empty if it does not
 */
record SharedProblemsPage(List<Line> lines, String next) {

  record Line(
      String id,
      String title,
      String state,
      String waiting,
      String since,
      String opened,
      String expectedEnd) {}

  static SharedProblemsPage of(Listed<SharedProblem> problems, Map<ProblemId, Counts> counts) {
    return new SharedProblemsPage(
        problems.lines().stream()
            .map(problem -> line(problem, counts.getOrDefault(problem.id(), Counts.NONE)))
            .toList(),
        problems.next());
  }

  private static Line line(SharedProblem problem, Counts counts) {
    return new Line(
        problem.id().value(),
        problem.title(),
        problem.state().code(),
        Integer.toString(counts.waiting()),
        counts.waitingSince().map(SharedProblemsPage::at).orElse(""),
        at(problem.openedAt()) + " by " + problem.openedBy(),
        problem.expectedEnd().map(SharedProblemsPage::at).orElse(""));
  }

  private static String at(Instant moment) {
    return SharedProblemPage.at(moment);
  }
}
