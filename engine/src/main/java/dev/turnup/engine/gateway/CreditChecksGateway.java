package dev.turnup.engine.gateway;

import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.billing.BillingConnector.Credit.Refused;
import dev.turnup.engine.decomposition.CreditChecks;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class CreditChecksGateway implements CreditChecks {

  private final BillingConnector connector;

  CreditChecksGateway(BillingConnector connector) {
    this.connector = connector;
  }

  @Override
  public CompletionStage<Outcome<Verdict>> checkCredit(CallKey key, Inquiry request) {
    return Calls.outcome(
        connector.checkCredit(Calls.of(key, request.subject()), request.customer()),
        credit ->
            credit instanceof Refused refused
                ? new Verdict(false, refused.code(), refused.reason())
                : new Verdict(true, "", ""));
  }
}
