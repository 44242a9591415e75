package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;

import dev.turnup.engine.delivery.RecordVisit;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class RecordVisitDelegate extends DecidedWork {

  private static final FormField VISIT_OUTCOME = new FormField("visitOutcome");
  private static final FormField VISIT_REMARK = new FormField("visitRemark");

  private final RecordVisit recordVisit;

  RecordVisitDelegate(RecordVisit recordVisit) {
    this.recordVisit = recordVisit;
  }

  @Override
  void decided(DelegateExecution execution) {
    VisitOutcome outcome = VisitOutcome.of(VISIT_OUTCOME.given(execution));
    recordVisit
        .forDelivery(DELIVERY_ID.from(execution), outcome, VISIT_REMARK.given(execution))
        .ifPresent(fallout -> FALLOUT_ID.on(execution, fallout));
  }
}
