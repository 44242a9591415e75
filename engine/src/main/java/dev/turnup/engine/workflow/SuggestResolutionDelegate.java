package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;
import static dev.turnup.engine.workflow.Variables.TRY_LATER;

import dev.turnup.engine.fallout.SuggestResolution;
import dev.turnup.engine.fallout.SuggestResolution.Suggestion;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class SuggestResolutionDelegate extends OwnWork {

  private static final Variable<String> FALLOUT_QUEUE = Variable.text("falloutQueue");
  private static final Variable<String> FALLOUT_SUGGESTION = Variable.text("falloutSuggestion");
  private static final Variable<Instant> FALLOUT_DUE = Variable.moment("falloutDue");
  private static final Variable<Instant> TRY_LATER_AT = Variable.moment("tryLaterAt");

  private final SuggestResolution suggestResolution;

  SuggestResolutionDelegate(SuggestResolution suggestResolution) {
    this.suggestResolution = suggestResolution;
  }

  @Override
  void run(DelegateExecution execution) {
    Suggestion suggestion = suggestResolution.forFallout(FALLOUT_ID.from(execution));
    FALLOUT_QUEUE.on(execution, suggestion.queue());
    FALLOUT_SUGGESTION.on(execution, suggestion.suggestion());
    FALLOUT_DUE.on(execution, suggestion.due());
    TRY_LATER.on(execution, suggestion.tryLaterAt().isPresent());
    suggestion.tryLaterAt().ifPresent(time -> TRY_LATER_AT.on(execution, time));
  }
}
