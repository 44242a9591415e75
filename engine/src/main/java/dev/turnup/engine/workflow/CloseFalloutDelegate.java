package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;
import static dev.turnup.engine.workflow.Variables.TRY_LATER;

import dev.turnup.engine.fallout.CloseFallout;
import dev.turnup.engine.fallout.CloseFallout.Answer;
import dev.turnup.engine.fallout.CloseFallout.Closed;
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

  private final CloseFallout closeFallout;
  private final RuntimeService runtime;
  private final EnginePerson person;

  CloseFalloutDelegate(CloseFallout closeFallout, RuntimeService runtime, EnginePerson person) {
    this.closeFallout = closeFallout;
    this.runtime = runtime;
    this.person = person;
  }

  @Override
  void decided(DelegateExecution execution) {
    Optional<Answer> answer =
        Optional.of(execution).filter(asked -> !TRY_LATER.from(asked)).map(this::answer);
    Closed closed = closeFallout.of(ORDER_ID.from(execution), FALLOUT_ID.from(execution), answer);
    closed.incident().ifPresent(runtime::resolveIncident);
    FALLOUT_RETRY.on(execution, closed.retry());
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
