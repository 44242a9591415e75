package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;

import dev.turnup.engine.activation.GiveUpComponent;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class GiveUpComponentDelegate extends OwnWork {

  private final GiveUpComponent giveUpComponent;

  GiveUpComponentDelegate(GiveUpComponent giveUpComponent) {
    this.giveUpComponent = giveUpComponent;
  }

  @Override
  void run(DelegateExecution execution) {
    giveUpComponent.forComponent(COMPONENT_ID.from(execution));
  }
}
