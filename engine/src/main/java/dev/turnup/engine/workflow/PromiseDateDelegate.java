package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.scheduling.PromiseDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class PromiseDateDelegate extends OwnWork {

  private final PromiseDate promiseDate;

  PromiseDateDelegate(PromiseDate promiseDate) {
    this.promiseDate = promiseDate;
  }

  @Override
  void run(DelegateExecution execution) {
    DELIVERY_ID
        .ifAnyFrom(execution)
        .ifPresentOrElse(
            promiseDate::forDelivery, () -> promiseDate.forOrder(ORDER_ID.from(execution)));
  }
}
