package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the time that is held for a delivery an appointment. */
@UseCase
public final class BookAppointment {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Appointments appointments;
  private final VisitSlots visitSlots;
  private final OfferedTimes offeredTimes;
  private final PromiseDate promiseDate;
  private final Territories territories;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public BookAppointment(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Appointments appointments,
      VisitSlots visitSlots,
      OfferedTimes offeredTimes,
      PromiseDate promiseDate,
      Territories territories,
      Timeline timeline,
      SiteClock siteClock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.appointments = appointments;
    this.visitSlots = visitSlots;
    this.offeredTimes = offeredTimes;
    this.promiseDate = promiseDate;
    this.territories = territories;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  /**
   * Books what is held, unless it is held no more, the visit became impossible then, or the
   * workforce system is to agree to another time; another slot is to be proposed in that case. What
   * is booked already stays so.
   *
   * @return what the technician has to do, and until when, if it is booked
   */
  public Optional<Assignment> forDelivery(DeliveryId id) {
    ProductOrder order = orders.lockAround(deliveries.get(id).order(), id);
    Delivery delivery = deliveries.get(id);
    List<Component> open = components.of(id).stream().filter(Component::isOpen).toList();
    Optional<VisitNeed> need = VisitNeed.of(order, delivery, open, territories, siteClock);
    Optional<Appointment> held =
        appointments
            .of(id)
            .filter(
                appointment -> need.filter(n -> offeredTimes.isFinal(appointment, n)).isPresent());
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Appointment appointment = held.get();
    if (!appointment.isBooked() && !appointments.book(appointment.id())) {
      return Optional.empty();
    }
    // first, so that a promise that moves with the visit is told with it
    promiseDate.on(order, id, Optional.of(appointment.day()));
    if (!appointment.isBooked()) {
      timeline.add(order.id(), booked(delivery, appointment));
    }
    return Optional.of(assignment(order, need.orElseThrow(), appointment));
  }

  private TimelineEntry booked(Delivery delivery, Appointment appointment) {
    Slot slot = appointment.slot();
    return TimelineEntry.of(
            EventKind.APPOINTMENT_BOOKED,
            "Appointment for delivery " + delivery.number() + ": " + told(appointment))
        .with("delivery", delivery.number())
        .with("technician", slot.technician())
        .with("date", slot.start().toLocalDate())
        .with("start", slot.start().toOffsetDateTime())
        .with("end", slot.end().toOffsetDateTime());
  }

  private Assignment assignment(ProductOrder order, VisitNeed need, Appointment appointment) {
    Slot slot = appointment.slot();
    return new Assignment(
        CaseFile.about(
            order,
            "Visit on "
                + told(appointment)
                + ". "
                + Errand.of(need.work())
                + "."
                + sharing(appointment),
            "Report how the visit ended; the form says what happens next."),
        slot.end().toInstant());
  }

  private String sharing(Appointment appointment) {
    List<Appointment> others = appointments.sharing(appointment);
    return others.isEmpty()
        ? ""
        : others.stream()
            .map(
                other ->
                    "order %s from %s to %s"
                        .formatted(
                            other.order(),
                            TIME.format(other.slot().start()),
                            TIME.format(other.slot().end())))
            .collect(Collectors.joining(", ", " On the same journey: ", "."));
  }

  private String told(Appointment appointment) {
    Slot slot = appointment.slot();
    return DAY.format(slot.start())
        + ", "
        + TIME.format(slot.start())
        + " to "
        + TIME.format(slot.end())
        + (slot.technician().isEmpty() ? "" : ", with " + slot.technician())
        + appointments.beside(appointment.id()).map(other -> " and " + other).orElse("");
  }
}
