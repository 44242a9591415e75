package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.ReadyDay;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds the earliest time at which a technician can make a delivery. */
@UseCase
public final class ProposeAppointment {

  /** Those of other territories only fill up what is left. */
  private static final int MOST_TECHNICIANS = 20;

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Technicians technicians;
  private final VisitSlots visitSlots;
  private final OfferedTimes offeredTimes;
  private final ReleaseVisit releaseVisit;
  private final PromiseDate promiseDate;
  private final Territories territories;
  private final SiteClock siteClock;

  public ProposeAppointment(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Technicians technicians,
      VisitSlots visitSlots,
      OfferedTimes offeredTimes,
      ReleaseVisit releaseVisit,
      PromiseDate promiseDate,
      Territories territories,
      SiteClock siteClock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.technicians = technicians;
    this.visitSlots = visitSlots;
    this.offeredTimes = offeredTimes;
    this.releaseVisit = releaseVisit;
    this.promiseDate = promiseDate;
    this.territories = territories;
    this.siteClock = siteClock;
  }

  /**
   * @param visitNeeded false if nothing can be installed now: all that a technician was to come for
   *     is given up, or something has no date any more and planning has to be asked
   * @param toAgreeOn whether the workforce system has to be asked, before it is proposed again
   * @param scheduling what dispatch has to do, if a visit is needed and no slot was found
   */
  public record Proposal(
      boolean visitNeeded,
      boolean slotFound,
      boolean visitToCancel,
      boolean toAgreeOn,
      Optional<CaseFile> scheduling) {}

  /**
   * Keeps what is held or booked already, as long as the visit is possible then; never before all
   * that it installs is available, nor before the customer wants it.
   */
  public Proposal forDelivery(DeliveryId id) {
    ProductOrder order = orders.lockAround(deliveries.get(id).order(), id);
    Delivery delivery = deliveries.get(id);
    List<Component> open = components.of(id).stream().filter(Component::isOpen).toList();
    if (!delivery.needsVisitFor(open) || ReadyDay.of(order, open, siteClock).isEmpty()) {
      return new Proposal(
          false, false, releaseVisit.forDelivery(delivery), false, Optional.empty());
    }
    Optional<VisitNeed> need = VisitNeed.of(order, delivery, open, territories, siteClock);
    if (need.filter(offeredTimes::isToAgreeOn).isPresent()) {
      return new Proposal(true, false, false, true, Optional.of(scheduling(order, open, need)));
    }
    Optional<Appointment> held = need.flatMap(visitSlots::holdFor);
    if (held.isPresent()) {
      promiseDate.on(order, id, held.map(Appointment::day));
      return new Proposal(true, true, false, false, Optional.empty());
    }
    deliveries.expect(Map.of(id, Optional.empty()));
    return new Proposal(
        true,
        false,
        releaseVisit.forDelivery(delivery),
        false,
        Optional.of(scheduling(order, open, need)));
  }

  private CaseFile scheduling(ProductOrder order, List<Component> open, Optional<VisitNeed> need) {
    boolean outside = need.filter(visit -> visit.territory().isOutside()).isPresent();
    return CaseFile.about(
        order,
        (outside
                    ? "The workforce system offers no time for the visit for %s. "
                    : "No technician can make the visit for %s within the planned calendar. ")
                .formatted(Names.of(open))
            + need.map(VisitNeed::toString).orElse("No territory covers the site."),
        outside
            ? "Agree on a time with those who plan there and have it kept by the workforce system, or"
                + " search again. You can also choose a technician of ours."
            : "Choose a technician and a time, or search again when the calendar has changed. "
                + need.map(this::whoIsAble).orElse(""));
  }

  private String whoIsAble(VisitNeed need) {
    List<Technician> able =
        technicians.able(need.skills(), need.territory().id(), MOST_TECHNICIANS);
    return able.isEmpty()
        ? "Nobody can do all of it."
        : able.stream()
            .map(who -> "%s (%s, %s)".formatted(who.id(), who.name(), who.territory()))
            .collect(Collectors.joining(", ", "Able: ", "."));
  }
}
