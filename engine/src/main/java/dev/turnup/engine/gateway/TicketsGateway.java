package dev.turnup.engine.gateway;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.network.NetworkConnector;
import dev.turnup.connectors.network.NetworkConnector.ResolveTicket;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.problem.ProblemId;
import dev.turnup.engine.problem.Tickets;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.springframework.stereotype.Component;

@Component
class TicketsGateway implements Tickets {

  private final NetworkConnector connector;

  TicketsGateway(NetworkConnector connector) {
    this.connector = connector;
  }

  @Override
  public CompletionStage<Outcome<String>> resolve(CallKey key, ProblemId problem, String ticket) {
    return Calls.outcome(
        connector.resolveTicket(
            new Call(key.value(), Call.Subject.ofOrder(problem.value())),
            new ResolveTicket(ticket, "problem " + problem + " is solved")),
        Function.identity());
  }
}
