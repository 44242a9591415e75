package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.delivery.ReviewStart;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.PromiseDate;
import dev.turnup.engine.scheduling.PromiseDate.Promised;
import dev.turnup.engine.scheduling.PromiseDate.Round;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Where the order is to wait for its start, it begins to in the same transaction. */
@Component
class PromiseDateDelegate extends OwnWork {

  private final Variable<Boolean> visitsToAgreeOn = passing(Variable.flag("visitsToAgreeOn"));
  private static final Variable<List<DeliveryId>> VISIT_DELIVERY_IDS =
      Variable.deliveryIds("visitDeliveryIds");
  private static final Variable<DeliveryId> LAST_ASKED_ID =
      Variable.id("lastAskedId", DeliveryId::of);
  private static final Variable<Instant> PROMISE_BY = Variable.moment("promiseBy");
  private static final Variable<Instant> ROUND_BY = Variable.moment("roundBy");

  private final PromiseDate promiseDate;
  private final ReviewStart reviewStart;

  PromiseDateDelegate(PromiseDate promiseDate, ReviewStart reviewStart) {
    this.promiseDate = promiseDate;
    this.reviewStart = reviewStart;
  }

  @Override
  void run(DelegateExecution execution) {
    DELIVERY_ID
        .ifAnyFrom(execution)
        .ifPresentOrElse(promiseDate::forDelivery, () -> promiseOrder(execution));
  }

  /**
   * The visits that were asked for last, if any were since the last promise. An order from before
   * it was kept has the last of these.
   */
  private static Optional<Round> round(DelegateExecution execution) {
    List<DeliveryId> asked = VISIT_DELIVERY_IDS.ifAnyFrom(execution).orElse(List.of());
    return asked.isEmpty()
        ? Optional.empty()
        : PROMISE_BY
            .ifAnyFrom(execution)
            .map(
                until ->
                    new Round(
                        LAST_ASKED_ID.ifAnyFrom(execution).orElse(asked.get(asked.size() - 1)),
                        until));
  }

  private void promiseOrder(DelegateExecution execution) {
    OrderId order = ORDER_ID.from(execution);
    Optional<Round> round = round(execution);
    Promised promised = promiseDate.forOrder(order, round);
    List<DeliveryId> toAgreeOn = promised.toAgreeOn();
    visitsToAgreeOn.on(execution, !toAgreeOn.isEmpty());
    if (!toAgreeOn.isEmpty()) {
      Instant until = round.map(Round::until).orElseGet(promiseDate::waitsUntil);
      PROMISE_BY.on(execution, until);
      LAST_ASKED_ID.on(execution, promiseDate.lastAsked(round, toAgreeOn));
      ROUND_BY.on(execution, promiseDate.waitsUntil(until, promised.rounds()));
    }
    if (round.isPresent() || !toAgreeOn.isEmpty()) {
      VISIT_DELIVERY_IDS.on(execution, toAgreeOn);
    }
    // a visit may have been found for which it has to start sooner
    if (OrderStart.isToWait(execution)) {
      OrderStart.on(execution, Optional.of(reviewStart.lookAgainAt(order)));
    }
  }
}
