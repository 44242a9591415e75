package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.RejectOrder;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class RejectOrderDelegate extends OwnWork {

  private final RejectOrder rejectOrder;
  private final LaterOrders laterOrders;

  RejectOrderDelegate(RejectOrder rejectOrder, LaterOrders laterOrders) {
    this.rejectOrder = rejectOrder;
    this.laterOrders = laterOrders;
  }

  @Override
  void run(DelegateExecution execution) {
    rejectOrder.forOrder(ORDER_ID.from(execution));
    laterOrders.hearOfTheEndOf(ORDER_ID.from(execution));
  }
}
