package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.delivery.CloseOrder;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class CloseOrderDelegate extends OwnWork {

  private static final Variable<String> ORDER_OUTCOME = Variable.text("orderOutcome");

  private final CloseOrder closeOrder;
  private final LaterOrders laterOrders;

  CloseOrderDelegate(CloseOrder closeOrder, LaterOrders laterOrders) {
    this.closeOrder = closeOrder;
    this.laterOrders = laterOrders;
  }

  @Override
  void run(DelegateExecution execution) {
    ORDER_OUTCOME.on(execution, closeOrder.forOrder(ORDER_ID.from(execution)).tmfName());
    laterOrders.hearOfTheEndOf(ORDER_ID.from(execution));
  }
}
