package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;
import static dev.turnup.engine.workflow.Variables.TRY_LATER;

import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.fallout.Answer;
import dev.turnup.engine.fallout.CloseFallout.Closed;
import dev.turnup.engine.fallout.DecideFallout;
import dev.turnup.engine.fallout.DecideFallout.Outcome;
import java.time.Instant;
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
  private static final FormField FALLOUT_CAUSE = new FormField("falloutCause");
  private static final FormField FALLOUT_REFERENCE = new FormField("falloutReference");
  private static final FormField FALLOUT_REPLACEMENT = new FormField("falloutReplacement");
  private static final Variable<Boolean> MAY_BE_TAKEN_BACK = Variable.flag("mayBeTakenBack");
  private static final Variable<Instant> UNDO_UNTIL = Variable.moment("undoUntil");

  /** Where it waits for somebody to take a decision back. */
  private static final String UNDO = "Task_GiveTimeToUndo";

  private static final Variable<Boolean> FALLOUT_RETRY = Variable.flag("falloutRetry");

  private final DecideFallout decideFallout;
  private final SecondPerson secondPerson;
  private final RuntimeService runtime;

  CloseFalloutDelegate(
      DecideFallout decideFallout, SecondPerson secondPerson, RuntimeService runtime) {
    this.decideFallout = decideFallout;
    this.secondPerson = secondPerson;
    this.runtime = runtime;
  }

  @Override
  void decided(DelegateExecution execution) {
    Decider decider = secondPerson.decider(execution);
    Outcome outcome =
        decideFallout.of(
            ORDER_ID.from(execution),
            FALLOUT_ID.from(execution),
            Optional.of(execution)
                .filter(asked -> !TRY_LATER.from(asked))
                .map(asked -> answer(asked, decider)),
            decider,
            execution.getBpmnModelInstance().getModelElementById(UNDO) != null);
    Optional<Closed> closed = outcome.decided().done();
    closed.flatMap(Closed::incident).ifPresent(runtime::resolveIncident);
    FALLOUT_RETRY.on(execution, closed.filter(Closed::retry).isPresent());
    MAY_BE_TAKEN_BACK.on(execution, outcome.undoUntil().isPresent());
    outcome
        .undoUntil()
        .ifPresentOrElse(
            time -> {
              UNDO_UNTIL.on(execution, time);
              secondPerson.isNotAskedYet(execution);
            },
            () -> secondPerson.isAsked(execution, outcome.decided()));
  }

  private static Answer answer(DelegateExecution execution, Decider decider) {
    return new Answer(
        FALLOUT_DECISION.given(execution),
        FALLOUT_REASON.given(execution),
        FALLOUT_CAUSE.given(execution),
        CHANGED_ATTRIBUTE.given(execution),
        CHANGED_VALUE.given(execution),
        FALLOUT_REFERENCE.given(execution),
        FALLOUT_REPLACEMENT.given(execution),
        decider.person());
  }
}
