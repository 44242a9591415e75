package dev.turnup.engine.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * A model's own work: reads variables, makes one call to a use case, writes variables. The bean's
 * name is the use case's, and that is what the model says.
 */
abstract class OwnWork implements JavaDelegate {

  @Override
  public final void execute(DelegateExecution execution) {
    run(execution);
  }

  abstract void run(DelegateExecution execution);
}
