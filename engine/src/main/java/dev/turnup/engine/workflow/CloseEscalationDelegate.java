package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ESCALATION_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.escalation.CloseEscalation;
import dev.turnup.engine.escalation.CloseEscalation.Decision;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class CloseEscalationDelegate extends DecidedWork {

  private static final FormField ESCALATION_DECISION = new FormField("escalationDecision");
  private static final FormField ESCALATION_REMARK = new FormField("escalationRemark");

  private final CloseEscalation closeEscalation;
  private final EnginePerson person;

  CloseEscalationDelegate(CloseEscalation closeEscalation, EnginePerson person) {
    this.closeEscalation = closeEscalation;
    this.person = person;
  }

  @Override
  void decided(DelegateExecution execution) {
    closeEscalation.of(
        ORDER_ID.from(execution),
        ESCALATION_ID.from(execution),
        ESCALATION_DECISION
            .ifGiven(execution)
            .map(
                decision ->
                    new Decision(decision, ESCALATION_REMARK.given(execution), person.name())));
  }
}
