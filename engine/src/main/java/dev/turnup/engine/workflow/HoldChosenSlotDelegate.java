package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;

import dev.turnup.engine.scheduling.HoldChosenSlot;
import dev.turnup.engine.scheduling.HoldChosenSlot.Choice;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class HoldChosenSlotDelegate extends DecidedWork {

  private static final FormField SLOT_DECISION = new FormField("slotDecision");
  private static final FormField TECHNICIAN_ID = new FormField("technicianId");
  private static final FormField SLOT_START = new FormField("slotStart");
  private static final FormField SECOND_TECHNICIAN_ID = new FormField("secondTechnicianId");
  private static final Variable<Boolean> SLOT_FOUND = Variable.flag("slotFound");

  private final HoldChosenSlot holdChosenSlot;

  HoldChosenSlotDelegate(HoldChosenSlot holdChosenSlot) {
    this.holdChosenSlot = holdChosenSlot;
  }

  @Override
  void decided(DelegateExecution execution) {
    boolean held =
        holdChosenSlot.forDelivery(
            DELIVERY_ID.from(execution),
            new Choice(
                SLOT_DECISION.given(execution),
                TECHNICIAN_ID.given(execution),
                SLOT_START.given(execution),
                SECOND_TECHNICIAN_ID.given(execution)));
    SLOT_FOUND.on(execution, held);
  }
}
