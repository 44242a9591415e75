package dev.turnup.engine.workflow;

import dev.turnup.engine.order.Refused;
import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * Own work right after a person's: nothing that came with the form is trusted but its own fields,
 * and those only as text. A refusal rolls the completion back, and the person reads what is wrong.
 */
abstract class DecidedWork extends OwnWork {

  /** What a model hands down to the models that it calls. */
  private static final List<Variable<?>> HANDED_DOWN =
      List.of(
          Variables.ORDER_ID,
          Variables.DELIVERY_ID,
          Variables.COMPONENT_ID,
          Variables.ITEM_ID,
          Variables.FALLOUT_ID,
          Variables.APPROVAL_ID);

  @Override
  final void run(DelegateExecution execution) {
    try {
      refuseIfTouched(execution);
      decided(execution);
    } catch (Refused refusal) {
      throw new BadUserRequestException(refusal.getMessage(), refusal);
    }
  }

  abstract void decided(DelegateExecution execution);

  /** A form can write over the instance's variables, but neither its key nor its caller's. */
  private static void refuseIfTouched(DelegateExecution execution) {
    if (!Variables.ORDER_ID
        .kept(Variables.ORDER_ID.from(execution))
        .equals(execution.getProcessBusinessKey())) {
      throw new Refused("This task is not about that order; reload the task.");
    }
    DelegateExecution caller = execution.getSuperExecution();
    if (caller == null) {
      return;
    }
    for (Variable<?> handedDown : HANDED_DOWN) {
      if (handedDown.ifAnyFrom(caller).isPresent()
          && handedDown.ifAnyFrom(execution).isPresent()
          && !handedDown.isSameIn(caller, execution)) {
        throw new Refused("This task has another " + handedDown.name() + "; reload the task.");
      }
    }
  }
}
