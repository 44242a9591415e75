package dev.turnup.engine.cancellation;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.Planning;
import dev.turnup.engine.cancellation.AssessCancellation.Verdict;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.fallout.FalloutsInMemory;
import dev.turnup.engine.fallout.RaiseFallout;
import dev.turnup.engine.order.AnswerCancellations;
import dev.turnup.engine.order.CallsUnderWay;
import dev.turnup.engine.order.Cancellation.State;
import dev.turnup.engine.order.CancellationsInMemory;
import dev.turnup.engine.order.ChangeRefused;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.RequestCancellation;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.UnknownOrder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From the wish that an order be cancelled to its end. */
class CancellationTest {

  private final Planning planning = new Planning();
  private final CancellationsInMemory cancellations = new CancellationsInMemory();
  private final OutboundCalls outboundCalls = mock(OutboundCalls.class);
  private final CallsUnderWay callsUnderWay = mock(CallsUnderWay.class);
  private final Fulfillment fulfillment = mock(Fulfillment.class);
  private final FalloutsInMemory fallouts = new FalloutsInMemory();
  private final RaiseFallout raiseFallout =
      new RaiseFallout(fallouts, planning.timeline, UUID::randomUUID, planning.clock);
  private final AnswerCancellations answerCancellations =
      new AnswerCancellations(cancellations, planning.timeline, planning.clock);
  private final RequestCancellation requestCancellation =
      new RequestCancellation(
          planning.orders,
          cancellations,
          answerCancellations,
          fulfillment,
          planning.timeline,
          planning.clock);
  private final AssessCancellation assessCancellation =
      new AssessCancellation(
          planning.orders,
          planning.components,
          cancellations,
          answerCancellations,
          outboundCalls,
          callsUnderWay,
          planning.notes,
          planning.clock);
  private final GiveUpOrder giveUpOrder =
      new GiveUpOrder(
          planning.orders,
          planning.components,
          planning.deliveries,
          planning.reservations,
          planning.releaseVisit,
          fallouts,
          raiseFallout,
          fulfillment,
          planning.timeline);
  private final CloseCancellation closeCancellation =
      new CloseCancellation(
          planning.orders, answerCancellations, planning.timeline, planning.clock);

  private final OrderId order = planning.roomForAll(item("1", "internet-300"));

  @Test
  void undoesEverythingAndTellsWhoeverAsked() {
    DeliveryId delivery = booked();
    raiseFallout.raise(
        new StepFellOut(
            order,
            Optional.empty(),
            Optional.of(delivery),
            "record-visit",
            new Failure("turnup", "visit-not-feasible", "a wall"),
            Optional.empty()));
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

    closeCancellation.forOrder(order);
    assertThat(state()).isEqualTo(OrderState.CANCELLED);
    assertThat(planning.orders.get(order).items())
        .extracting(OrderItem::state)
        .containsOnly(ItemState.CANCELLED);
    assertThat(cancellations.all())
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.state()).isEqualTo(State.DONE);
              assertThat(each.endedAt()).isPresent();
            });
    assertThat(planning.timeline.kinds())
        .containsSubsequence(
            EventKind.CANCELLATION_REQUESTED,
            EventKind.APPOINTMENT_CANCELLED,
            EventKind.COMPONENT_GIVEN_UP,
            EventKind.ITEM_CLOSED,
            EventKind.CANCELLED,
            EventKind.CANCELLATION_STATE_CHANGED);
  }

  @Test
  void deniesWhatIsSwitchedOnAndLetsTheOrderGoOnWhereItWas() {
    OrderState before = state();
    planning.bring(order, ComponentState.ACTIVATED);
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);

    assertThat(state()).isEqualTo(before);
    assertThat(cancellations.all().get(0).state()).isEqualTo(State.TERMINATED_WITH_ERROR);
    assertThat(cancellations.all().get(0).refusal().orElseThrow())
        .startsWith("switched on already: ");
    assertThat(planning.notes.of(order))
        .extracting(Notes.Note::text)
        .singleElement()
        .asString()
        .startsWith("Not cancelled: switched on already");
  }

  @Test
  void deniesWhatWasBegunAndCannotBeTakenBack() {
    when(outboundCalls.irrevocable(order)).thenReturn(List.of("network.activate-service"));
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
    assertThat(cancellations.all().get(0).refusal().orElseThrow())
        .contains("network.activate-service");
  }

  @Test
  void waitsForWhatIsUnderWay() {
    OrderState before = state();
    when(callsUnderWay.any(order)).thenReturn(true, false);
    request();

    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.WAIT);
    assertThat(state()).isEqualTo(OrderState.ASSESSING_CANCELLATION);
    planning.bring(order, ComponentState.ACTIVATED);
    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
    assertThat(state()).isEqualTo(before);
    assertThat(assessCancellation.forOrder(order)).isEqualTo(Verdict.DENIED);
  }

  @Test
  void answersAtOnceWhereThereIsNothingToAssess() {
    when(fulfillment.assessCancellation(any())).thenReturn(false);
    requestCancellation.of(order, Optional.empty(), "{}", Optional.empty());
    assertThat(cancellations.all().get(0).refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("before orders could be cancelled"));

    request();
    assessCancellation.forOrder(order);
    giveUpOrder.forOrder(order);
    closeCancellation.forOrder(order);
    requestCancellation.of(order, Optional.empty(), "{}", Optional.empty());
    assertThat(cancellations.all().get(2).refusal()).contains("the order is cancelled already");
  }

  /** Each is kept whole, and read at every move. */
  @Test
  void keepsOnlySoManyThatAreOpen() {
    for (int i = 0; i < 10; i++) {
      request();
    }

    assertThatThrownBy(this::request)
        .isInstanceOfSatisfying(
            ChangeRefused.class,
            refusal ->
                assertThat(refusal.reason()).isEqualTo(ChangeRefused.Reason.CANCELLATION_ASKED));
    assertThat(cancellations.all()).hasSize(10);
  }

  @Test
  void cancelsNothingThatWasDeletedMeanwhileOrBelongsToOthers() {
    assertThatThrownBy(
            () -> requestCancellation.of(order, Optional.of("stranger"), "{}", Optional.empty()))
        .isInstanceOf(UnknownOrder.class);
    planning.orders.hide(order, planning.clock.instant());
    assertThatThrownBy(this::request).isInstanceOf(UnknownOrder.class);
    assertThat(cancellations.all()).isEmpty();
  }

  private void request() {
    when(fulfillment.assessCancellation(any())).thenReturn(true);
    requestCancellation.of(order, Optional.empty(), "{}", Optional.of("moved away"));
  }

  private OrderState state() {
    return planning.orders.get(order).state();
  }

  private DeliveryId booked() {
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    return delivery;
  }
}
