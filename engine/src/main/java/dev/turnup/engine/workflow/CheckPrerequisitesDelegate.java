package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;

import dev.turnup.engine.activation.CheckPrerequisites;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class CheckPrerequisitesDelegate extends OwnWork {

  private final Variable<String> prerequisites = passing(Variable.text("prerequisites"));

  private final CheckPrerequisites checkPrerequisites;

  CheckPrerequisitesDelegate(CheckPrerequisites checkPrerequisites) {
    this.checkPrerequisites = checkPrerequisites;
  }

  @Override
  void run(DelegateExecution execution) {
    prerequisites.on(
        execution, checkPrerequisites.forComponent(COMPONENT_ID.from(execution)).code());
  }
}
