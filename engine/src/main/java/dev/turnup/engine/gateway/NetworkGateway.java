package dev.turnup.engine.gateway;

import dev.turnup.connectors.network.NetworkConnector;
import dev.turnup.connectors.network.NetworkConnector.ActivateService;
import dev.turnup.connectors.network.NetworkConnector.Activation.Active;
import dev.turnup.connectors.network.NetworkConnector.Activation.Inactive;
import dev.turnup.connectors.network.NetworkConnector.DeactivateService;
import dev.turnup.connectors.network.NetworkConnector.ModifyService;
import dev.turnup.connectors.network.NetworkConnector.VerifyService;
import dev.turnup.engine.activation.Network;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class NetworkGateway implements Network {

  private final NetworkConnector connector;

  NetworkGateway(NetworkConnector connector) {
    this.connector = connector;
  }

  @Override
  public CompletionStage<Outcome<ActivationAnswer>> activateService(
      CallKey key, Activation request) {
    return Calls.outcome(
        connector.activateService(
            Calls.of(key, request.subject()),
            new ActivateService(
                Calls.site(request.subject()),
                request.specification(),
                request.kind(),
                request.characteristics(),
                Calls.ids(request.reliesOn()))),
        NetworkGateway::answer);
  }

  @Override
  public CompletionStage<Outcome<ActivationAnswer>> modifyService(
      CallKey key, Modification request) {
    return Calls.outcome(
        connector.modifyService(
            Calls.of(key, request.subject()),
            new ModifyService(
                request.reference(), Calls.site(request.subject()), request.characteristics())),
        NetworkGateway::answer);
  }

  @Override
  public CompletionStage<Outcome<Optional<ActivationAnswer>>> findActivation(
      CallKey key, Subject subject) {
    return Calls.found(connector.findActivation(Calls.of(key, subject)), NetworkGateway::answer);
  }

  @Override
  public CompletionStage<Outcome<DeactivationAnswer>> deactivateService(
      CallKey key, Deactivation request) {
    return Calls.outcome(
        connector.deactivateService(
            Calls.of(key, request.subject()),
            new DeactivateService(request.reference(), Calls.site(request.subject()))),
        NetworkGateway::answer);
  }

  @Override
  public CompletionStage<Outcome<Optional<DeactivationAnswer>>> findDeactivation(
      CallKey key, Subject subject) {
    return Calls.found(connector.findDeactivation(Calls.of(key, subject)), NetworkGateway::answer);
  }

  @Override
  public CompletionStage<Outcome<Verdict>> verifyService(CallKey key, Verification request) {
    return Calls.outcome(
        connector.verifyService(
            Calls.of(key, request.subject()),
            new VerifyService(Calls.site(request.subject()), request.specification())),
        found -> new Verdict(found.active(), found.since(), found.evidence()));
  }

  private static DeactivationAnswer answer(NetworkConnector.Deactivation deactivation) {
    return new DeactivationAnswer(deactivation.off(), deactivation.state());
  }

  private static ActivationAnswer answer(NetworkConnector.Activation activation) {
    if (activation instanceof Active active) {
      return new ActivationAnswer(
          Progress.ACTIVE, "active", Optional.of(active.serviceId()), Optional.of(active.since()));
    }
    if (activation instanceof Inactive inactive) {
      return new ActivationAnswer(
          Progress.NOT_ACTIVE, inactive.state(), Optional.empty(), Optional.empty());
    }
    return new ActivationAnswer(Progress.LATER, "pending", Optional.empty(), Optional.empty());
  }
}
