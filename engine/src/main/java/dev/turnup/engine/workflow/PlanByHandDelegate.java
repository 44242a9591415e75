package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;

import dev.turnup.engine.scheduling.PlanByHand;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class PlanByHandDelegate extends OwnWork {

  private final PlanByHand planByHand;

  PlanByHandDelegate(PlanByHand planByHand) {
    this.planByHand = planByHand;
  }

  @Override
  void run(DelegateExecution execution) {
    planByHand.forDelivery(DELIVERY_ID.from(execution));
  }
}
