package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.cancellation.CloseCancellation;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class CloseCancellationDelegate extends OwnWork {

  private final CloseCancellation closeCancellation;
  private final LaterOrders laterOrders;

  CloseCancellationDelegate(CloseCancellation closeCancellation, LaterOrders laterOrders) {
    this.closeCancellation = closeCancellation;
    this.laterOrders = laterOrders;
  }

  @Override
  void run(DelegateExecution execution) {
    closeCancellation.forOrder(ORDER_ID.from(execution));
    laterOrders.hearOfTheEndOf(ORDER_ID.from(execution));
  }
}
