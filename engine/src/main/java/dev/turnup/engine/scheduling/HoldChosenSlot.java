package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.NextVisit;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Offers.By;
import dev.turnup.engine.scheduling.Offers.Offer;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes dispatch's answer to a visit that fits nowhere. */
@UseCase
public final class HoldChosenSlot {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Technicians technicians;
  private final Appointments appointments;
  private final VisitSlots visitSlots;
  private final OfferedTimes offeredTimes;
  private final PromiseDate promiseDate;
  private final Territories territories;
  private final SiteClock siteClock;
  private final Clock clock;

  public HoldChosenSlot(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Technicians technicians,
      Appointments appointments,
      VisitSlots visitSlots,
      OfferedTimes offeredTimes,
      PromiseDate promiseDate,
      Territories territories,
      SiteClock siteClock,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.technicians = technicians;
    this.appointments = appointments;
    this.visitSlots = visitSlots;
    this.offeredTimes = offeredTimes;
    this.promiseDate = promiseDate;
    this.territories = territories;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /**
   * What the form of <em>Schedule installation</em> submits.
   *
   * @param decision {@code chosen}, {@code alone} if one is enough after all, {@code reserved} if
   *     the workforce system is to keep the time and to send somebody, or {@code searchAgain}
   * @param technicianId empty if none is chosen
   * @param slotStart the site's local date and time, {@code 2026-12-04T09:00}; empty if none
   * @param secondTechnicianId who comes along; if empty, whoever can where two are needed
   */
  public record Choice(
      String decision, String technicianId, String slotStart, String secondTechnicianId) {}

  /**
   * Dispatch may send a technician of another territory, and outside of working hours: that is
   * agreed by phone.
   *
   * @return whether the chosen slot is held; false to search again, or to have it kept first
   * @throws Refused if the chosen technician cannot make the visit then
   */
  public boolean forDelivery(DeliveryId id, Choice choice) {
    ProductOrder order = orders.lockAround(deliveries.get(id).order(), id);
    Delivery delivery = deliveries.get(id);
    if (!delivery.isOpen()) {
      throw new Refused("Delivery " + delivery.number() + " of order " + order.id() + " is over.");
    }
    if (choice.decision().equals("searchAgain")) {
      offeredTimes.forget(id);
      return false;
    }
    boolean alone = choice.decision().equals("alone");
    boolean reserved = choice.decision().equals("reserved");
    if (!alone && !reserved && !choice.decision().equals("chosen")) {
      throw new Refused("Choose whether a slot is chosen or searched for again.");
    }
    Optional<String> second = second(choice);
    if (alone || second.isPresent()) {
      NextVisit next = delivery.nextVisit();
      delivery = delivery.visited(alone ? next.alone() : next.together());
      deliveries.update(delivery);
    }
    List<Component> open = components.of(id).stream().filter(Component::isOpen).toList();
    VisitNeed need =
        VisitNeed.of(order, delivery, open, territories, siteClock)
            .orElseThrow(
                () -> new Refused("Nothing can be installed there at the moment; search again."));
    if (reserved) {
      reserve(choice, need);
      return false;
    }
    Slot slot = chosen(choice, need);
    appointments.of(id).map(Appointment::id).ifPresent(appointments::release);
    appointments.releaseExpired(
        Stream.concat(Stream.of(slot.technician()), second.stream()).toList(), clock.instant());
    if (!visitSlots.hold(need, slot, second)) {
      throw new Refused(
          slot.technician()
              + " has another appointment then, cannot get there or away in time, or has no room on"
              + " that day"
              + (delivery.nextVisit().isTogether() ? orAlong(second) : "; choose another time."));
    }
    promiseDate.on(order, id, Optional.of(slot.start().toLocalDate()));
    return true;
  }

  private void reserve(Choice choice, VisitNeed need) {
    if (!need.territory().isOutside()) {
      throw new Refused("Turnup plans the visits there itself; choose a technician and a time.");
    }
    if (!choice.technicianId().isBlank()) {
      throw new Refused("The workforce system says who comes; name no technician.");
    }
    ZonedDateTime start = startOf(choice, need);
    offeredTimes.choose(
        need,
        new Offer(start.toInstant(), start.plus(need.duration()).toInstant(), ""),
        By.DISPATCH);
  }

  private static String orAlong(Optional<String> second) {
    return ", or "
        + second.orElse("nobody else")
        + (second.isPresent() ? " is not" : " is")
        + " free to come along; choose another time, name somebody else, or have one come alone.";
  }

  private Optional<String> second(Choice choice) {
    String second = choice.secondTechnicianId().strip();
    if (second.isEmpty()) {
      return Optional.empty();
    }
    if (choice.decision().equals("alone") || second.equals(choice.technicianId())) {
      throw new Refused("Name somebody else to come along, or nobody.");
    }
    return Optional.of(
        technicians
            .find(second)
            .orElseThrow(() -> new Refused("There is no technician " + second + "."))
            .id());
  }

  private Slot chosen(Choice choice, VisitNeed need) {
    String orReserved =
        need.territory().isOutside() ? " Or have the time kept by the workforce system." : "";
    if (choice.technicianId().isBlank()) {
      throw new Refused("Name a technician." + orReserved);
    }
    Technician technician =
        technicians
            .find(choice.technicianId())
            .orElseThrow(
                () ->
                    new Refused(
                        "There is no technician " + choice.technicianId() + "." + orReserved));
    if (!technician.skills().containsAll(need.skills())) {
      throw new Refused(
          technician.name()
              + " cannot do this: it takes "
              + String.join(", ", need.skills())
              + ".");
    }
    ZonedDateTime start = startOf(choice, need);
    Slot slot = new Slot(technician.id(), start, start.plus(need.duration()));
    if (technician.isAbsent(slot.start().toInstant(), slot.end().toInstant())) {
      throw new Refused(technician.name() + " is absent on " + start.toLocalDate() + ".");
    }
    return slot;
  }

  private ZonedDateTime startOf(Choice choice, VisitNeed need) {
    ZonedDateTime start = startOf(choice, need.territory().zone());
    if (start.toInstant().isBefore(need.earliest())) {
      throw new Refused(
          "The visit is possible from "
              + need.earliest().atZone(need.territory().zone()).toLocalDateTime()
              + " on.");
    }
    if (!start.toInstant().isAfter(clock.instant())) {
      throw new Refused("Choose a time that is still to come.");
    }
    return start;
  }

  private static ZonedDateTime startOf(Choice choice, ZoneId zone) {
    LocalDateTime local;
    try {
      local = LocalDateTime.parse(choice.slotStart());
    } catch (DateTimeParseException e) {
      throw new Refused("Say when, as 2026-12-04T09:00.");
    }
    ZonedDateTime start = local.atZone(zone);
    if (!start.toLocalDateTime().equals(local)) {
      throw new Refused("Clocks are changed then: there is no " + local + " at the site.");
    }
    return start;
  }
}
