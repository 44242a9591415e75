package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.RefuseStart;
import dev.turnup.engine.delivery.ReviewStart;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ReviewStartDelegate extends OwnWork {

  private static final Variable<Boolean> START_REFUSED = Variable.flag("startRefused");

  private final RefuseStart refuseStart;
  private final ReviewStart reviewStart;

  ReviewStartDelegate(RefuseStart refuseStart, ReviewStart reviewStart) {
    this.refuseStart = refuseStart;
    this.reviewStart = reviewStart;
  }

  @Override
  void run(DelegateExecution execution) {
    boolean refused = refuseStart.ofOrder(ORDER_ID.from(execution));
    START_REFUSED.on(execution, refused);
    if (!refused) {
      OrderStart.on(execution, reviewStart.forOrder(ORDER_ID.from(execution)));
    }
  }
}
