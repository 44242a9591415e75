package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;

import dev.turnup.engine.activation.ChooseActivation;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ChooseActivationDelegate extends OwnWork {

  private final Variable<String> activationProcess = passing(Variable.text("activationProcess"));

  private final ChooseActivation chooseActivation;

  ChooseActivationDelegate(ChooseActivation chooseActivation) {
    this.chooseActivation = chooseActivation;
  }

  @Override
  void run(DelegateExecution execution) {
    activationProcess.on(execution, chooseActivation.forComponent(COMPONENT_ID.from(execution)));
  }
}
