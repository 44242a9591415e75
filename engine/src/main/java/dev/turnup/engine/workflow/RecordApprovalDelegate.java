package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.APPROVAL_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.desk.RecordApproval;
import dev.turnup.engine.desk.RecordApproval.Answer;
import dev.turnup.engine.desk.RecordApproval.Decision;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class RecordApprovalDelegate extends DecidedWork {

  private static final FormField DECISION = new FormField("approvalDecision");
  private static final FormField REMARK = new FormField("approvalRemark");

  private final RecordApproval recordApproval;
  private final EnginePerson person;

  RecordApprovalDelegate(RecordApproval recordApproval, EnginePerson person) {
    this.recordApproval = recordApproval;
    this.person = person;
  }

  @Override
  void decided(DelegateExecution execution) {
    recordApproval.of(
        ORDER_ID.from(execution),
        APPROVAL_ID.from(execution),
        new Answer(Decision.of(DECISION.given(execution)), REMARK.given(execution), person.name()));
  }
}
