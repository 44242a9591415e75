package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ESCALATION_ID;

import dev.turnup.engine.escalation.NotifyOwner;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class NotifyOwnerDelegate extends OwnWork {

  private final NotifyOwner notifyOwner;
  private final PersonsWork personsWork;

  NotifyOwnerDelegate(NotifyOwner notifyOwner, PersonsWork personsWork) {
    this.notifyOwner = notifyOwner;
    this.personsWork = personsWork;
  }

  @Override
  void run(DelegateExecution execution) {
    personsWork.show(execution, notifyOwner.forEscalation(ESCALATION_ID.from(execution)));
  }
}
