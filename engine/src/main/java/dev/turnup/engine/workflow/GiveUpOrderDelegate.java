package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.CHARGED_COMPONENT_IDS;
import static dev.turnup.engine.workflow.Variables.DELIVERY_IDS;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;
import static dev.turnup.engine.workflow.Variables.RESERVED_COMPONENT_IDS;
import static dev.turnup.engine.workflow.Variables.UNDOING_COMPONENT_IDS;

import dev.turnup.engine.cancellation.GiveUpOrder;
import dev.turnup.engine.scheduling.ReleaseClaims;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class GiveUpOrderDelegate extends OwnWork {

  private final GiveUpOrder giveUpOrder;
  private final ReleaseClaims releaseClaims;

  GiveUpOrderDelegate(GiveUpOrder giveUpOrder, ReleaseClaims releaseClaims) {
    this.giveUpOrder = giveUpOrder;
    this.releaseClaims = releaseClaims;
  }

  @Override
  void run(DelegateExecution execution) {
    releaseClaims.of(ORDER_ID.from(execution));
    GiveUpOrder.Left left = giveUpOrder.forOrder(ORDER_ID.from(execution));
    DELIVERY_IDS.on(execution, left.visits());
    UNDOING_COMPONENT_IDS.on(execution, left.undoing());
    RESERVED_COMPONENT_IDS.on(execution, left.reservedComponents());
    CHARGED_COMPONENT_IDS.on(execution, left.charged());
  }
}
