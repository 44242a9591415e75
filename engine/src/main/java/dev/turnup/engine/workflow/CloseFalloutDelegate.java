package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;
import static dev.turnup.engine.workflow.Variables.TRY_LATER;

import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.fallout.CloseFallout.Answer;
import dev.turnup.engine.fallout.CloseFallout.Closed;
import dev.turnup.engine.fallout.DecideFallout;
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

  CloseFalloutDelegate(
      DecideFallout decideFallout, SecondPerson secondPerson, RuntimeService runtime) {
    this.decideFallout = decideFallout;
    this.secondPerson = secondPerson;
    this.runtime = runtime;
  }

  @Override
  void decided(DelegateExecution execution) {
    Decider decider = secondPerson.decider(execution);
    Decided<Closed> decided =
        decideFallout.of(
            ORDER_ID.from(execution),
            FALLOUT_ID.from(execution),
            Optional.of(execution)
                .filter(asked -> !TRY_LATER.from(asked))
                .map(asked -> answer(asked, decider)),
            decider);
    decided.done().flatMap(Closed::incident).ifPresent(runtime::resolveIncident);
    FALLOUT_RETRY.on(execution, decided.done().filter(Closed::retry).isPresent());
    secondPerson.isAsked(execution, decided);
  }

  private static Answer answer(DelegateExecution execution, Decider decider) {
    return new Answer(
        FALLOUT_DECISION.given(execution),
        FALLOUT_REASON.given(execution),
        CHANGED_ATTRIBUTE.given(execution),
        CHANGED_VALUE.given(execution),
        decider.person());
  }
}
