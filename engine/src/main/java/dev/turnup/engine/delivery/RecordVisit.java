package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.joining;
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
import dev.turnup.engine.order.VisitId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Takes the technician's report of a visit. */
@UseCase
public final class RecordVisit {

  /** Who cannot say when sooner asks the customer. */
  private static final Period FURTHEST = Period.ofYears(1);

  /** So many skills are told to whoever named another; there are hardly ever more. */
  private static final int MOST_SKILLS = 50;

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Visits visits;
  private final Skills skills;
  private final JudgeMissedVisit judgeMissedVisit;
  private final Fallouts fallouts;
  private final LeftVisits leftVisits;
  private final Timeline timeline;
  private final SiteClock siteClock;
  private final Clock clock;

  public RecordVisit(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Visits visits,
      Skills skills,
      JudgeMissedVisit judgeMissedVisit,
      Fallouts fallouts,
      LeftVisits leftVisits,
      Timeline timeline,
      SiteClock siteClock,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.visits = visits;
    this.skills = skills;
    this.judgeMissedVisit = judgeMissedVisit;
    this.fallouts = fallouts;
    this.leftVisits = leftVisits;
    this.timeline = timeline;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /** How a visit ended. */
  public enum VisitOutcome {
    DONE("done", "done", Visits.End.DONE),
    CUSTOMER_ABSENT("customerAbsent", "in vain, customer absent", Visits.End.MISSED),
    SITE_NOT_READY("siteNotReady", "in vain, site not ready", Visits.End.MISSED),
    SECOND_TECHNICIAN("secondTechnician", "over, a second technician is needed", Visits.End.DONE),
    OTHER_SKILL("otherSkill", "over, another skill is needed", Visits.End.DONE),
    /** Or whatever else takes another visit. */
    MORE_NEEDED("moreNeeded", "over, another one is needed", Visits.End.DONE),
    NOT_FEASIBLE("notFeasible", "in vain, installation not feasible", Visits.End.MISSED);

    private final String code;
    private final String told;
    private final Visits.End end;

    VisitOutcome(String code, String told, Visits.End end) {
      this.code = code;
      this.told = told;
      this.end = end;
    }

    public String code() {
      return code;
    }

    /** Whether the technician was there in vain, and it was for the customer to see to it. */
    public boolean isThroughCustomer() {
      return this == CUSTOMER_ABSENT || this == SITE_NOT_READY;
    }

    /** Whether somebody has to come again as things are. */
    boolean takesAnotherVisit() {
      return this != DONE && this != NOT_FEASIBLE;
    }

    /**
     * @throws Refused if it is none of the outcomes
     */
    public static VisitOutcome of(String code) {
      return Codes.find(values(), outcome -> outcome.code, code)
          .orElseThrow(
              () ->
                  new Refused(
                      "Choose how the visit ended: done, customer absent, site not ready, second"
                          + " technician needed, other skill needed, more to do or not feasible."));
    }
  }

  /**
   * What the form of <em>Install on site</em> submits; what was left out is empty.
   *
   * @param remark needed unless the visit is done
   * @param notBefore the first day for another visit, {@code 2026-12-04}; needed where the site is
   *     not ready
   * @param skill that is needed besides; needed, and possible, where that is the outcome
   * @param there at what time of day at the site, {@code 13:30}, a visit was in vain through the
   *     customer; now, if empty
   */
  public record Report(
      VisitOutcome outcome, String remark, String notBefore, String skill, String there) {

    public static Report of(VisitOutcome outcome, String remark) {
      return new Report(outcome, remark, "", "", "");
    }
  }

  /**
   * What has to happen besides another visit.
   *
   * @param fallout if it is not feasible
   * @param toCharge the visit, if the customer pays for it
   */
  public record Recorded(Optional<FalloutId> fallout, Optional<VisitId> toCharge) {}

  /**
   * Nobody waits any more for another time that was wanted for the visit, unless people have to
   * decide whether there is one at all.
   *
   * @throws Refused if the report cannot be true, or says too little for what is to happen next:
   *     nothing is installed before it is available
   */
  public Recorded forDelivery(DeliveryId id, Report report) {
    ProductOrder order = orders.lockAround(deliveries.get(id).order(), id);
    Delivery delivery = deliveries.get(id);
    Visit visit = expectedVisit(delivery);
    List<Component> open = components.of(id).stream().filter(Component::isOpen).toList();
    LocalDate today =
        siteClock.todayAt(open.stream().findFirst().flatMap(c -> order.siteOf(c.item())));
    expectAvailable(order, open, today);
    VisitOutcome outcome = report.outcome();
    if (outcome != VisitOutcome.DONE && report.remark().isBlank()) {
      throw new Refused("Say in the remark what was found on site.");
    }
    NextVisit next = nextVisit(delivery, open, report, today);
    Instant there = there(report, visit);
    boolean askedInVain =
        outcome != VisitOutcome.NOT_FEASIBLE
            && fallouts.settleAgreements(order.id(), List.of(id), "the visit is reported");
    visits.end(id, outcome.end);
    timeline.add(order.id(), ended(delivery, visit, report, next, there));
    Optional<VisitId> toCharge = judgeMissedVisit.of(order, delivery, visit, outcome, there);
    if (outcome == VisitOutcome.DONE) {
      install(delivery);
      // what is still being asked for is called off when it is answered
      if (askedInVain && visits.isLeftOutside(id)) {
        leftVisits.callOff(order.id(), id);
      }
    } else {
      deliveries.update(delivery.visited(next));
      deliveries.expect(Map.of(id, Optional.empty()));
    }
    return new Recorded(
        outcome == VisitOutcome.NOT_FEASIBLE
            ? Optional.of(fallouts.raise(notFeasible(delivery, report.remark())))
            : Optional.empty(),
        toCharge);
  }

  private NextVisit nextVisit(
      Delivery delivery, List<Component> open, Report report, LocalDate today) {
    NextVisit next = delivery.nextVisit().from(notBefore(report, today));
    if (report.outcome() != VisitOutcome.OTHER_SKILL && !report.skill().isBlank()) {
      throw new Refused("Choose \"Other skill needed\", or name no skill.");
    }
    return switch (report.outcome()) {
      case OTHER_SKILL -> next.with(missingSkill(delivery, open, report.skill().strip()));
      case SECOND_TECHNICIAN -> {
        if (next.isTogether()) {
          throw new Refused(
              "Two technicians are planned already: choose another outcome, and say in the remark"
                  + " what is missing.");
        }
        yield next.together();
      }
      default -> next;
    };
  }

  private Instant there(Report report, Visit visit) {
    Instant now = clock.instant();
    String given = report.there().strip();
    if (given.isEmpty() || !report.outcome().isThroughCustomer()) {
      return now;
    }
    LocalTime time;
    try {
      time = LocalTime.parse(given);
    } catch (DateTimeParseException e) {
      throw new Refused("Say at what time you were there, as 13:30.");
    }
    ZonedDateTime there = visit.start().with(time);
    // what is agreed for a night ends on the next day
    Instant moment =
        Stream.of(there, there.plusDays(1))
            .map(ZonedDateTime::toInstant)
            .filter(visit::isAt)
            .findFirst()
            .orElse(there.toInstant());
    if (moment.isAfter(now)) {
      throw new Refused("It is not " + given + " yet: say when you were there.");
    }
    return moment;
  }

  private static Optional<LocalDate> notBefore(Report report, LocalDate today) {
    String given = report.notBefore().strip();
    if (given.isEmpty()) {
      if (report.outcome() == VisitOutcome.SITE_NOT_READY) {
        throw new Refused("Say from which day on the site is ready, as 2026-12-04.");
      }
      return Optional.empty();
    }
    if (!report.outcome().takesAnotherVisit()) {
      throw new Refused("Name no day for another visit: there is none after this outcome.");
    }
    LocalDate day;
    try {
      day = LocalDate.parse(given);
    } catch (DateTimeParseException e) {
      throw new Refused("Write the first day for the next visit as 2026-12-04.");
    }
    if (day.isBefore(today) || day.isAfter(today.plus(FURTHEST))) {
      throw new Refused(
          "The next visit cannot be from "
              + day
              + " on: name a day from "
              + today
              + " to "
              + today.plus(FURTHEST)
              + ".");
    }
    return Optional.of(day);
  }

  private String missingSkill(Delivery delivery, List<Component> open, String skill) {
    SortedSet<String> known = skills.known();
    if (!known.contains(skill)) {
      throw new Refused(
          (skill.isEmpty()
                  ? "Name the skill that is needed: "
                  : "Nobody has that skill; name one of ")
              + known.stream().limit(MOST_SKILLS).collect(joining(", "))
              + ".");
    }
    if (delivery.nextVisit().skills().contains(skill)
        || open.stream()
            .anyMatch(component -> component.specification().skill().equals(Optional.of(skill)))) {
      throw new Refused(
          "Whoever comes has the skill " + skill + " already; name the one that is missing.");
    }
    return skill;
  }

  private Visit expectedVisit(Delivery delivery) {
    Optional<Visit> visit = visits.visitOf(delivery.id()).filter(Visit::booked);
    if (delivery.state() != DeliveryState.STARTED || visit.isEmpty()) {
      throw new Refused("This visit was reported already, or is not booked any more.");
    }
    return visit.get();
  }

  private void expectAvailable(ProductOrder order, List<Component> open, LocalDate today) {
    Optional<LocalDate> ready = ReadyDay.of(order, open, siteClock);
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
        new Failure("turnup", "visit-not-feasible", remark));
  }

  private static TimelineEntry ended(
      Delivery delivery, Visit visit, Report report, NextVisit next, Instant there) {
    boolean missed = report.outcome().isThroughCustomer() && !visit.isAt(there);
    String told =
        "Visit on "
            + visit.day()
            + " for delivery "
            + delivery.number()
            + " "
            + report.outcome().told
            + (report.skill().isBlank() ? "" : ": " + report.skill().strip())
            + next.notBefore().map(day -> "; the next one from " + day + " on").orElse("")
            + (missed ? "; the technician was there " + at(there, visit) + ", not as agreed" : "");
    TimelineEntry entry =
        TimelineEntry.of(EventKind.VISIT_ENDED, told)
            .remarking(report.remark())
            .with("outcome", report.outcome().code)
            .with("delivery", delivery.number())
            .with("date", visit.day());
    return next.notBefore().map(day -> entry.with("notBefore", day)).orElse(entry);
  }

  private static String at(Instant moment, Visit visit) {
    return LOCAL.format(moment.atZone(visit.start().getZone()));
  }
}
