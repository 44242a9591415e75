package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.VISIT_SCHEDULED;
import static dev.turnup.engine.workflow.Variables.VISIT_TO_CANCEL;

import dev.turnup.engine.scheduling.ProposeAppointment;
import dev.turnup.engine.scheduling.ProposeAppointment.Proposal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ProposeAppointmentDelegate extends OwnWork {

  private static final Variable<Boolean> SLOT_FOUND = Variable.flag("slotFound");
  private final Variable<Boolean> visitToAgreeOn = passing(Variable.flag("visitToAgreeOn"));
  private static final Variable<Boolean> VISIT_NEEDED = Variable.flag("visitNeeded");

  private final ProposeAppointment proposeAppointment;
  private final PersonsWork personsWork;

  ProposeAppointmentDelegate(ProposeAppointment proposeAppointment, PersonsWork personsWork) {
    this.proposeAppointment = proposeAppointment;
    this.personsWork = personsWork;
  }

  @Override
  void run(DelegateExecution execution) {
    Proposal proposal = proposeAppointment.forDelivery(DELIVERY_ID.from(execution));
    VISIT_NEEDED.on(execution, proposal.visitNeeded());
    SLOT_FOUND.on(execution, proposal.slotFound());
    visitToAgreeOn.on(execution, proposal.toAgreeOn());
    VISIT_TO_CANCEL.on(execution, proposal.visitToCancel());
    VISIT_SCHEDULED.on(execution, false);
    proposal.scheduling().ifPresent(scheduling -> personsWork.show(execution, scheduling));
  }
}
