package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.ChooseCreditCheck;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ChooseCreditCheckDelegate extends OwnWork {

  private static final Variable<Boolean> CREDIT_CHECK_NEEDED =
      Variable.flag("creditCheckNeeded").passing();

  private final ChooseCreditCheck chooseCreditCheck;

  ChooseCreditCheckDelegate(ChooseCreditCheck chooseCreditCheck) {
    this.chooseCreditCheck = chooseCreditCheck;
  }

  @Override
  void run(DelegateExecution execution) {
    CREDIT_CHECK_NEEDED.on(execution, chooseCreditCheck.forOrder(ORDER_ID.from(execution)));
  }
}
