package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;

import dev.turnup.engine.activation.SettleComponent;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class SettleComponentDelegate extends OwnWork {

  private final SettleComponent settleComponent;

  SettleComponentDelegate(SettleComponent settleComponent) {
    this.settleComponent = settleComponent;
  }

  @Override
  void run(DelegateExecution execution) {
    settleComponent.forComponent(COMPONENT_ID.from(execution));
  }
}
