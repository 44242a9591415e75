package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;

import dev.turnup.engine.billing.CheckBill;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class CheckBillDelegate extends OwnWork {

  private static final Variable<Boolean> BILL_DUE = Variable.flag("billDue").passing();

  private final CheckBill checkBill;

  CheckBillDelegate(CheckBill checkBill) {
    this.checkBill = checkBill;
  }

  @Override
  void run(DelegateExecution execution) {
    BILL_DUE.on(execution, checkBill.endsWith(COMPONENT_ID.from(execution)));
  }
}
