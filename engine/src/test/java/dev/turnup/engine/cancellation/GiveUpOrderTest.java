package dev.turnup.engine.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;

import dev.turnup.engine.activation.ServiceRecord;
import dev.turnup.engine.activation.ServiceRecord.InventorySays;
import dev.turnup.engine.activation.ServiceRecord.NetworkSays;
import dev.turnup.engine.cancellation.AssessCancellation.Verdict;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.StepFellOut;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GiveUpOrderTest extends CancellationCase {

  @Test
  void givesUpAllThatTheOrderWasToBring() {
    DeliveryId delivery = booked();
    raiseFallout.raise(
        new StepFellOut(
            order,
            Optional.empty(),
            Optional.of(delivery),
            "record-visit",
            new Failure("turnup", "visit-not-feasible", "a wall")));
    request();
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.GRANTED);
    assertThat(state()).isEqualTo(OrderState.PENDING_CANCELLATION);
    GiveUpOrder.Left left = giveUpOrder.forOrder(order);

    assertThat(left.visits()).containsExactly(delivery);
    assertThat(left.reservedComponents())
        .containsExactly(
            planning.the(order, "internet-access").id(), planning.the(order, "access-line").id());
    assertThat(planning.calendar.of(delivery)).isEmpty();
    assertThat(planning.components.of(order))
        .allMatch(component -> component.state() == ComponentState.CANCELLED);
    assertThat(fallouts.unsettled(order)).isEmpty();
    verify(fulfillment).endFallouts(order);
  }

  @Test
  void undoesWhatIsSwitchedOnByComponentsOfTheirOwn() {
    specified(PointOfNoReturn.NONE, Specification.CEASE, "access-line");
    bring("access-line");
    Component line = planning.the(order, "access-line");
    records.save(
        new ServiceRecord(
            line.id(),
            new NetworkSays(
                Optional.of("NET-1"), Optional.of(true), Optional.empty(), Optional.empty()),
            new InventorySays(Optional.of("S-1"), Optional.of(true), Optional.empty())));
    request();
    assessCancellation.forOrder(order);

    GiveUpOrder.Left left = giveUpOrder.forOrder(order);

    assertThat(left.undoing())
        .singleElement()
        .extracting(planning.components::get)
        .satisfies(
            undoing -> {
              assertThat(undoing.name()).isEqualTo("access-line");
              assertThat(undoing.action()).isEqualTo(ComponentAction.CEASE);
              assertThat(undoing.installed())
                  .contains(new Component.Installed("S-1", "NET-1", Optional.of(1)));
            });
    closeCancellation.forOrder(order);
    assertThat(planning.components.of(order))
        .extracting(Component::state)
        .containsOnly(ComponentState.CANCELLED, ComponentState.ACTIVE);
  }
}
