package dev.turnup.engine.problem;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.PromiseDate;

/** Promises another day where a problem is expected to last beyond the promised one. */
@UseCase
public final class KeepPromise {

  private final Components components;
  private final PromiseDate promiseDate;

  public KeepPromise(Components components, PromiseDate promiseDate) {
    this.components = components;
    this.promiseDate = promiseDate;
  }

  /** Whether another day is promised, which the customer is told. */
  boolean of(StepFellOut waiting, SharedProblem problem) {
    return problem
        .expectedEnd()
        .flatMap(
            end ->
                waiting
                    .delivery()
                    .or(() -> waiting.component().map(components::get).flatMap(Component::delivery))
                    .map(delivery -> promiseDate.notBefore(delivery, end)))
        .orElse(false);
  }
}
