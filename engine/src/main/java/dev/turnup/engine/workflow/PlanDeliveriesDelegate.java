package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_GROUPS;
import static dev.turnup.engine.workflow.Variables.DELIVERY_IDS;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.delivery.PlanDeliveries;
import dev.turnup.engine.delivery.PlanDeliveries.Planned;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class PlanDeliveriesDelegate extends OwnWork {

  private final PlanDeliveries planDeliveries;

  PlanDeliveriesDelegate(PlanDeliveries planDeliveries) {
    this.planDeliveries = planDeliveries;
  }

  @Override
  void run(DelegateExecution execution) {
    Planned planned = planDeliveries.forOrder(ORDER_ID.from(execution));
    DELIVERY_IDS.on(execution, planned.deliveries());
    DELIVERY_GROUPS.on(execution, planned.deliveries());
    OrderStart.on(execution, planned.waitUntil());
  }
}
