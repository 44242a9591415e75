package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.cancellation.AssessCancellation;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class AssessCancellationDelegate extends OwnWork {

  private static final Variable<String> CANCELLATION_VERDICT = Variable.text("cancellationVerdict");

  private final AssessCancellation assessCancellation;

  AssessCancellationDelegate(AssessCancellation assessCancellation) {
    this.assessCancellation = assessCancellation;
  }

  @Override
  void run(DelegateExecution execution) {
    CANCELLATION_VERDICT.on(
        execution, assessCancellation.forOrder(ORDER_ID.from(execution)).code());
  }
}
