package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;

import dev.turnup.engine.scheduling.ReviewVisit;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ReviewVisitDelegate extends OwnWork {

  private static final FormField VISIT_OUTCOME = new FormField("visitOutcome");
  private final Variable<Boolean> visitStands = passing(Variable.flag("visitStands"));

  private final ReviewVisit reviewVisit;

  ReviewVisitDelegate(ReviewVisit reviewVisit) {
    this.reviewVisit = reviewVisit;
  }

  /** A visit that was reported meanwhile is not taken back. */
  @Override
  void run(DelegateExecution execution) {
    visitStands.on(
        execution,
        VISIT_OUTCOME.ifGiven(execution).isPresent()
            || reviewVisit.stands(DELIVERY_ID.from(execution)));
  }
}
