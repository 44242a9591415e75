package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;
import static dev.turnup.engine.workflow.Variables.ITEM_ID;

import dev.turnup.engine.activation.AcceptItem;
import dev.turnup.engine.activation.AcceptItem.Acceptance;
import dev.turnup.engine.order.ComponentId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class AcceptItemDelegate extends OwnWork {

  private final Variable<Boolean> billDue = passing(Variable.flag("billDue"));
  private static final Variable<ComponentId> BILLED =
      Variable.id("billedComponentId", ComponentId::of);

  private final AcceptItem acceptItem;

  AcceptItemDelegate(AcceptItem acceptItem) {
    this.acceptItem = acceptItem;
  }

  @Override
  void run(DelegateExecution execution) {
    Acceptance acceptance = acceptItem.ofComponent(COMPONENT_ID.from(execution));
    billDue.on(execution, acceptance.billDue());
    ITEM_ID.on(execution, acceptance.item());
    acceptance.billed().ifPresent(component -> BILLED.on(execution, component));
  }
}
