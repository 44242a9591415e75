package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_IDS;
import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.RESERVED_COMPONENT_IDS;
import static dev.turnup.engine.workflow.Variables.VISIT_TO_CANCEL;

import dev.turnup.engine.delivery.AssessDelivery;
import dev.turnup.engine.delivery.AssessDelivery.Assessment;
import dev.turnup.engine.order.ComponentId;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class AssessDeliveryDelegate extends OwnWork {

  private static final Variable<Boolean> VISIT_NEEDED = Variable.flag("visitNeeded");
  private static final Variable<Instant> READY_DATE = Variable.moment("readyDate");

  private final Variable<Boolean> dateKnown = mostlyPassing(Variable.flag("dateKnown"));
  private final Variable<Boolean> capacityUnchecked =
      mostlyPassing(Variable.flag("capacityUnchecked"));
  private final Variable<List<ComponentId>> undated =
      mostlyPassing(Variable.componentIds("undatedComponentIds"));
  private final Variable<List<ComponentId>> reserved = mostlyPassing(RESERVED_COMPONENT_IDS);
  private final Variable<Boolean> visitToCancel = passing(VISIT_TO_CANCEL);

  private final AssessDelivery assessDelivery;
  private final PersonsWork personsWork;

  AssessDeliveryDelegate(AssessDelivery assessDelivery, PersonsWork personsWork) {
    this.assessDelivery = assessDelivery;
    this.personsWork = personsWork;
  }

  @Override
  void run(DelegateExecution execution) {
    Assessment assessment = assessDelivery.forDelivery(DELIVERY_ID.from(execution));
    // there is nothing to wait for before the model has read what only passes
    boolean straightOn = assessment.dateKnown() && !assessment.visitToCancel();
    dateKnown.passingIf(straightOn).on(execution, assessment.dateKnown());
    capacityUnchecked.passingIf(straightOn).on(execution, assessment.unchecked());
    undated.passingIf(straightOn).on(execution, assessment.undatedComponents());
    reserved.passingIf(straightOn).on(execution, assessment.reservedComponents());
    visitToCancel.on(execution, assessment.visitToCancel());
    VISIT_NEEDED.on(execution, assessment.visitNeeded());
    COMPONENT_IDS.on(execution, assessment.components());
    assessment.readyAt().ifPresent(day -> READY_DATE.on(execution, day));
    assessment.shortage().ifPresent(shortage -> personsWork.show(execution, shortage));
  }
}
