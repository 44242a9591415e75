package dev.turnup.engine.workflow;

import dev.turnup.engine.fallout.WaitingDecisions;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.problem.WaitingWork;
import org.springframework.stereotype.Component;

/** The running instances of the model that settles fallouts. */
@Component
class FalloutWork implements WaitingWork, WaitingDecisions {

  private final Messages messages;

  FalloutWork(Messages messages) {
    this.messages = messages;
  }

  @Override
  public boolean lookAgain(OrderId order, FalloutId fallout) {
    return messages.problemChanged(order, fallout);
  }

  @Override
  public boolean takenBack(OrderId order, FalloutId fallout) {
    return messages.decisionTakenBack(order, fallout);
  }
}
