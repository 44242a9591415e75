package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.APPROVAL_ID;

import dev.turnup.engine.fallout.DecideFallout.Asked;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** How a model asks a second person: by calling {@code decision-approval}, from one place. */
@Component
class SecondPerson {

  private static final String CALL = "CallActivity_ApproveDecision";
  private static final Variable<Boolean> APPROVAL_NEEDED = Variable.flag("approvalNeeded");
  private static final Variable<Boolean> DECIDE_ANEW = Variable.flag("decideAnew");
  private static final Variable<String> SITUATION = Variable.text("approvalSituation");

  /** Models that an instance has started with, or an analyst has made, may not. */
  static boolean isKnownTo(DelegateExecution execution) {
    return execution.getBpmnModelInstance().getModelElementById(CALL) != null;
  }

  /** Says what comes next: the second person, the end, or the first person's decision anew. */
  void isAsked(DelegateExecution execution, Optional<Asked> asked, boolean settled) {
    APPROVAL_NEEDED.on(execution, asked.isPresent());
    DECIDE_ANEW.on(execution, asked.isEmpty() && !settled);
    asked.ifPresentOrElse(
        question -> {
          APPROVAL_ID.on(execution, question.approval());
          SITUATION.on(execution, question.situation());
        },
        () -> execution.removeVariable(APPROVAL_ID.name()));
  }
}
