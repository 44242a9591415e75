package dev.turnup.engine.order;

/** The problems that are known and not solved. */
public interface OpenProblems {

  /** Whether one of them is behind a step that cannot go on, so that trying again is in vain. */
  boolean areBehind(StepFellOut what);
}
