package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;
import static dev.turnup.engine.workflow.Variables.VISIT_ID;

import dev.turnup.engine.delivery.RecordVisit;
import dev.turnup.engine.delivery.RecordVisit.Recorded;
import dev.turnup.engine.delivery.RecordVisit.Report;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class RecordVisitDelegate extends DecidedWork {

  private static final FormField VISIT_OUTCOME = new FormField("visitOutcome");
  private static final FormField VISIT_REMARK = new FormField("visitRemark");
  private static final FormField VISIT_NOT_BEFORE = new FormField("visitNotBefore");
  private static final FormField VISIT_SKILL = new FormField("visitSkill");
  private static final FormField VISIT_TIME = new FormField("visitTime");
  private static final Variable<Boolean> VISIT_CHARGED = Variable.flag("visitCharged");

  private final RecordVisit recordVisit;

  RecordVisitDelegate(RecordVisit recordVisit) {
    this.recordVisit = recordVisit;
  }

  @Override
  void decided(DelegateExecution execution) {
    Recorded recorded =
        recordVisit.forDelivery(
            DELIVERY_ID.from(execution),
            new Report(
                VisitOutcome.of(VISIT_OUTCOME.given(execution)),
                VISIT_REMARK.given(execution),
                VISIT_NOT_BEFORE.given(execution),
                VISIT_SKILL.given(execution),
                VISIT_TIME.given(execution)));
    recorded.fallout().ifPresent(fallout -> FALLOUT_ID.on(execution, fallout));
    VISIT_CHARGED.on(execution, recorded.toCharge().isPresent());
    recorded.toCharge().ifPresent(visit -> VISIT_ID.on(execution, visit));
  }
}
