package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.DecomposeItems;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class DecomposeItemsDelegate extends OwnWork {

  private final DecomposeItems decomposeItems;

  DecomposeItemsDelegate(DecomposeItems decomposeItems) {
    this.decomposeItems = decomposeItems;
  }

  @Override
  void run(DelegateExecution execution) {
    decomposeItems.forOrder(ORDER_ID.from(execution));
  }
}
