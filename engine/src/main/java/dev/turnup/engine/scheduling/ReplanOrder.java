package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.KeepPlan;
import dev.turnup.engine.delivery.PlanStart;
import dev.turnup.engine.delivery.PlanVersion.Why;
import dev.turnup.engine.delivery.ReadyDay;
import dev.turnup.engine.order.ChangeRefused;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Plans what is not made yet of an order anew, because its customer wants it at another time. */
@UseCase
public final class ReplanOrder {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final PlanStart planStart;
  private final KeepPlan keepPlan;
  private final PromiseDate promiseDate;
  private final SiteClock siteClock;

  public ReplanOrder(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      PlanStart planStart,
      KeepPlan keepPlan,
      PromiseDate promiseDate,
      SiteClock siteClock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.planStart = planStart;
    this.keepPlan = keepPlan;
    this.promiseDate = promiseDate;
    this.siteClock = siteClock;
  }

  /**
   * Has deliveries that wait for their day assessed again, and the promise made anew on the
   * earliest slots. What is not planned yet will be on the facts of then.
   *
   * @param assessAgain has a delivery assessed again; tells whether it waited for its day
   * @throws ChangeRefused if a visit is booked, or all of it is being made already
   * @throws StaleVersion if a delivery is just being planned, so that nothing of it waits yet
   */
  public void forOrder(OrderId id, Predicate<DeliveryId> assessAgain) {
    ProductOrder order = orders.lock(id);
    List<Delivery> open = deliveries.of(id).stream().filter(Delivery::isOpen).toList();
    open.forEach(this::refuseIfBooked);
    if (!open.isEmpty() && planStart.of(order, components.of(id))) {
      orders.update(order);
    }
    boolean tooLate = !open.isEmpty();
    for (Delivery delivery : open) {
      tooLate &= !plan(order, delivery, assessAgain);
    }
    if (tooLate) {
      throw new ChangeRefused(
          ChangeRefused.Reason.BEING_DELIVERED,
          "order %s is being delivered already; it cannot be had at another time".formatted(id));
    }
    if (!open.isEmpty()) {
      keepPlan.because(Why.REPLANNED, order);
    }
    promiseDate.forOrder(id);
  }

  private void refuseIfBooked(Delivery delivery) {
    appointments
        .of(delivery.id())
        .filter(Appointment::isBooked)
        .ifPresent(
            appointment -> {
              throw new ChangeRefused(
                  ChangeRefused.Reason.APPOINTMENT_BOOKED,
                  "a technician's visit is booked for order %s on %s"
                      .formatted(delivery.order(), appointment.day()));
            });
  }

  /**
   * @return false if it is being made, so that it is too late
   */
  private boolean plan(ProductOrder order, Delivery delivery, Predicate<DeliveryId> assessAgain) {
    List<Component> brought =
        components.of(delivery.id()).stream().filter(Component::isOpen).toList();
    if (delivery.needsVisitFor(brought)) {
      // a later one that is held would be kept, although the visit may be earlier now
      appointments.of(delivery.id()).map(Appointment::id).ifPresent(appointments::release);
      return true;
    }
    if (delivery.state() == DeliveryState.INSTALLED) {
      return false;
    }
    Optional<LocalDate> day = delivery.readyDate();
    if (day.isEmpty()) {
      return true;
    }
    LocalDate today =
        siteClock.todayAt(
            brought.stream().findFirst().flatMap(component -> order.siteOf(component.item())));
    if (delivery.state() == DeliveryState.PLANNED || assessAgain.test(delivery.id())) {
      Optional<LocalDate> next = ReadyDay.of(order, brought, siteClock);
      deliveries.update(delivery.ready(next.map(wanted -> wanted.isAfter(today) ? wanted : today)));
      return true;
    }
    if (day.get().isAfter(today)) {
      throw new StaleVersion("delivery " + delivery.number() + " of order " + order.id());
    }
    return false;
  }
}
