package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.ReviseOrder;
import dev.turnup.engine.decomposition.ReviseOrder.Correction;
import dev.turnup.engine.decomposition.ReviseOrder.Decision;
import dev.turnup.engine.decomposition.ReviseOrder.Revision;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.order.ItemId;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ReviseOrderDelegate extends DecidedWork {

  private static final FormField REPAIR_DECISION = new FormField("repairDecision");
  private static final FormField REPAIR_REASON = new FormField("repairReason");
  private static final FormField CHANGED_ITEM = new FormField("changedItem");
  private static final FormField CHANGED_ATTRIBUTE = new FormField("changedAttribute");
  private static final FormField CHANGED_CHARACTERISTIC = new FormField("changedCharacteristic");
  private static final FormField CHANGED_VALUE = new FormField("changedValue");
  private static final Variable<Boolean> ORDER_GIVEN_UP = Variable.flag("orderGivenUp");

  private final ReviseOrder reviseOrder;
  private final SecondPerson secondPerson;

  ReviseOrderDelegate(ReviseOrder reviseOrder, SecondPerson secondPerson) {
    this.reviseOrder = reviseOrder;
    this.secondPerson = secondPerson;
  }

  /**
   * An order that may not be given up is judged again, and decided about with what is known then.
   */
  @Override
  void decided(DelegateExecution execution) {
    Decided<Boolean> decided =
        reviseOrder.forOrder(
            ORDER_ID.from(execution),
            new Revision(
                Decision.of(REPAIR_DECISION.given(execution)),
                CHANGED_ITEM.ifGiven(execution).map(ItemId::new),
                changed("product", execution),
                changed("offering", execution),
                characteristic(execution),
                changed("site", execution),
                changed("address", execution),
                changed("postalCode", execution),
                REPAIR_REASON.ifGiven(execution)),
            secondPerson.decider(execution));
    ORDER_GIVEN_UP.on(execution, decided.done().orElse(false));
    secondPerson.isAsked(execution, decided);
  }

  private static Optional<Correction> characteristic(DelegateExecution execution) {
    return CHANGED_ATTRIBUTE
        .ifGiven(execution)
        .filter("characteristic"::equals)
        .map(
            chosen ->
                new Correction(
                    CHANGED_CHARACTERISTIC.given(execution), CHANGED_VALUE.ifGiven(execution)));
  }

  private static Optional<String> changed(String attribute, DelegateExecution execution) {
    return CHANGED_ATTRIBUTE
        .ifGiven(execution)
        .filter(attribute::equals)
        .flatMap(chosen -> CHANGED_VALUE.ifGiven(execution));
  }
}
