package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;

import dev.turnup.engine.billing.CheckBill;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class CheckBillDelegate extends OwnWork {

  private final Variable<Boolean> billDue = passing(Variable.flag("billDue"));

  private final CheckBill checkBill;

  CheckBillDelegate(CheckBill checkBill) {
    this.checkBill = checkBill;
  }

  @Override
  void run(DelegateExecution execution) {
    billDue.on(execution, checkBill.endsWith(COMPONENT_ID.from(execution)));
  }
}
