package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ESCALATION_ID;

import dev.turnup.engine.escalation.NotifyOwner;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class NotifyOwnerDelegate extends OwnWork {

  private final NotifyOwner notifyOwner;

  NotifyOwnerDelegate(NotifyOwner notifyOwner) {
    this.notifyOwner = notifyOwner;
  }

  @Override
  void run(DelegateExecution execution) {
    PersonsWork.show(execution, notifyOwner.forEscalation(ESCALATION_ID.from(execution)));
  }
}
