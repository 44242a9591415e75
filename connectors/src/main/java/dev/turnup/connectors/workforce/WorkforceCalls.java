package dev.turnup.connectors.workforce;

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
import dev.turnup.connectors.Tmf.RelatedEntity;
import dev.turnup.connectors.workforce.WorkforceShapes.Appointment;
import dev.turnup.connectors.workforce.WorkforceShapes.CancelledAppointment;
import dev.turnup.connectors.workforce.WorkforceShapes.NewAppointment;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

@Component
class WorkforceCalls extends OperationCalls implements WorkforceConnector {

  WorkforceCalls(ConnectorSettings settings, ProducerTemplate routes, Clock clock) {
    super("workforce", new RouteCalls("workforce", settings.workforce(), routes, clock));
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
                new Place(request.site(), "installationSite", request.address(), null),
                Stream.of(
                        new Party(request.technician(), "technician"),
                        new Party(request.second(), "technician"),
                        new Party(request.customer(), "customer"))
                    .filter(party -> !party.id().isEmpty())
                    .toList(),
                Stream.concat(
                        Tmf.relatedEntity(call.subject()).stream(),
                        Stream.of(new RelatedEntity(request.journey(), "journey", "Journey")))
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

  private static Cancellation cancellation(Appointment appointment) {
    return new Cancellation(
        Reading.required(appointment.id(), "id"), Reading.required(appointment.status(), "status"));
  }

  private static Visit visit(Appointment appointment) {
    Period slot = Reading.required(appointment.validFor(), "validFor");
    return new Visit(
        Reading.required(appointment.id(), "id"),
        Reading.required(appointment.status(), "status"),
        Reading.moment(slot.startDateTime(), "startDateTime"),
        Reading.moment(slot.endDateTime(), "endDateTime"));
  }
}
