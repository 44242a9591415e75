package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.VISIT_SCHEDULED;

import dev.turnup.engine.scheduling.GiveUpVisit;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class GiveUpVisitDelegate extends OwnWork {

  private final GiveUpVisit giveUpVisit;

  GiveUpVisitDelegate(GiveUpVisit giveUpVisit) {
    this.giveUpVisit = giveUpVisit;
  }

  @Override
  void run(DelegateExecution execution) {
    giveUpVisit.forDelivery(DELIVERY_ID.from(execution));
    VISIT_SCHEDULED.on(execution, false);
  }
}
