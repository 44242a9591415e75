package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.activation.ReleaseDependants;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ReleaseDependantsDelegate extends OwnWork {

  private final ReleaseDependants releaseDependants;
  private final Messages messages;

  ReleaseDependantsDelegate(ReleaseDependants releaseDependants, Messages messages) {
    this.releaseDependants = releaseDependants;
    this.messages = messages;
  }

  @Override
  void run(DelegateExecution execution) {
    messages.prerequisitesSettled(
        ORDER_ID.from(execution), releaseDependants.of(COMPONENT_ID.from(execution)));
  }
}
