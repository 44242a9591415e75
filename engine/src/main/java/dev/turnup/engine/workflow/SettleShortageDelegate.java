package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;

import dev.turnup.engine.delivery.SettleShortage;
import dev.turnup.engine.delivery.SettleShortage.Decision;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class SettleShortageDelegate extends DecidedWork {

  private static final FormField SHORTAGE_DECISION = new FormField("shortageDecision");
  private static final FormField SHORTAGE_REASON = new FormField("shortageReason");
  private static final Variable<Boolean> SHORTAGE_CHECK_AGAIN = Variable.flag("shortageCheckAgain");

  private final SettleShortage settleShortage;

  SettleShortageDelegate(SettleShortage settleShortage) {
    this.settleShortage = settleShortage;
  }

  @Override
  void decided(DelegateExecution execution) {
    boolean checkAgain =
        settleShortage.forDelivery(
            DELIVERY_ID.from(execution),
            Decision.of(SHORTAGE_DECISION.given(execution)),
            SHORTAGE_REASON.given(execution));
    SHORTAGE_CHECK_AGAIN.on(execution, checkAgain);
  }
}
