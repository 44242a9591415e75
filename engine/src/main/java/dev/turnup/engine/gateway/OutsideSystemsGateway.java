package dev.turnup.engine.gateway;

import dev.turnup.connectors.Operations;
import dev.turnup.connectors.Operations.Operation;
import dev.turnup.connectors.Operations.OperationAnswer.Done;
import dev.turnup.connectors.Operations.OperationAnswer.Refused;
import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.messaging.MessagingConnector;
import dev.turnup.connectors.network.NetworkConnector;
import dev.turnup.connectors.workforce.WorkforceConnector;
import dev.turnup.engine.operation.OperationAnswer;
import dev.turnup.engine.operation.OutsideSystems;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class OutsideSystemsGateway implements OutsideSystems {

  private final Map<String, Operations> connectors;

  OutsideSystemsGateway(
      NetworkConnector network,
      InventoryConnector inventory,
      BillingConnector billing,
      WorkforceConnector workforce,
      MessagingConnector messaging) {
    connectors =
        Map.of(
            "network", network,
            "inventory", inventory,
            "billing", billing,
            "workforce", workforce,
            "messaging", messaging);
  }

  @Override
  public CompletionStage<Outcome<OperationAnswer>> perform(CallKey key, Request request) {
    return Calls.outcome(
        connector(request)
            .performOperation(
                Calls.of(key, request.subject()),
                new Operation(request.operation(), request.attributes())),
        answer -> answer(key, answer));
  }

  @Override
  public CompletionStage<Outcome<Optional<OperationAnswer>>> find(CallKey key, Request request) {
    return Calls.found(
        connector(request).findOperation(Calls.of(key, request.subject())),
        answer -> answer(key, answer));
  }

  private Operations connector(Request request) {
    return Optional.ofNullable(connectors.get(request.system())).orElseThrow();
  }

  private static OperationAnswer answer(CallKey key, Operations.OperationAnswer answer) {
    if (answer instanceof Done done) {
      return OperationAnswer.done(key, done.attributes());
    }
    if (answer instanceof Refused refused) {
      return OperationAnswer.refused(key, refused.code(), refused.reason());
    }
    return OperationAnswer.later(key);
  }
}
