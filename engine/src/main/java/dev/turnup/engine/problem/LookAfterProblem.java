package dev.turnup.engine.problem;

import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;

/** Sees to it that somebody accountable has a problem in view until it is closed. */
@UseCase
public final class LookAfterProblem {

  private static final String WORK = "look-after-problem";

  private final ProblemTasks tasks;
  private final AssignWork assignWork;
  private final Clock clock;

  public LookAfterProblem(ProblemTasks tasks, AssignWork assignWork, Clock clock) {
    this.tasks = tasks;
    this.assignWork = assignWork;
    this.clock = clock;
  }

  /** It is open, or its release was stopped. */
  void from(SharedProblem problem) {
    because(problem, "");
  }

  /**
   * Something has become of it that people have to see.
   *
   * @param why in whole sentences
   */
  void because(SharedProblem problem, String why) {
    tasks.offer(problem, why, assignWork.dueOf(WORK, clock.instant()));
  }

  /** It is closed. */
  void noMore(ProblemId problem) {
    tasks.withdraw(problem);
  }
}
