package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.ChooseCreditCheck;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ChooseCreditCheckDelegate extends OwnWork {

  private final Variable<Boolean> creditCheckNeeded = passing(Variable.flag("creditCheckNeeded"));

  private final ChooseCreditCheck chooseCreditCheck;

  ChooseCreditCheckDelegate(ChooseCreditCheck chooseCreditCheck) {
    this.chooseCreditCheck = chooseCreditCheck;
  }

  @Override
  void run(DelegateExecution execution) {
    creditCheckNeeded.on(execution, chooseCreditCheck.forOrder(ORDER_ID.from(execution)));
  }
}
