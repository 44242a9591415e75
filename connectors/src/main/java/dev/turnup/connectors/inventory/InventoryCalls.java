package dev.turnup.connectors.inventory;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.OperationCalls;
import dev.turnup.connectors.Reading;
import dev.turnup.connectors.RouteCalls;
import dev.turnup.connectors.Tmf;
import dev.turnup.connectors.Tmf.Characteristic;
import dev.turnup.connectors.Tmf.Period;
import dev.turnup.connectors.Tmf.Reason;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.UnreadableAnswer;
import dev.turnup.connectors.inventory.InventoryShapes.NewQualification;
import dev.turnup.connectors.inventory.InventoryShapes.NewReservation;
import dev.turnup.connectors.inventory.InventoryShapes.NewService;
import dev.turnup.connectors.inventory.InventoryShapes.Qualification;
import dev.turnup.connectors.inventory.InventoryShapes.QualificationQuestion;
import dev.turnup.connectors.inventory.InventoryShapes.QualificationResult;
import dev.turnup.connectors.inventory.InventoryShapes.Quantity;
import dev.turnup.connectors.inventory.InventoryShapes.ReservationChange;
import dev.turnup.connectors.inventory.InventoryShapes.ReservationItem;
import dev.turnup.connectors.inventory.InventoryShapes.ReservationState;
import dev.turnup.connectors.inventory.InventoryShapes.Service;
import dev.turnup.connectors.inventory.InventoryShapes.SupportingResource;
import dev.turnup.connectors.inventory.InventoryShapes.WantedService;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

@Component
class InventoryCalls extends OperationCalls implements InventoryConnector {

  InventoryCalls(ConnectorSettings settings, ProducerTemplate routes, Clock clock) {
    super("inventory", new RouteCalls("inventory", settings.inventory(), routes, clock));
  }

  @Override
  public CompletionStage<CallOutcome<Capacity>> checkCapacity(Call call, CheckCapacity request) {
    WantedService wanted =
        new WantedService(
            new Reference(request.specification()),
            Tmf.place(request.site()),
            List.of(
                new Characteristic("capacityResource", request.resource()),
                new Characteristic("units", request.units())));
    return routes
        .call("inventory.check-capacity", call)
        .with(
            new NewQualification(
                true,
                true,
                true,
                Tmf.relatedEntity(call.subject()),
                List.of(new QualificationQuestion("1", wanted))))
        .answer(Qualification.class, reply -> capacity(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Reservation>> reserveCapacity(
      Call call, ReserveCapacity request) {
    return routes
        .call("inventory.reserve-capacity", call)
        .with(
            new NewReservation(
                "reserved",
                new Period(request.from().toString(), null),
                new Period(null, request.until().toString()),
                List.of(
                    new ReservationItem(
                        "1",
                        new Quantity(request.units(), "unit"),
                        new Reference(request.resource()))),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(ReservationState.class, reply -> reservation(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Reservation>> extendReservation(
      Call call, ExtendReservation request) {
    return routes
        .call("inventory.extend-reservation", call)
        .id(request.reservationId())
        .with(
            new ReservationChange(
                null,
                new Period(request.from().toString(), null),
                new Period(null, request.until().toString()),
                Tmf.relatedEntity(call.subject())))
        .answer(ReservationState.class, reply -> reservation(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Reservation>> releaseReservation(
      Call call, String reservationId) {
    return routes
        .call("inventory.release-reservation", call)
        .id(reservationId)
        .with(new ReservationChange("released", null, null, Tmf.relatedEntity(call.subject())))
        .answer(ReservationState.class, reply -> ended(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Reservation>>> findReservation(Call call) {
    return routes
        .find("inventory.find-reservation", call)
        .answer(
            ReservationState[].class,
            found ->
                Reading.atMostOne(found.content(), "reservation").map(InventoryCalls::reservation));
  }

  @Override
  public CompletionStage<CallOutcome<RecordedService>> recordService(
      Call call, RecordService request) {
    return routes
        .call("inventory.record-service", call)
        .with(
            new NewService(
                request.specification(),
                request.kind(),
                "active",
                request.since().toString(),
                new Reference(request.specification()),
                Tmf.characteristics(request.characteristics()),
                Tmf.references(request.reliesOn()),
                request.reservationId().isEmpty()
                    ? List.of()
                    : List.of(
                        new SupportingResource(request.reservationId(), "ResourceReservation")),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(Service.class, reply -> service(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<RecordedService>>> findRecord(Call call) {
    return routes
        .find("inventory.find-record", call)
        .answer(
            Service[].class,
            found -> Reading.atMostOne(found.content(), "service").map(InventoryCalls::service));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<RecordedService>>> findService(Call call) {
    return routes
        .call("inventory.find-service", call)
        .query("relatedEntity.id", call.subject().component())
        .answer(
            Service[].class,
            found -> Reading.atMostOne(found.content(), "service").map(InventoryCalls::service));
  }

  private static Capacity capacity(Qualification answer) {
    List<QualificationResult> items = Reading.list(answer.checkServiceQualificationItem());
    if (!"done".equals(answer.state()) || items.size() != 1) {
      throw new UnreadableAnswer("a qualification that is not done for one item");
    }
    QualificationResult item = items.get(0);
    return switch (Reading.required(item.qualificationResult(), "qualificationResult")) {
      case "qualified" -> new Capacity.Available();
      case "alternate" ->
          new Capacity.AvailableFrom(
              Reading.list(item.alternateServiceProposal()).stream()
                  .map(proposal -> proposal.alternateServiceAvailabilityDate())
                  .map(day -> Reading.day(day, "alternateServiceAvailabilityDate"))
                  .findFirst()
                  .orElseThrow(() -> new UnreadableAnswer("an alternate without a proposal")));
      case "unqualified" -> {
        Reason reason =
            Reading.list(item.eligibilityUnavailabilityReason()).stream()
                .findFirst()
                .orElse(Reason.NONE);
        yield new Capacity.None(reason.codeOr("no-capacity"), reason.text());
      }
      default -> throw new UnreadableAnswer("a result " + item.qualificationResult());
    };
  }

  private static Reservation reservation(ReservationState answer) {
    return switch (Reading.required(answer.reservationState(), "reservationState")) {
      case "reserved" ->
          new Reservation.Held(
              Reading.pathSegment(answer.id()),
              Reading.instant(
                  Reading.required(answer.validFor(), "validFor").endDateTime(), "endDateTime"));
      case "rejected" -> {
        Reason reason = Optional.ofNullable(answer.reason()).orElse(Reason.NONE);
        yield new Reservation.Refused(reason.codeOr("no-capacity"), reason.text());
      }
      case "released", "expired" ->
          new Reservation.Ended(Reading.pathSegment(answer.id()), answer.reservationState());
      default -> throw new UnreadableAnswer("a reservation " + answer.reservationState());
    };
  }

  private static Reservation ended(ReservationState answer) {
    Reservation reservation = reservation(answer);
    if (!(reservation instanceof Reservation.Ended)) {
      throw new UnreadableAnswer(
          "a release that left the reservation " + answer.reservationState());
    }
    return reservation;
  }

  private static RecordedService service(Service answer) {
    return new RecordedService(
        Reading.required(answer.id(), "id"),
        Reading.required(answer.state(), "state"),
        Optional.ofNullable(answer.startDate()).map(since -> Reading.instant(since, "startDate")));
  }
}
