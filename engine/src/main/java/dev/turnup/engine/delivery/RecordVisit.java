package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.partitioningBy;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the technician's report of a visit. */
@UseCase
public final class RecordVisit {

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Visits visits;
  private final Fallouts fallouts;
  private final Timeline timeline;
  private final SiteClock siteClock;

  public RecordVisit(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Visits visits,
      Fallouts fallouts,
      Timeline timeline,
      SiteClock siteClock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.visits = visits;
    this.fallouts = fallouts;
    this.timeline = timeline;
    this.siteClock = siteClock;
  }

  /** How a visit ended. */
  public enum VisitOutcome {
    DONE("done", Visits.End.DONE),
    CUSTOMER_ABSENT("customerAbsent", Visits.End.MISSED),
    NOT_FEASIBLE("notFeasible", Visits.End.MISSED),
    MORE_NEEDED("moreNeeded", Visits.End.DONE);

    private final String code;
    private final Visits.End end;

    VisitOutcome(String code, Visits.End end) {
      this.code = code;
      this.end = end;
    }

    public String code() {
      return code;
    }

    /**
     * @throws Refused if it is none of the outcomes
     */
    public static VisitOutcome of(String code) {
      return Codes.find(values(), outcome -> outcome.code, code)
          .orElseThrow(
              () ->
                  new Refused(
                      "Choose how the visit ended: done, customer absent, not feasible or more needed."));
    }
  }

  /**
   * @param remark needed unless the visit is done; may be empty then
   * @return the fallout, if it is not feasible
   * @throws Refused if the report cannot be true: nothing is installed before it is available
   */
  public Optional<FalloutId> forDelivery(DeliveryId id, VisitOutcome outcome, String remark) {
    ProductOrder order = orders.lock(deliveries.get(id).order());
    Delivery delivery = deliveries.get(id);
    Visit visit = expectedVisit(delivery);
    expectAvailable(order, delivery);
    if (outcome != VisitOutcome.DONE && remark.isBlank()) {
      throw new Refused("Say in the remark what was found on site.");
    }
    visits.end(id, outcome.end);
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.VISIT_ENDED, told(delivery, visit, outcome))
            .remarking(remark)
            .with("outcome", outcome.code)
            .with("delivery", delivery.number())
            .with("date", visit.day()));
    if (outcome == VisitOutcome.DONE) {
      install(delivery);
    }
    return outcome == VisitOutcome.NOT_FEASIBLE
        ? Optional.of(fallouts.raise(notFeasible(delivery, remark)))
        : Optional.empty();
  }

  private Visit expectedVisit(Delivery delivery) {
    Optional<Visit> visit = visits.visitOf(delivery.id()).filter(Visit::booked);
    if (delivery.state() != DeliveryState.STARTED || visit.isEmpty()) {
      throw new Refused("This visit was reported already, or is not booked any more.");
    }
    return visit.get();
  }

  private void expectAvailable(ProductOrder order, Delivery delivery) {
    List<Component> open = components.of(delivery.id()).stream().filter(Component::isOpen).toList();
    Optional<LocalDate> ready = ReadyDay.of(order, open, siteClock);
    LocalDate today =
        siteClock.todayAt(open.stream().findFirst().flatMap(c -> order.siteOf(c.item())));
    if (ready.filter(day -> !today.isBefore(day)).isEmpty()) {
      throw new Refused(
          "Nothing can be installed yet: "
              + ready.map(day -> "it is available and wanted from " + day).orElse("it has no date")
              + ".");
    }
  }

  private void install(Delivery delivery) {
    deliveries.update(delivery.in(DeliveryState.INSTALLED));
    Map<Boolean, List<Component>> fetched =
        components.of(delivery.id()).stream()
            .filter(component -> component.isOpen() && component.needsVisit())
            .collect(partitioningBy(component -> component.action() == ComponentAction.CEASE));
    tell(delivery, EventKind.INSTALLED, "Installed on site", fetched.get(false));
    tell(delivery, EventKind.FETCHED, "Fetched from site", fetched.get(true));
  }

  private void tell(Delivery delivery, EventKind kind, String what, List<Component> which) {
    if (!which.isEmpty()) {
      timeline.add(
          delivery.order(),
          TimelineEntry.of(kind, what + ": " + Names.of(which))
              .with("delivery", delivery.number()));
    }
  }

  private static StepFellOut notFeasible(Delivery delivery, String remark) {
    return new StepFellOut(
        delivery.order(),
        Optional.empty(),
        Optional.of(delivery.id()),
        "record-visit",
        new Failure("turnup", "visit-not-feasible", remark),
        Optional.empty());
  }

  private static String told(Delivery delivery, Visit visit, VisitOutcome outcome) {
    String ended =
        switch (outcome) {
          case DONE -> "done";
          case CUSTOMER_ABSENT -> "in vain, customer absent";
          case NOT_FEASIBLE -> "in vain, installation not feasible";
          case MORE_NEEDED -> "over, another one is needed";
        };
    return "Visit on " + visit.day() + " for delivery " + delivery.number() + " " + ended;
  }
}
