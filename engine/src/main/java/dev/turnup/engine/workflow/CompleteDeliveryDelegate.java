package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.RESERVED_COMPONENT_IDS;
import static dev.turnup.engine.workflow.Variables.VISIT_TO_CANCEL;

import dev.turnup.engine.delivery.CompleteDelivery;
import dev.turnup.engine.delivery.CompleteDelivery.Left;
import dev.turnup.engine.order.ComponentId;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class CompleteDeliveryDelegate extends OwnWork {

  private final Variable<List<ComponentId>> reserved = mostlyPassing(RESERVED_COMPONENT_IDS);
  private final Variable<Boolean> visitToCancel = passing(VISIT_TO_CANCEL);

  private final CompleteDelivery completeDelivery;

  CompleteDeliveryDelegate(CompleteDelivery completeDelivery) {
    this.completeDelivery = completeDelivery;
  }

  @Override
  void run(DelegateExecution execution) {
    Left left = completeDelivery.forDelivery(DELIVERY_ID.from(execution));
    reserved.passingIf(!left.visitToCancel()).on(execution, left.reservedComponents());
    visitToCancel.on(execution, left.visitToCancel());
  }
}
