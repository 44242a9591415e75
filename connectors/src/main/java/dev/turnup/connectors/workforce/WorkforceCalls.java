package dev.turnup.connectors.workforce;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.OperationCalls;
import dev.turnup.connectors.Reading;
import dev.turnup.connectors.RouteCalls;
import dev.turnup.connectors.Tmf;
import dev.turnup.connectors.Tmf.Party;
import dev.turnup.connectors.Tmf.Period;
import dev.turnup.connectors.Tmf.Place;
import dev.turnup.connectors.Tmf.Reason;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.Tmf.RelatedEntity;
import dev.turnup.connectors.UnreadableAnswer;
import dev.turnup.connectors.workforce.WorkforceShapes.Appointment;
import dev.turnup.connectors.workforce.WorkforceShapes.CancelledAppointment;
import dev.turnup.connectors.workforce.WorkforceShapes.NewAppointment;
import dev.turnup.connectors.workforce.WorkforceShapes.OfferedSlot;
import dev.turnup.connectors.workforce.WorkforceShapes.RequestedSlot;
import dev.turnup.connectors.workforce.WorkforceShapes.ReservedAppointment;
import dev.turnup.connectors.workforce.WorkforceShapes.SlotSearchResult;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

@Component
class WorkforceCalls extends OperationCalls implements WorkforceConnector {

  private static final int LONGEST_NAME = 200;
  private static final Duration LONGEST_VISIT = Duration.ofHours(24);

  WorkforceCalls(ConnectorSettings settings, ProducerTemplate routes, Clock clock) {
    super("workforce", new RouteCalls("workforce", settings.workforce(), routes, clock));
  }

  @Override
  public CompletionStage<CallOutcome<List<TimeSlot>>> searchTimeSlots(
      Call call, SlotSearch search) {
    return routes
        .call("workforce.search-time-slots", call)
        .with(
            new WorkforceShapes.SlotSearch(
                List.of(
                    new RequestedSlot(
                        new Period(search.from().toString(), search.until().toString()))),
                search.minutes(),
                search.technicians(),
                place(search.site(), search.address(), search.postcode()),
                parties(new Party(search.customer(), "customer")),
                Stream.concat(Tmf.relatedEntity(call.subject()).stream(), skills(search.skills()))
                    .toList()))
        .answer(SlotSearchResult.class, reply -> slots(reply.content(), search));
  }

  @Override
  public CompletionStage<CallOutcome<Reserved>> reserveVisit(Call call, ReserveVisit request) {
    return routes
        .call("workforce.reserve-visit", call)
        .with(
            new ReservedAppointment(
                request.visitKey(),
                "initialized",
                "installation",
                request.description(),
                new Period(request.start().toString(), request.end().toString()),
                request.slotId().isEmpty() ? null : new Reference(request.slotId()),
                request.minutes(),
                request.technicians(),
                place(request.site(), request.address(), request.postcode()),
                parties(new Party(request.customer(), "customer")),
                Stream.concat(Tmf.relatedEntity(call.subject()).stream(), skills(request.skills()))
                    .toList()))
        .answer(Appointment.class, reply -> reserved(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Reserved>>> findReservation(Call call) {
    return routes
        .find("workforce.find-visit", call)
        .answer(
            Appointment[].class,
            found ->
                Reading.atMostOne(found.content(), "appointment").map(WorkforceCalls::reserved));
  }

  @Override
  public CompletionStage<CallOutcome<Visit>> dispatchVisit(Call call, DispatchVisit request) {
    return routes
        .call("workforce.dispatch-visit", call)
        .with(
            new NewAppointment(
                request.visitKey(),
                "installation",
                request.description(),
                new Period(request.start().toString(), request.end().toString()),
                request.technicians(),
                new Place(request.site(), "installationSite", request.address(), null),
                parties(
                    new Party(request.technician(), "technician"),
                    new Party(request.second(), "technician"),
                    new Party(request.customer(), "customer")),
                Stream.of(
                        Tmf.relatedEntity(call.subject()).stream(),
                        Stream.of(new RelatedEntity(request.journey(), "journey", "Journey")),
                        skills(request.skills()))
                    .flatMap(entities -> entities)
                    .toList()))
        .answer(Appointment.class, reply -> visit(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Visit>>> findVisit(Call call) {
    return routes
        .find("workforce.find-visit", call)
        .answer(
            Appointment[].class,
            found -> Reading.atMostOne(found.content(), "appointment").map(WorkforceCalls::visit));
  }

  @Override
  public CompletionStage<CallOutcome<Cancellation>> cancelVisit(Call call, String visitKey) {
    return routes
        .call("workforce.cancel-visit", call)
        .with(new CancelledAppointment(visitKey, "cancelled", Tmf.relatedEntity(call.subject())))
        .answer(Appointment.class, reply -> cancellation(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Cancellation>>> findCancellation(Call call) {
    return routes
        .find("workforce.find-visit", call)
        .answer(
            Appointment[].class,
            found ->
                Reading.atMostOne(found.content(), "appointment")
                    .map(WorkforceCalls::cancellation));
  }

  /**
   * What is before the window was not asked for, nobody waits for longer than a day, and one slot
   * without a time spoils them all. Where several technicians can come at a time, it is one time.
   */
  private static List<TimeSlot> slots(SlotSearchResult found, SlotSearch search) {
    String status = Reading.required(found.status(), "status");
    if (!status.equals("done")) {
      throw new UnreadableAnswer("a search that is " + status);
    }
    Collection<TimeSlot> longestAtEachTime =
        Reading.list(found.availableTimeSlot()).stream()
            .map(WorkforceCalls::slot)
            .filter(slot -> !slot.start().isBefore(search.from()))
            .filter(slot -> slot.start().isBefore(search.until()))
            .filter(slot -> slot.end().isAfter(slot.start()))
            .filter(slot -> !slot.end().isAfter(slot.start().plus(LONGEST_VISIT)))
            .collect(
                toMap(
                    slot -> slot.start().toInstant(),
                    slot -> slot,
                    BinaryOperator.maxBy(Comparator.comparing(slot -> slot.end().toInstant())),
                    TreeMap::new))
            .values();
    ZoneOffset there = search.from().getOffset();
    return longestAtEachTime.stream()
        .collect(
            groupingBy(
                slot -> slot.start().withOffsetSameInstant(there).toLocalDate(),
                TreeMap::new,
                toList()))
        .values()
        .stream()
        .flatMap(WorkforceCalls::spread)
        .toList();
  }

  /** The first of a day and others of it, evenly, so that all days have their share. */
  private static Stream<TimeSlot> spread(List<TimeSlot> day) {
    int shown = Math.min(day.size(), MOST_A_DAY);
    return IntStream.range(0, shown).mapToObj(i -> day.get(i * day.size() / shown));
  }

  private static TimeSlot slot(OfferedSlot offered) {
    Period period = Reading.required(offered.validFor(), "validFor");
    return new TimeSlot(
        offered.id() == null ? "" : name(offered.id(), "id"),
        Reading.moment(period.startDateTime(), "startDateTime"),
        Reading.moment(period.endDateTime(), "endDateTime"));
  }

  private static Reserved reserved(Appointment appointment) {
    if (Reading.required(appointment.status(), "status").equals("rejected")) {
      Reason reason = appointment.reason() == null ? Reason.NONE : appointment.reason();
      return new Reserved.Taken(reason.codeOr("slot-taken"), reason.text());
    }
    Visit visit = visit(appointment);
    return new Reserved.Kept(
        visit.visitId(),
        visit.status(),
        visit.start(),
        visit.end(),
        Reading.list(appointment.relatedParty()).stream()
            .filter(party -> "technician".equals(party.role()))
            .flatMap(party -> Stream.ofNullable(party.id()))
            .map(id -> id.substring(0, Math.min(id.length(), LONGEST_NAME)))
            .findFirst()
            .orElse(""));
  }

  /** By which it is named to them again; a part of it would name nothing. */
  private static String name(String id, String attribute) {
    if (id.length() > LONGEST_NAME) {
      throw new UnreadableAnswer(attribute + " is longer than 200 characters");
    }
    return id;
  }

  private static Stream<RelatedEntity> skills(List<String> skills) {
    return skills.stream().map(skill -> new RelatedEntity(skill, "skill", "Skill"));
  }

  private static Place place(String site, String address, String postcode) {
    return new Place(site, "installationSite", address, postcode);
  }

  private static List<Party> parties(Party... parties) {
    return Stream.of(parties).filter(party -> !party.id().isEmpty()).toList();
  }

  private static Cancellation cancellation(Appointment appointment) {
    return new Cancellation(
        name(Reading.required(appointment.id(), "id"), "id"),
        Reading.required(appointment.status(), "status"));
  }

  private static Visit visit(Appointment appointment) {
    Period slot = Reading.required(appointment.validFor(), "validFor");
    return new Visit(
        name(Reading.required(appointment.id(), "id"), "id"),
        Reading.required(appointment.status(), "status"),
        Reading.moment(slot.startDateTime(), "startDateTime"),
        Reading.moment(slot.endDateTime(), "endDateTime"));
  }
}
