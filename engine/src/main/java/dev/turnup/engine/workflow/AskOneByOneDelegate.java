package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_IDS;
import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;

import dev.turnup.engine.capacity.AskOneByOne;
import dev.turnup.engine.order.ComponentId;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class AskOneByOneDelegate extends OwnWork {

  private static final Variable<List<ComponentId>> LEFT = Variable.componentIds("leftComponentIds");

  private final AskOneByOne askOneByOne;

  AskOneByOneDelegate(AskOneByOne askOneByOne) {
    this.askOneByOne = askOneByOne;
  }

  @Override
  void run(DelegateExecution execution) {
    askOneByOne.insteadOf(FALLOUT_ID.from(execution));
    LEFT.on(execution, COMPONENT_IDS.from(execution));
  }
}
