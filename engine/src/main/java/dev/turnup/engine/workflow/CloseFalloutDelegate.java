package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.APPROVAL_ID;
import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;
import static dev.turnup.engine.workflow.Variables.TRY_LATER;

import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.fallout.CloseFallout.Answer;
import dev.turnup.engine.fallout.CloseFallout.Closed;
import dev.turnup.engine.fallout.DecideFallout;
import dev.turnup.engine.fallout.DecideFallout.Outcome;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Resolves the incident, on every way out. */
@Component
class CloseFalloutDelegate extends DecidedWork {

  private static final FormField FALLOUT_DECISION = new FormField("falloutDecision");
  private static final FormField FALLOUT_REASON = new FormField("falloutReason");
  private static final FormField CHANGED_ATTRIBUTE = new FormField("changedAttribute");
  private static final FormField CHANGED_VALUE = new FormField("changedValue");
  private static final Variable<Boolean> FALLOUT_RETRY = Variable.flag("falloutRetry");

  private final DecideFallout decideFallout;
  private final SecondPerson secondPerson;
  private final RuntimeService runtime;
  private final EnginePerson person;

  CloseFalloutDelegate(
      DecideFallout decideFallout,
      SecondPerson secondPerson,
      RuntimeService runtime,
      EnginePerson person) {
    this.decideFallout = decideFallout;
    this.secondPerson = secondPerson;
    this.runtime = runtime;
    this.person = person;
  }

  @Override
  void decided(DelegateExecution execution) {
    Outcome outcome =
        APPROVAL_ID
            .ifAnyFrom(execution)
            .map(approval -> afterApproval(execution, approval))
            .orElseGet(() -> byPerson(execution));
    outcome.closed().flatMap(Closed::incident).ifPresent(runtime::resolveIncident);
    FALLOUT_RETRY.on(execution, outcome.closed().filter(Closed::retry).isPresent());
    secondPerson.isAsked(execution, outcome.asked(), outcome.closed().isPresent());
  }

  private Outcome byPerson(DelegateExecution execution) {
    return decideFallout.of(
        ORDER_ID.from(execution),
        FALLOUT_ID.from(execution),
        Optional.of(execution).filter(asked -> !TRY_LATER.from(asked)).map(this::answer),
        SecondPerson.isKnownTo(execution));
  }

  private Outcome afterApproval(DelegateExecution execution, ApprovalId approval) {
    return decideFallout.afterApproval(
        ORDER_ID.from(execution), FALLOUT_ID.from(execution), answer(execution), approval);
  }

  private Answer answer(DelegateExecution execution) {
    return new Answer(
        FALLOUT_DECISION.given(execution),
        FALLOUT_REASON.given(execution),
        CHANGED_ATTRIBUTE.given(execution),
        CHANGED_VALUE.given(execution),
        person.name());
  }
}
