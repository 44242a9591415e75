package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.RejectOrder;
import dev.turnup.engine.scheduling.ReleaseClaims;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class RejectOrderDelegate extends OwnWork {

  private final RejectOrder rejectOrder;
  private final ReleaseClaims releaseClaims;
  private final LaterOrders laterOrders;

  RejectOrderDelegate(
      RejectOrder rejectOrder, ReleaseClaims releaseClaims, LaterOrders laterOrders) {
    this.rejectOrder = rejectOrder;
    this.releaseClaims = releaseClaims;
    this.laterOrders = laterOrders;
  }

  @Override
  void run(DelegateExecution execution) {
    rejectOrder.forOrder(ORDER_ID.from(execution));
    releaseClaims.of(ORDER_ID.from(execution));
    laterOrders.hearOfTheEndOf(ORDER_ID.from(execution));
  }
}
