package dev.turnup.engine.problem;

import java.time.Instant;

/** The one task that supervisors have with a problem, however many orders wait for it. */
public interface ProblemTasks {

  /**
   * Offers it; one that is there already is offered anew.
   *
   * @param why in whole sentences; empty where the problem's state says it
   */
  void offer(SharedProblem problem, String why, Instant due);

  /** Takes it away, if it is there. */
  void withdraw(ProblemId problem);
}
