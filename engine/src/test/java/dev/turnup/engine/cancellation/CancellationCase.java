package dev.turnup.engine.cancellation;

import static dev.turnup.engine.Planning.item;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.Planning;
import dev.turnup.engine.activation.ServiceRecordsInMemory;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.fallout.FalloutsInMemory;
import dev.turnup.engine.fallout.RaiseFallout;
import dev.turnup.engine.fallout.ReleaseItems;
import dev.turnup.engine.order.AnswerCancellations;
import dev.turnup.engine.order.CallsUnderWay;
import dev.turnup.engine.order.CancellationsInMemory;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.RequestCancellation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An order that somebody wishes to be cancelled. */
abstract class CancellationCase {

  final Planning planning = new Planning();
  final CancellationsInMemory cancellations = new CancellationsInMemory();
  final OutboundCalls outboundCalls = mock(OutboundCalls.class);
  final CallsUnderWay callsUnderWay = mock(CallsUnderWay.class);
  final Fulfillment fulfillment = mock(Fulfillment.class);
  final ServiceRecordsInMemory records = new ServiceRecordsInMemory();
  final FalloutsInMemory fallouts = new FalloutsInMemory();
  final RaiseFallout raiseFallout =
      new RaiseFallout(
          fallouts,
          planning.components,
          new ReleaseItems(fallouts, planning.orders, planning.components, planning.clock),
          planning.timeline,
          UUID::randomUUID,
          planning.clock);
  final AnswerCancellations answerCancellations =
      new AnswerCancellations(cancellations, planning.timeline, planning.clock);
  final RequestCancellation requestCancellation =
      new RequestCancellation(
          planning.orders,
          cancellations,
          answerCancellations,
          fulfillment,
          planning.timeline,
          planning.clock);
  final AssessCancellation assessCancellation =
      new AssessCancellation(
          planning.orders,
          planning.components,
          records,
          planning.others,
          cancellations,
          answerCancellations,
          outboundCalls,
          callsUnderWay,
          planning.notes,
          planning.clock);
  final GiveUpOrder giveUpOrder =
      new GiveUpOrder(
          planning.orders,
          planning.components,
          planning.deliveries,
          planning.reservations,
          records,
          outboundCalls,
          planning.releaseVisit,
          fallouts,
          raiseFallout,
          fulfillment,
          planning.timeline);
  final CloseCancellation closeCancellation =
      new CloseCancellation(
          planning.orders,
          planning.components,
          answerCancellations,
          planning.timeline,
          planning.clock);

  final OrderId order = planning.roomForAll(item("1", "internet-300"));

  void request() {
    when(fulfillment.assessCancellation(any())).thenReturn(true);
    requestCancellation.of(order, Optional.empty(), "{}", Optional.of("moved away"));
  }

  String idOf(String component) {
    return planning.the(order, component).id().toString();
  }

  /** Lets the catalogue have said this of a component. */
  void specified(PointOfNoReturn point, String reversal, String name) {
    Component component = planning.the(order, name);
    Specification before = component.specification();
    planning.components.with(
        new Component(
            component.id(),
            component.order(),
            component.item(),
            component.action(),
            component.installed(),
            component.delivery(),
            new Specification(
                before.name(),
                before.kind(),
                before.capacity(),
                before.siteVisit(),
                before.skill(),
                before.visitTime(),
                before.activationProcess(),
                point,
                before.billable(),
                before.leadTime(),
                before.chargingMode(),
                reversal),
            component.site(),
            component.characteristics(),
            component.needs(),
            component.state(),
            component.availability(),
            component.round(),
            component.version()));
  }

  /** Lets one component be active. */
  void bring(String component) {
    for (ComponentState state :
        List.of(ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE)) {
      planning.components.update(List.of(planning.the(order, component).in(state)));
    }
  }

  OrderState state() {
    return planning.orders.get(order).state();
  }

  DeliveryId booked() {
    DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);
    planning.assessDelivery.forDelivery(delivery);
    planning.proposeAppointment.forDelivery(delivery);
    planning.bookAppointment.forDelivery(delivery);
    return delivery;
  }
}
