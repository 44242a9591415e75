package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.RejectOrder;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class RejectOrderDelegate extends OwnWork {

  private final RejectOrder rejectOrder;

  RejectOrderDelegate(RejectOrder rejectOrder) {
    this.rejectOrder = rejectOrder;
  }

  @Override
  void run(DelegateExecution execution) {
    rejectOrder.forOrder(ORDER_ID.from(execution));
  }
}
