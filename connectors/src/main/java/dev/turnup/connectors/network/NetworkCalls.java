package dev.turnup.connectors.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.OperationCalls;
import dev.turnup.connectors.Reading;
import dev.turnup.connectors.RouteCalls;
import dev.turnup.connectors.RouteCalls.Reply;
import dev.turnup.connectors.Tmf;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.UnreadableAnswer;
import dev.turnup.connectors.network.NetworkShapes.NewService;
import dev.turnup.connectors.network.NetworkShapes.NewServiceTest;
import dev.turnup.connectors.network.NetworkShapes.Service;
import dev.turnup.connectors.network.NetworkShapes.ServiceChange;
import dev.turnup.connectors.network.NetworkShapes.ServiceTest;
import dev.turnup.connectors.network.NetworkShapes.Ticket;
import dev.turnup.connectors.network.NetworkShapes.TicketChange;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

@Component
class NetworkCalls extends OperationCalls implements NetworkConnector {

  private static final int ACCEPTED = 202;
  private static final Set<String> OFF = Set.of("inactive", "terminated");

  NetworkCalls(ConnectorSettings settings, ProducerTemplate routes, Clock clock) {
    super("network", new RouteCalls("network", settings.network(), routes, clock));
  }

  @Override
  public CompletionStage<CallOutcome<Activation>> activateService(
      Call call, ActivateService request) {
    return routes
        .call("network.activate-service", call)
        .with(
            new NewService(
                request.specification(),
                request.kind(),
                "active",
                new Reference(request.specification()),
                Tmf.characteristics(request.characteristics()),
                Tmf.references(request.reliesOn()),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(Service.class, NetworkCalls::activation);
  }

  @Override
  public CompletionStage<CallOutcome<Activation>> modifyService(Call call, ModifyService request) {
    return routes
        .call("network.modify-service", call)
        .id(request.serviceId())
        .with(
            new ServiceChange(
                null,
                Tmf.characteristics(request.characteristics()),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(Service.class, NetworkCalls::activation);
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Activation>>> findActivation(Call call) {
    return routes
        .find("network.find-activation", call)
        .answer(
            Service[].class,
            found -> Reading.atMostOne(found.content(), "service").map(NetworkCalls::activation));
  }

  @Override
  public CompletionStage<CallOutcome<Deactivation>> deactivateService(
      Call call, DeactivateService request) {
    return routes
        .call("network.deactivate-service", call)
        .id(request.serviceId())
        .with(
            new ServiceChange(
                "inactive",
                List.of(),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(Service.class, NetworkCalls::deactivation);
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Deactivation>>> findDeactivation(Call call) {
    return routes
        .find("network.find-activation", call)
        .answer(
            Service[].class,
            found -> Reading.atMostOne(found.content(), "service").map(NetworkCalls::deactivation));
  }

  @Override
  public CompletionStage<CallOutcome<Verification>> verifyService(
      Call call, VerifyService request) {
    return routes
        .call("network.verify-service", call)
        .with(
            new NewServiceTest(
                "is-active",
                "ON-DEMAND",
                new Reference("is-active"),
                new Reference(call.subject().component()),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(ServiceTest.class, test -> verification(test.content()));
  }

  @Override
  public CompletionStage<CallOutcome<String>> resolveTicket(Call call, ResolveTicket request) {
    return routes
        .call("network.resolve-ticket", call)
        .id(request.ticketId())
        .with(new TicketChange("resolved", request.reason()))
        .answer(Ticket.class, ticket -> Reading.required(ticket.content().status(), "status"));
  }

  private static Activation activation(Reply<Service> reply) {
    return reply.status() == ACCEPTED ? new Activation.Later() : activation(reply.content());
  }

  private static Activation activation(Service service) {
    if ("pending".equals(service.operatingStatus())) {
      return new Activation.Later();
    }
    String state = Reading.required(service.state(), "state");
    return state.equals("active")
        ? new Activation.Active(
            Reading.required(service.id(), "id"), Reading.instant(service.startDate(), "startDate"))
        : new Activation.Inactive(state);
  }

  private static Deactivation deactivation(Reply<Service> reply) {
    if (reply.status() == ACCEPTED) {
      throw new UnreadableAnswer("a deactivation that is to be answered later");
    }
    return deactivation(reply.content());
  }

  /** Off is what is off; whoever is still at it is asked again. */
  private static Deactivation deactivation(Service service) {
    if ("pending".equals(service.operatingStatus())) {
      throw new UnreadableAnswer("a deactivation that is not done yet");
    }
    String state = Reading.required(service.state(), "state");
    return new Deactivation(OFF.contains(state), state);
  }

  private static Verification verification(ServiceTest test) {
    if (!"completed".equals(test.state())) {
      throw new UnreadableAnswer("a test that is not completed");
    }
    JsonNode active =
        measure(test, "active").orElseThrow(() -> new UnreadableAnswer("no measure active"));
    if (!active.isBoolean()) {
      throw new UnreadableAnswer("a measure active that is neither true nor false");
    }
    return new Verification(
        active.booleanValue(),
        measure(test, "activeSince").map(since -> Reading.instant(since.asText(), "activeSince")),
        measure(test, "evidence").map(JsonNode::asText).orElse(""));
  }

  private static Optional<JsonNode> measure(ServiceTest test, String name) {
    return Reading.list(test.testMeasure()).stream()
        .filter(measure -> name.equals(measure.metricName()) && measure.value() != null)
        .map(measure -> measure.value().value())
        .filter(value -> value != null && !value.isNull())
        .findFirst();
  }
}
