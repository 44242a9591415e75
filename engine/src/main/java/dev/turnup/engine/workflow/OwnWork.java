package dev.turnup.engine.workflow;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * A model's own work: reads variables, makes one call to a use case, writes variables. The bean's
 * name is the use case's, and that is what the model says.
 */
public abstract class OwnWork implements JavaDelegate {

  private final Set<String> always = new HashSet<>();
  private final Set<String> mostly = new HashSet<>();
  private final Set<String> forCaller = new HashSet<>();

  @Override
  public final void execute(DelegateExecution execution) {
    run(execution);
  }

  abstract void run(DelegateExecution execution);

  /** The same variable, see {@link Variable#passing}; models are refused that need it longer. */
  final <T> Variable<T> passing(Variable<T> variable) {
    always.add(variable.name());
    return variable.passing();
  }

  /** The same, which is kept where it has to be, see {@link Variable#passingIf}. */
  final <T> Variable<T> mostlyPassing(Variable<T> variable) {
    mostly.add(variable.name());
    return variable;
  }

  /** The same, which who calls the model reads when that has ended. */
  final <T> Variable<T> passingToCaller(Variable<T> variable) {
    forCaller.add(variable.name());
    return passing(variable);
  }

  /** What is gone where an order waits or is saved. */
  public final NotKept notKept() {
    return new NotKept(always, mostly, forCaller);
  }
}
