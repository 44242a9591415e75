package dev.turnup.engine.order;

/**
 * An outside step that an order can go on without.
 *
 * @param <I> what the step is about
 * @param <Q> the request
 */
public interface Skippable<I, Q> {

  /**
   * @throws Refused if the order needs the answer to just this request
   */
  void expectSkippable(Q request);

  /** Notes in the order's rows that it was left undone. */
  StepResult skipped(I id);
}
