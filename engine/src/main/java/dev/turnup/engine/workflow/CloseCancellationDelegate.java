package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.cancellation.CloseCancellation;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class CloseCancellationDelegate extends OwnWork {

  private final CloseCancellation closeCancellation;

  CloseCancellationDelegate(CloseCancellation closeCancellation) {
    this.closeCancellation = closeCancellation;
  }

  @Override
  void run(DelegateExecution execution) {
    closeCancellation.forOrder(ORDER_ID.from(execution));
  }
}
