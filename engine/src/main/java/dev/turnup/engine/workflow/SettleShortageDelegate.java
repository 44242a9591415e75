package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;

import dev.turnup.engine.delivery.SettleShortage;
import dev.turnup.engine.delivery.SettleShortage.Decision;
import dev.turnup.engine.desk.Decided;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class SettleShortageDelegate extends DecidedWork {

  private static final FormField SHORTAGE_DECISION = new FormField("shortageDecision");
  private static final FormField SHORTAGE_REASON = new FormField("shortageReason");
  private static final Variable<Boolean> SHORTAGE_CHECK_AGAIN = Variable.flag("shortageCheckAgain");

  private final SettleShortage settleShortage;
  private final SecondPerson secondPerson;

  SettleShortageDelegate(SettleShortage settleShortage, SecondPerson secondPerson) {
    this.settleShortage = settleShortage;
    this.secondPerson = secondPerson;
  }

  /** What is not approved is looked at again, and decided anew with what is known then. */
  @Override
  void decided(DelegateExecution execution) {
    Decided<Boolean> decided =
        settleShortage.forDelivery(
            DELIVERY_ID.from(execution),
            Decision.of(SHORTAGE_DECISION.given(execution)),
            SHORTAGE_REASON.given(execution),
            secondPerson.decider(execution));
    SHORTAGE_CHECK_AGAIN.on(execution, decided.done().orElse(true));
    secondPerson.isAsked(execution, decided);
  }
}
