package dev.turnup.engine.gateway;

import dev.turnup.connectors.messaging.ListenerConnector;
import dev.turnup.engine.subscription.Listeners;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class ListenersGateway implements Listeners {

  private final ListenerConnector connector;

  ListenersGateway(ListenerConnector connector) {
    this.connector = connector;
  }

  @Override
  public boolean areReachable() {
    return connector.isOpen();
  }

  @Override
  public CompletionStage<Reply> tell(Letter letter) {
    return connector
        .tell(
            new ListenerConnector.Letter(
                letter.listener(), letter.address(), letter.body(), letter.signature()))
        .thenApply(ListenersGateway::reply);
  }

  private static Reply reply(ListenerConnector.Reply reply) {
    return reply instanceof ListenerConnector.Reply.NotReceived not
        ? new Reply.NotReceived(not.why(), not.retryAfter())
        : new Reply.Received();
  }
}
