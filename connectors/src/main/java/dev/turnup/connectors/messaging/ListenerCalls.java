package dev.turnup.connectors.messaging;

import dev.turnup.connectors.messaging.ListenerConnector.Reply.NotReceived;
import dev.turnup.connectors.messaging.ListenerConnector.Reply.Received;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class ListenerCalls implements ListenerConnector {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerCalls.class);
  private static final String SIGNATURE = "X-Turnup-Signature";

  private final ProducerTemplate routes;

  ListenerCalls(ProducerTemplate routes) {
    this.routes = routes;
  }

  @Override
  public boolean isOpen() {
    return routes.getCamelContext().isStarted();
  }

  @Override
  public CompletionStage<Reply> tell(Letter letter) {
    Exchange exchange = new DefaultExchange(routes.getCamelContext(), ExchangePattern.InOut);
    ListenerBinding.direct(exchange, letter.listener(), letter.address());
    letter
        .signature()
        .ifPresent(signature -> exchange.getMessage().setHeader(SIGNATURE, signature));
    exchange.getMessage().setBody(letter.body());
    return routes
        .asyncSend(ListenerRoutes.TELL + "?block=false", exchange)
        .orTimeout(
            ListenerRoutes.CONNECT_TIMEOUT.plus(ListenerRoutes.RESPONSE_TIMEOUT).toMillis(),
            TimeUnit.MILLISECONDS)
        .handle((done, lost) -> reply(done, lost == null ? done.getException() : lost));
  }

  private static Reply reply(@Nullable Exchange done, @Nullable Throwable failure) {
    if (failure == null) {
      return new Received();
    }
    return new NotReceived(
        why(failure instanceof CompletionException ? failure.getCause() : failure),
        done == null ? Optional.empty() : ListenerBinding.retryAfter(done));
  }

  private static String why(@Nullable Throwable failure) {
    if (failure instanceof HttpOperationFailedException refusal) {
      return "answered " + refusal.getStatusCode();
    }
    if (failure instanceof TimeoutException) {
      return "did not answer in time";
    }
    if (failure instanceof IOException || failure instanceof VertxException) {
      return "cannot be reached, or broke the connection: " + failure.getClass().getSimpleName();
    }
    LOG.error("an event cannot be sent", failure);
    return "cannot be sent; the log says why";
  }
}
