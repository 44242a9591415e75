package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.delivery.ReviewStart;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ReviewStartDelegate extends OwnWork {

  private final ReviewStart reviewStart;

  ReviewStartDelegate(ReviewStart reviewStart) {
    this.reviewStart = reviewStart;
  }

  @Override
  void run(DelegateExecution execution) {
    OrderStart.on(execution, reviewStart.forOrder(ORDER_ID.from(execution)));
  }
}
