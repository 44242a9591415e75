package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.APPROVAL_ID;

import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** How a model asks a second person: by calling {@code decision-approval}, from one place. */
@Component
class SecondPerson {

  private static final String CALL = "CallActivity_ApproveDecision";
  private static final Variable<Boolean> APPROVAL_NEEDED = Variable.flag("approvalNeeded");
  private static final Variable<Boolean> DECIDE_ANEW = Variable.flag("decideAnew");
  private static final Variable<String> SITUATION = Variable.text("approvalSituation");

  private final EnginePerson person;

  SecondPerson(EnginePerson person) {
    this.person = person;
  }

  /**
   * Whoever has completed the work before this step. Models that an instance has started with, or
   * an analyst has made, may know of nobody else to ask.
   */
  Decider decider(DelegateExecution execution) {
    return new Decider(
        person.name(),
        APPROVAL_ID.ifAnyFrom(execution),
        execution.getBpmnModelInstance().getModelElementById(CALL) != null);
  }

  /** Says that the decision waits; whoever has to be asked is asked when it is carried out. */
  void isNotAskedYet(DelegateExecution execution) {
    APPROVAL_NEEDED.on(execution, false);
    DECIDE_ANEW.on(execution, false);
  }

  /** Says what comes next: the second person, the end, or the first person's decision anew. */
  void isAsked(DelegateExecution execution, Decided<?> decided) {
    APPROVAL_NEEDED.on(execution, decided.asked().isPresent());
    DECIDE_ANEW.on(execution, decided.asked().isEmpty() && decided.done().isEmpty());
    decided
        .asked()
        .ifPresentOrElse(
            question -> {
              APPROVAL_ID.on(execution, question.approval());
              SITUATION.on(execution, question.situation());
            },
            () -> execution.removeVariable(APPROVAL_ID.name()));
  }
}
