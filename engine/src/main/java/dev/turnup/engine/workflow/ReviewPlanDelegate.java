package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_GROUPS;
import static dev.turnup.engine.workflow.Variables.DELIVERY_IDS;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.delivery.ReviewPlan;
import dev.turnup.engine.order.DeliveryId;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ReviewPlanDelegate extends OwnWork {

  private final Variable<Boolean> deliveriesLeft = passing(Variable.flag("deliveriesLeft"));

  private final ReviewPlan reviewPlan;

  ReviewPlanDelegate(ReviewPlan reviewPlan) {
    this.reviewPlan = reviewPlan;
  }

  @Override
  void run(DelegateExecution execution) {
    List<DeliveryId> left = reviewPlan.forOrder(ORDER_ID.from(execution));
    DELIVERY_IDS.on(execution, left);
    DELIVERY_GROUPS.on(execution, left);
    deliveriesLeft.on(execution, !left.isEmpty());
  }
}
